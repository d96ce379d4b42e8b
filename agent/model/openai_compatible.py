"""Models behind a server that speaks OpenAI's chat protocol, here or anywhere."""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from agent.model.dialect import Dialect
from agent.model.environment import chosen, positive, switch
from agent.model.faults import Adapted, Fault
from agent.model.langchain_model import LangChainModel
from agent.model.patience import USUAL, Patience
from agent.model.port import Message, ModelPort, Reply, ToolSpec
from agent.model.recording import Recorded
from tools.errors import BadInput

MODEL_VARIABLE = "BACKEND_ENGINEER_MODEL"
KEY_VARIABLE = "OPENAI_API_KEY"
URL_VARIABLE = "OPENAI_BASE_URL"
STREAM_VARIABLE = "BACKEND_ENGINEER_MODEL_STREAM"
TIMEOUT_VARIABLE = "BACKEND_ENGINEER_MODEL_TIMEOUT"
RECORDINGS_VARIABLE = "BACKEND_ENGINEER_MODEL_RECORDINGS"
RECORD_VARIABLE = "BACKEND_ENGINEER_MODEL_RECORD"


class OpenAICompatible:
    """One model of one server, which may know less of the protocol than OpenAI's."""

    def __init__(
        self,
        name: str,
        key: str,
        url: str | None,
        *,
        stream: bool = False,
        patience: Patience = USUAL,
    ) -> None:
        self.name = name
        self.patience = patience
        self._key, self._url, self._stream = key, url, stream
        self._dialect = Dialect(stream=stream)

    def complete(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int) -> Reply:
        """The answer; what may pass is tried again. Raises ModelFailed."""
        return self.patience.repeat(lambda seconds: self.attempt(messages, tools, max_tokens, seconds))

    def attempt(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int, seconds: float) -> Reply:
        """One attempt. Raises Fault."""
        sent = self._dialect.settings(max_tokens, seconds)
        model = LangChainModel(self._chat, self.name, stream=self._stream, settings=lambda *_: sent, secret=self._key)
        try:
            return model.attempt(messages, tools, max_tokens, seconds)
        except Fault as fault:
            if not self._dialect.learn(fault.__cause__, sent):
                raise
            raise Adapted(fault.message, hint=fault.hint, code=fault.code, usage=fault.usage) from fault

    @cached_property
    def _chat(self) -> Any:
        from pydantic import SecretStr

        from agent.model.bounded_client import BoundedClient
        from agent.model.chat import Chat

        return Chat(
            model=self.name,
            api_key=SecretStr(self._key),
            base_url=self._url,
            http_client=BoundedClient(self.patience.monotonic),
            # Repetitions are ours: they are counted, and bounded in time.
            max_retries=0,
            use_responses_api=False,
            # A run that is watched would be streamed otherwise.
            disable_streaming=not self._stream,
        )


def named_model(name: str, environment: Mapping[str, str] | None = None) -> ModelPort:
    """The model of that name behind the server that the environment names. Raises BadInput where it names none."""
    values = os.environ if environment is None else environment
    model = configured_model({**values, MODEL_VARIABLE: name})
    if model is None:
        raise BadInput(
            f"Nothing says where the model {name[:80]} is.",
            hint=f"Set {URL_VARIABLE} or {KEY_VARIABLE}.",
            code="no-server",
        )
    return model


def configured_model(environment: Mapping[str, str] | None = None) -> ModelPort | None:
    """The model that the environment names. None where it names none: nothing leaves the machine unasked.

    Raises BadInput for a setting that cannot be read.
    """
    values = os.environ if environment is None else environment
    name = chosen(values, MODEL_VARIABLE)
    seconds = positive(values, TIMEOUT_VARIABLE, USUAL.seconds)
    stream, record = switch(values, STREAM_VARIABLE), switch(values, RECORD_VARIABLE)
    key, url, folder = (chosen(values, variable) for variable in (KEY_VARIABLE, URL_VARIABLE, RECORDINGS_VARIABLE))
    model = None
    if name and (key or url):
        model = OpenAICompatible(name, key or "none", url or None, stream=stream, patience=Patience(seconds))
    if record and not folder:
        raise BadInput(
            f"{RECORD_VARIABLE} is set, and nothing says where to.",
            hint=f"Set {RECORDINGS_VARIABLE} to a folder, or leave out {RECORD_VARIABLE}.",
        )
    if not folder or not name:
        return model
    return Recorded(model, Path(folder), "record" if record else "replay", name=name)
