"""The first messages: how the tools work, the request, and what the draft makes of it, as short as they have to be."""

import json
from collections.abc import Iterator, Sequence

from agent.model.port import Message
from agent.model_planner import compact
from agent.model_planner.outline import full, outlined
from agent.model_planner.usual import usual
from agent.planner.draft import Draft
from agent.task import Request, StackWish
from prompts import render
from tools.blueprint.cel.functions import FUNCTIONS
from tools.errors import BadInput

MAX_PASSAGES = 2
LONGEST_PASSAGE = 240
MAX_ASSUMPTIONS = 12


def opening(request: Request, draft: Draft, passages: Sequence[str]) -> list[Message]:
    """System and user message. Raises BadInput (`prompt-too-long`) where the request alone is too long.

    What is left out first: passages, then the parts of the draft that no phrase without a place is about.
    """
    system = Message("system", system_prompt())
    words = said(request)
    cause: BadInput | None = None
    for passage, whole in _shortenings(len(passages[:MAX_PASSAGES])):
        try:
            return [system, Message("user", _user(words, draft, passages[:passage], whole=whole))]
        except BadInput as error:
            cause = error
    assert cause is not None, "it was tried at least once"
    raise cause


def system_prompt() -> str:
    """The same for every request."""
    return render(
        "plan.system",
        parts=compact.parts(),
        settings=compact.settings(),
        patterns=compact.patterns(),
        steps=compact.steps(),
        functions=[function.example for function in FUNCTIONS],
    )


def _shortenings(passages: int) -> Iterator[tuple[int, bool]]:
    yield from ((count, True) for count in range(passages, -1, -1))
    yield 0, False


def _user(words: str, draft: Draft, passages: Sequence[str], *, whole: bool) -> str:
    spoken = f"{words}\n" + "\n".join(draft.unplaced)
    return render(
        "plan.user",
        request=words,
        unplaced=draft.unplaced,
        stack=technologies(draft.stack),
        draft=full(draft.blueprint) if whole else outlined(draft.blueprint, draft.unplaced),
        whole=whole,
        # What a rule of our documents sets is no reading of the request; it is not what has to be corrected.
        assumptions=[text for text in draft.assumptions if not text.endswith("]")][:MAX_ASSUMPTIONS],
        archetypes=usual(spoken, draft.blueprint),
        passages=[text if len(text) <= LONGEST_PASSAGE else f"{text[:LONGEST_PASSAGE]}…" for text in passages],
    )


def technologies(stack: StackWish) -> str:
    """In words."""
    return ", ".join(value for value in stack.model_dump().values() if value) or "no stack yet"


def said(request: Request) -> str:
    """All that the request says: its text, and its payload."""
    payload = json.dumps(request.payload, ensure_ascii=False, indent=None) if request.payload else ""
    return "\n".join(part for part in (request.text, payload) if part)
