"""A model behind the scripted server, which does not sleep."""

import pytest

from agent.model.faults import Fault
from agent.model.openai_compatible import OpenAICompatible
from agent.model.patience import Patience
from agent.model.port import Message, Reply, ToolSpec
from tests.agent.model.server import Answer, Server, streamed

ASKED = (Message("system", "s"), Message("user", "u"))
TOOL = ToolSpec("edit", "Edits.", {"type": "object", "properties": {"a": {"type": "integer"}}})


class Asked:
    """A model with a patience that does not sleep."""

    def __init__(self, server: Server, stream: bool) -> None:
        self.server, self.stream = server, stream
        self.slept: list[float] = []
        self.model = self.made(60)

    def made(self, seconds: float, repetitions: int = 2) -> OpenAICompatible:
        patience = Patience(seconds, repetitions, self.slept.append)
        return OpenAICompatible("m", "secret-key", self.server.url, stream=self.stream, patience=patience)

    def gives(self, *answers: Answer) -> None:
        whole = [self.stream and answer.status == 200 and answer.chunks is None for answer in answers]
        self.server.answers = [streamed(answer) if fit else answer for answer, fit in zip(answers, whole, strict=True)]

    def complete(self, *messages: Message, tools: tuple[ToolSpec, ...] = (TOOL,), max_tokens: int = 100) -> Reply:
        return self.model.complete(messages or ASKED, tools, max_tokens)

    def fails(self) -> Fault:
        with pytest.raises(Fault) as caught:
            self.complete()
        assert caught.value.message
        assert caught.value.hint
        return caught.value
