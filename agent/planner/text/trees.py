"""Reads that things of one kind lie in each other: `categories (tree)`, `nested comments`, `a hierarchy of units`."""

import re

from agent.planner.text.linking import Linker
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality
from tools.blueprint.names import singular, words

TREE = re.compile(
    r"(?:an? |as an? )?(?:tree|hierarchy|hierarchical|nested|recursive|self[- ]?referenc\w+)", re.IGNORECASE
)
"""An item in the brackets behind a thing that is no value of it."""
_OF = r"(?P<of>[a-z][a-z-]*)"
_FORM = r"(?:forms?|builds?|makes? up|(?:is|are)(?: (?:organi[sz]ed|stored|kept|arranged) (?:in|as))?|in|as)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_OF}\s*\((?:[^()]*,\s*)?{TREE.pattern}\s*(?:,[^()]*)?\)",
        rf"\b(?:nested|hierarchical|recursive)\s+{_OF}\b",
        rf"\b(?:tree|hierarchy)\s+of\s+{_OF}\b",
        rf"\b{_OF}\s+(?:trees?|hierarch(?:y|ies))\b",
        rf"\b{_OF}\s+{_FORM}\s+an?\s+(?:tree|hierarchy)\b",
        rf"\b{_OF}\s+(?:(?:can|may) be|are)\s+(?:nested|hierarchical)\b(?!\s+(?:in|under|within)\b)",
    )
)


def read_trees(reading: Reading, linker: Linker) -> None:
    """Gives an entity that lies in others of its kind an optional `parent`; entities must be known by now."""
    for clause in reading.prose:
        for pattern in _PATTERNS:
            for match in pattern.finditer(clause.text):
                entity = reading.entities.get(tuple(singular(word) for word in words(match["of"])))
                if entity is None:
                    continue
                reading.place(clause, match.span("of"), *_shape(match))
                if not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent):
                    linker.relate(entity, entity, "parent", Cardinality.MANY_TO_ONE, required=False)


def _shape(match: re.Match[str]) -> list[tuple[int, int]]:
    """Where the word for the shape stands; what else is in brackets beside it is read elsewhere."""
    start = match.start()
    if "(" not in match[0]:
        return [match.span()]
    return [(start + found.start(), start + found.end()) for found in TREE.finditer(match[0])]
