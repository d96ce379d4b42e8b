"""What a model may cost, what it did cost, and a model that keeps to it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.model.faults import Fault
from agent.model.patience import attempt, patience_of
from agent.model.port import Message, ModelFailed, ModelPort, Reply, ToolSpec, Usage
from agent.model.translation import whole_characters
from agent.outcome import Spend
from prompts.tokens import count
from tools.errors import BadInput

__all__ = ["BUDGET_ENDED", "Budget", "Metered", "Prices", "Spend", "prompt_tokens"]

BUDGET_ENDED = "budget-ended"
LEAST_REPLY_TOKENS = 64
"""A call with less room than this for its answer is not worth its prompt."""
_PER_MESSAGE = 4
"""Tokens around a message or a tool, in every server's template."""
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Dollars for a million tokens."""

    input: float
    output: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """Dollars."""
        return (input_tokens * self.input + output_tokens * self.output) / _MILLION


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits of one run; an attempt is a call, whether it was answered or not."""

    calls: int = 8
    tokens: int = 60_000
    dollars: float | None = None
    """None: no limit of money."""


class Metered:
    """A model that makes no call which could go beyond the budget, and knows what it spent."""

    def __init__(
        self,
        model: ModelPort,
        budget: Budget = Budget(),
        prices: Prices | None = None,
        on_spend: Callable[[Spend], None] | None = None,
    ) -> None:
        """`on_spend` hears of the new total after each attempt. Raises BadInput for a money limit without prices."""
        if budget.dollars is not None and prices is None:
            raise BadInput(
                "The budget limits the money, and nobody says what a token costs.",
                hint="Give the prices of a million tokens, or leave out the limit.",
                code="no-prices",
            )
        self._model, self._budget, self._prices, self._on_spend = model, budget, prices, on_spend
        self._spend = Spend(dollars=None if prices is None else 0.0)

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def spend(self) -> Spend:
        """What was spent so far; no part of it ever falls."""
        return self._spend

    def complete(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int) -> Reply:
        """The answer. Raises ModelFailed, with the code `budget-ended` before a call that could cost too much."""
        prompt = prompt_tokens(messages, tools)
        return patience_of(self._model).repeat(
            lambda seconds: self._attempt(messages, tools, max_tokens, prompt, seconds)
        )

    def _attempt(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int, prompt: int, seconds: float
    ) -> Reply:
        room = self._room(prompt, max_tokens)
        try:
            reply = attempt(self._model, messages, tools, room, seconds)
        except ModelFailed as error:
            self._add(_lost(error, prompt, room))
            raise
        self._add(_counted(reply, prompt))
        return reply

    def _room(self, prompt: int, wanted: int) -> int:
        """The tokens that the answer may have. Raises ModelFailed where that is too little."""
        least = min(wanted, LEAST_REPLY_TOKENS)
        if self._spend.calls >= self._budget.calls:
            raise _ended(f"{self._budget.calls} calls")
        room = self._budget.tokens - self._spend.tokens - prompt
        if room < least:
            raise _ended(f"{self._budget.tokens} tokens")
        if self._budget.dollars is not None and self._prices is not None:
            left = self._budget.dollars - (self._spend.dollars or 0.0) - self._prices.of(prompt, 0)
            if left < self._prices.of(0, least):
                raise _ended(f"${self._budget.dollars:g}")
            if self._prices.output:
                room = min(room, max(least, int(left * _MILLION / self._prices.output)))
        return min(wanted, room)

    def _add(self, usage: Usage) -> None:
        old = self._spend
        taken, given = old.input_tokens + max(0, usage.input_tokens), old.output_tokens + max(0, usage.output_tokens)
        self._spend = Spend(
            calls=old.calls + 1,
            tokens=taken + given,
            input_tokens=taken,
            output_tokens=given,
            dollars=None if self._prices is None else self._prices.of(taken, given),
            estimated=old.estimated or not usage.exact,
        )
        if self._on_spend is not None:
            self._on_spend(self._spend)


def prompt_tokens(messages: Sequence[Message], tools: Sequence[ToolSpec]) -> int:
    """About how many tokens the messages and the tools come to."""
    texts = [text for message in messages for text in _texts(message)]
    texts += [json.dumps([tool.name, tool.description, dict(tool.parameters)]) for tool in tools]
    return _tokens("\n".join(texts)) + _PER_MESSAGE * (len(messages) + len(tools))


def _texts(message: Message) -> list[str]:
    return [message.content, *[f"{call.name} {call.arguments}" for call in message.calls]]


def _counted(reply: Reply, prompt: int) -> Usage:
    """The server's own count, where it can be right: no answer costs nothing, and no words come from nothing."""
    said = "\n".join([reply.text, *[f"{call.name} {call.arguments}" for call in reply.calls]])
    told = reply.usage
    if told.tokens > 0 and (told.output_tokens > 0 or not said.strip()):
        return told
    return Usage(max(told.input_tokens, prompt), _tokens(said), exact=False)


def _lost(error: ModelFailed, prompt: int, room: int) -> Usage:
    """What an attempt cost that failed: an answer that had begun is paid for, whether it came or not."""
    if not isinstance(error, Fault):
        return Usage(prompt, 0, exact=False)
    if error.usage is not None and (error.usage.exact or error.usage.tokens > 0):
        return error.usage
    if error.received.strip():
        return Usage(prompt, _tokens(error.received), exact=False)
    return Usage(prompt, room if error.begun else 0, exact=False)


def _tokens(text: str) -> int:
    return count(whole_characters(text)).tokens


def _ended(limit: str) -> ModelFailed:
    return ModelFailed(
        f"The budget of {limit} for the language model would not hold for another call.",
        hint="Raise the limit, or ask for less at once.",
        code=BUDGET_ENDED,
    )
