"""Exchanges with a model as files: recorded once, replayed without a network."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from agent.model.patience import Patience, attempt, patience_of
from agent.model.port import Message, ModelFailed, ModelPort, Reply, ToolCall, ToolSpec, Usage
from tools.errors import BadInput

STALE = "stale-recording"
Mode = Literal["replay", "record"]


class Recorded:
    """Asks the model and keeps what it says, or says what was kept and asks nobody.

    A recording is found by the hash of the model's name, the messages and the tools. It holds these and the reply,
    and so neither a key nor an address. What failed is not kept.
    """

    def __init__(self, model: ModelPort | None, folder: Path, mode: Mode, name: str | None = None) -> None:
        """`name` is that of the model that was recorded, where there is none to ask."""
        if mode == "record" and model is None:
            raise BadInput(
                "There is no language model to record.", hint="Say where it is, or replay.", code="no-server"
            )
        self.name = name or (model.name if model is not None else "")
        self._model = model if mode == "record" else None
        self._folder = folder

    @property
    def patience(self) -> Patience:
        return patience_of(self._model)

    def complete(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int) -> Reply:
        """The answer. Raises ModelFailed; its code is `stale-recording` where nothing fitting was recorded."""
        return self.patience.repeat(lambda seconds: self.attempt(messages, tools, max_tokens, seconds))

    def attempt(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int, seconds: float) -> Reply:
        """One attempt. Raises ModelFailed."""
        request = {
            "model": self.name,
            "messages": [asdict(message) for message in messages],
            "tools": [{**asdict(tool), "parameters": dict(tool.parameters)} for tool in tools],
        }
        file = self._folder / f"{hashlib.sha256(_canonical(request).encode()).hexdigest()}.json"
        if self._model is None:
            return self._replayed(file, request)
        reply = attempt(self._model, messages, tools, max_tokens, seconds)
        self._folder.mkdir(parents=True, exist_ok=True)
        whole = file.with_suffix(".new")
        whole.write_text(json.dumps({"request": request, "reply": asdict(reply)}, indent=1, sort_keys=True) + "\n")
        os.replace(whole, file)
        return reply

    def _replayed(self, file: Path, request: dict[str, Any]) -> Reply:
        if not file.is_file():
            nearest = self._nearest(request)
            told = f" The nearest one is {nearest}." if nearest else ""
            raise ModelFailed(
                f"No recording of the model {self.name} fits this prompt: it changed since.{told}",
                hint="Record again.",
                code=STALE,
            )
        try:
            return _reply(json.loads(file.read_text())["reply"])
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ModelFailed(
                f"The recording {file.name} cannot be read: {type(error).__name__}.", hint="Record again.", code=STALE
            ) from error

    def _nearest(self, request: dict[str, Any]) -> str | None:
        """The recording that shares most of its beginning with the prompt, of as many messages."""
        wanted = _canonical(request)
        near = [
            (-_shared(wanted, _canonical(known)), name)
            for name, known in self._known()
            if known["model"] == request["model"] and len(known["messages"]) == len(request["messages"])
        ]
        return min(near)[1] if near else None

    def _known(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for file in sorted(self._folder.glob("*.json")):
            try:
                known = json.loads(file.read_text())["request"]
                fits = isinstance(known["model"], str) and isinstance(known["messages"], list)
            except (OSError, ValueError, LookupError, TypeError):
                # Some other file of the same folder.
                continue
            if fits:
                yield file.name, known


def _shared(first: str, second: str) -> int:
    """How many characters both begin with."""
    return next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), len(first))


def _reply(told: dict[str, Any]) -> Reply:
    return Reply(
        text=told["text"],
        calls=tuple(ToolCall(**call) for call in told["calls"]),
        usage=Usage(**told["usage"]),
        ended=told["ended"],
    )


def _canonical(data: object) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))
