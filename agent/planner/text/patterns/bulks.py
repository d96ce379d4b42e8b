"""Reads what is done to many rows at once: `import several tasks at once`."""

import re

from agent.planner.text.patterns.grammar import now, phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "verbs": "{verb}s?(((, | and | or |, and |, or ){verb}s?)){0,2}",
    "verb": "(import|create|add|insert|upload|update|change|edit|delete|remove)",
    "done": "{past}((, | and | or |, and |, or ){past}){0,2}",
    "past": "(imported|created|added|inserted|uploaded|updated|changed|edited|deleted|removed)",
    "many": "((several|many|multiple|various|more than one|some|all|(a )?(list|batch|number|set) of)( of)?( the)?)",
    "once": "(at once|at the same time|together|in bulk|in batches|as a batch|(in|with|by) (one|a single|the same) "
    "(go|call|request|step|operation|api call))",
}
_PATTERNS = (
    # Import several tasks at once; delete many products with one request.
    phrase(r"\b{verbs:verbs} {many} {what:things} {once}", **_KINDS),
    # Delete tasks in bulk.
    phrase(r"\b{verbs:verbs} ((the|their) )?{what:things} (in bulk|in batches)", **_KINDS),
    # Several tasks can be updated in one call; products can be deleted in bulk.
    phrase(r"\b{many} {what:things} {modal} be {verbs:done} {once}", **_KINDS),
    phrase(r"^((the|their) )?{what:things} {modal} be {verbs:done} (in bulk|in batches)", **_KINDS),
    # Bulk import of contacts; bulk delete tasks; batch create and update products.
    phrase(r"\b(bulk|batch|mass)[- ]{verbs:verbs} (of )?((the|their) )?{what:things}$", **_KINDS),
)
_KIND_OF = {
    "import": "create", "create": "create", "add": "create", "insert": "create", "upload": "create",
    "update": "update", "change": "update", "edit": "update", "delete": "delete", "remove": "delete",
}  # fmt: skip


def read_bulks(reading: Reading) -> list[Wish]:
    wishes = []
    for clause in prose(reading):
        for pattern in _PATTERNS:
            # A sentence may ask for several things; what is read is taken out of it.
            while (match := pattern.search(now(clause, reading))) and asked(clause, match):
                what = thing(match["what"])
                if not what:
                    break
                facets = {"kinds": _kinds(match["verbs"])}
                wishes.append(Wish("bulk", what, "bulk", clause.text.strip(" ."), facets=facets))
                reading.consume(clause.index, *match.span())
    return wishes


def _kinds(verbs: str) -> dict[str, str]:
    """What is done, by the name that the pattern has for it, and the word that says so."""
    said = {verb: kind for verb, kind in _KIND_OF.items() if re.search(rf"\b{verb[:-1]}", verbs, re.IGNORECASE)}
    return {kind: verb for verb, kind in said.items()}
