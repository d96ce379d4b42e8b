"""A model that says what it was told to say: for tests, demonstrations and replays."""

from collections.abc import Iterable, Sequence

from agent.model.port import Message, ModelFailed, Reply


class ScriptedModel:
    """Answers with the given replies in turn; an exception among them is raised. `heard` keeps what it was asked."""

    name = "scripted"

    def __init__(self, replies: Iterable[Reply | ModelFailed]) -> None:
        self._replies = iter(tuple(replies))
        self.heard: list[tuple[Message, ...]] = []

    def complete(self, messages: Sequence[Message]) -> Reply:
        self.heard.append(tuple(messages))
        reply = next(self._replies, None)
        if reply is None:
            raise ModelFailed("The script has no further reply.", hint="Give it as many as there are calls.")
        if isinstance(reply, ModelFailed):
            raise reply
        return reply
