"""Any LangChain chat model as ours."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from agent.model.client_errors import fault_of
from agent.model.faults import cut_off, empty
from agent.model.patience import USUAL, Patience
from agent.model.port import Message, Reply, ToolSpec
from agent.model.translation import finish_reason, received, to_functions, to_langchain, to_reply
from tools.errors import AgentError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

Settings = Callable[[int, float], Mapping[str, Any]]
"""From the tokens and the seconds of one attempt to what the chat model is invoked with."""


def _limit(max_tokens: int, seconds: float) -> Mapping[str, Any]:
    """What nearly all of them know; how long they wait is set where they are made."""
    return {"max_tokens": max_tokens}


class LangChainModel:
    """A chat model that somebody made; it is told apart by its name in messages and recordings."""

    def __init__(
        self,
        chat: "BaseChatModel",
        name: str | None = None,
        *,
        stream: bool = False,
        patience: Patience = USUAL,
        settings: Settings = _limit,
        secret: str = "",
    ) -> None:
        """`stream`: whether the answer is asked for in parts, and gathered. `secret` is never told in an error."""
        self.name = name or str(getattr(chat, "model_name", None) or getattr(chat, "model", None) or chat.get_name())
        self.patience = patience
        self._chat, self._stream, self._settings, self._secret = chat, stream, settings, secret

    def complete(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int) -> Reply:
        """The answer; what may pass is tried again. Raises ModelFailed."""
        return self.patience.repeat(lambda seconds: self.attempt(messages, tools, max_tokens, seconds))

    def attempt(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int, seconds: float) -> Reply:
        """One attempt. Raises Fault."""
        parts: list[BaseMessage] = []
        try:
            answer = self._asked(messages, tools, self._settings(max_tokens, seconds), parts)
            reply = to_reply(answer, tools)
        except AgentError:
            raise
        # A chat model of anybody's making raises whatever it likes, and all of it means the same for a run.
        except Exception as error:
            come = received(parts[0]) if parts else None
            raise fault_of(error, self.name, come=come, secret=self._secret) from error
        if reply.ended == "stop" and not reply.calls and not reply.text.strip():
            raise empty(self.name, reply.usage)
        return reply

    def _asked(
        self,
        messages: Sequence[Message],
        tools: Sequence[ToolSpec],
        settings: Mapping[str, Any],
        parts: "list[BaseMessage]",
    ) -> "BaseMessage":
        chat = self._chat.bind_tools(to_functions(tools)) if tools else self._chat
        told = to_langchain(messages)
        if not self._stream:
            return chat.invoke(told, **settings)
        for part in chat.stream(told, **settings):
            parts[:] = [parts[0] + part] if parts else [part]  # type: ignore[list-item]
        if not parts or not finish_reason(parts[0]):
            raise cut_off(self.name, received(parts[0]) if parts else "")
        return parts[0]
