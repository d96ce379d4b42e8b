"""Which parts of paths are things that the backend keeps."""

from collections.abc import Iterable, Iterator

from agent.planner.archetypes import known
from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt
from agent.planner.text.endpoints.words import NO_THINGS
from agent.planner.text.patterns.verbs import STATE_VERBS
from agent.planner.text.tokens import plural_word
from agent.planner.text.words import VERBS
from tools.blueprint.names import singular


def things_of(endpoints: Iterable[Endpoint]) -> Iterator[tuple[Endpoint, tuple[str, ...]]]:
    """Endpoint and words (the last one singular) of each collection in its path."""
    for endpoint in endpoints:
        parts = endpoint.parts
        for at, part in enumerate(parts):
            following = parts[at + 1] if at + 1 < len(parts) else None
            if fixed(part) and _collection(part, following, first=at == 0):
                *head, last = spelt(part)
                yield endpoint, (*head, singular(last))


def _collection(part: str, following: str | None, *, first: bool) -> bool:
    words = spelt(part)
    if not words or part.lower() in NO_THINGS or words[-1] in NO_THINGS:
        return False
    if following is not None and not fixed(following):
        return plural_word(words[-1]) or known((singular(words[-1]),))
    act = words[0] in VERBS or words[0] in STATE_VERBS
    return plural_word(words[-1]) and (first or not act)
