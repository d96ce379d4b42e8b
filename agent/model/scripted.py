"""A model that says what it was told to say: for tests, demonstrations and replays."""

from collections.abc import Callable, Iterable, Sequence

from agent.model.port import Message, ModelFailed, Reply, ToolSpec

Answer = Reply | ModelFailed | Callable[[Sequence[Message]], Reply]


class ScriptedModel:
    """Answers with the given replies in turn.

    An error among them is raised, a function is asked with the messages. `heard` keeps what the model was told,
    `offered` the tools that it was given, call by call.
    """

    name = "scripted"

    def __init__(self, replies: Iterable[Answer]) -> None:
        self._replies = iter(tuple(replies))
        self.heard: list[tuple[Message, ...]] = []
        self.offered: list[tuple[ToolSpec, ...]] = []

    def complete(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int) -> Reply:
        self.heard.append(tuple(messages))
        self.offered.append(tuple(tools))
        reply = next(self._replies, None)
        if reply is None:
            raise ModelFailed("The script has no further reply.", hint="Give it as many as there are calls.")
        if isinstance(reply, ModelFailed):
            raise reply
        return reply if isinstance(reply, Reply) else reply(messages)
