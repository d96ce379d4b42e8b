"""Which parts of paths are things that the backend keeps."""

from collections.abc import Iterable, Iterator, Mapping

from agent.planner.archetypes import known
from agent.planner.text.endpoints.endpoint import Endpoint, fixed, spelt
from agent.planner.text.endpoints.words import KEPT, NO_THINGS
from agent.planner.text.patterns.verbs import STATE_VERBS
from agent.planner.text.tokens import plural_word
from agent.planner.text.words import VERBS
from tools.blueprint.names import singular

FIRST, FURTHER = 0.02, 0.1


def things_of(endpoints: Iterable[Endpoint]) -> Iterator[tuple[Endpoint, tuple[str, ...]]]:
    """Endpoint and words (the last one singular) of each collection in its path."""
    for endpoint in endpoints:
        parts = endpoint.parts
        for at, part in enumerate(parts):
            following = parts[at + 1] if at + 1 < len(parts) else None
            if fixed(part) and _collection(part, following, first=at == 0):
                *head, last = spelt(part)
                yield endpoint, (*head, singular(last))


def surely(endpoints: Iterable[Endpoint]) -> Mapping[tuple[str, ...], float]:
    """Words of things that paths show to be kept, and how likely such a thing is to be one at least for that.

    First in a path by which something is changed it is next to sure; below a row, or where it is only read, less so.
    """
    known = tuple(endpoints)
    changing = any(endpoint.method != "GET" for endpoint in known)
    found: dict[tuple[str, ...], float] = {}
    for endpoint, words in things_of(known):
        *head, last = spelt(endpoint.parts[0])
        first = (*head, singular(last)) == words
        if endpoint.method != "GET" or (first and changing):
            least = FIRST if first and endpoint.method != "GET" else FURTHER
            found[words] = min(least, found.get(words, least))
    return found


def _collection(part: str, following: str | None, *, first: bool) -> bool:
    words = spelt(part)
    kept = words[-1:] and words[-1] in KEPT and following is not None and not fixed(following)
    if not words or (words[-1] in NO_THINGS and not kept):
        return False
    if following is not None and not fixed(following):
        return plural_word(words[-1]) or known((singular(words[-1]),))
    act = words[0] in VERBS or words[0] in STATE_VERBS
    return plural_word(words[-1]) and (first or not act)
