"""Reads that whoever comes may do everything: `make every route public`, `all endpoints are open to everybody`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.planner.sketch import PermissionSketch, Sketch
from agent.planner.text.acts import EVERYTHING, READING, WRITING
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from tools.blueprint.model import Action
from tools.blueprint.names import singular

_METHODS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("get|read|reading|read-only|list|listing", READING),
    ("post|create|creating", (Action.CREATE,)),
    ("put|patch|update|updating", (Action.UPDATE,)),
    ("delete|deleting", (Action.DELETE,)),
    ("write|writing", WRITING),
)
_METHOD = "|".join(words for words, _ in _METHODS)
_ROUTE = (
    r"(?:(?:api\s+|rest\s+|http\s+)?(?:route|endpoint)|(?:api|rest|http)\s+(?:call|operation|path|resource|request))"
)
_SUBJECT = (
    rf"(?:(?:(?:every|each)(?:\s+single)?|all(?:\s+of)?(?:\s+(?:the|our|its|your|these))?)\s+"
    rf"(?:(?P<method>{_METHOD})\s+)?(?P<route>{_ROUTE}s?)|"
    r"(?:the\s+)?(?:whole|entire|complete)\s+(?:api|backend|service|application|app|system)|everything|it\s+all)"
    r"(?:\s+(?:of|for|on|about|around|under)\s+(?P<what>[^.;:,]{1,80}?))?"
)
_ANYBODY = (
    r"(?:every(?:one|body)|any(?:one|body)|all(?:\s+the\s+world)?|the\s+(?:whole\s+)?(?:public|world|internet)|"
    r"strangers|guests|visitors|whoever\s+comes)"
)
_NO_ACCOUNT = (
    r"without\s+(?:(?:an?|any|the)\s+)?(?:accounts?|log-?in|sign-?in|tokens?|passwords?|authentication|auth|"
    r"logging\s+in|signing\s+in|authenticating)"
)
_OPEN = (
    r"(?:(?:completely|fully|entirely|totally|all|publicly)\s+)?"
    rf"(?:public|open(?:\s+(?:to|for)\s+{_ANYBODY}|\s+{_NO_ACCOUNT})|publicly\s+(?:accessible|available|reachable)|"
    rf"(?:accessible|usable|reachable|callable|available)\s+(?:(?:to|by|for)\s+{_ANYBODY}|{_NO_ACCOUNT}))"
    r"(?![\w-]|\s+(?:key|keys|id|ids|data|holidays?|figures?)\b)"
)
_BE = (
    r"\s+(?:(?:should|must|shall|can|may|will|ought\s+to|has\s+to|have\s+to|needs?\s+to)\s+(?:just\s+)?(?:be|stay|remain)|"
    r"to\s+be|is|are|stays?|remains?)\s+"
)
_PATTERNS = tuple(
    re.compile(rf"\b{pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?:make|keep|leave|have|want|let|declare|set)\s+{_SUBJECT}\s+(?:(?:to\s+)?(?:be|stay|remain)\s+)?{_OPEN}",
        rf"open\s+(?:up\s+)?{_SUBJECT}\s+(?:up\s+)?(?:to|for)\s+{_ANYBODY}\b",
        rf"{_SUBJECT}{_BE}{_OPEN}",
    )
)
_READING_ONLY = re.compile(r"^\s*(?:for|to)\s+read(?:ing)?\b|^[^.;]{0,20}?\bread[- ]only\b", re.IGNORECASE)
_ONLY = re.compile(r"^[\s,]*(?:but|and|while|though)?\s*only\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:except\w*|apart from|other than|besides|unless|if|when|while|until|once|as long as|provided|but|only|"
    r"in (?:dev\w*|test\w*)|for now)\b",
    re.IGNORECASE,
)
"""What is open under a condition, or but for something, is not open."""
_QUOTE = re.compile(r"[\"`]")


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened, in the words of a text."""

    start: int
    end: int
    said: str
    route: str
    """What it is said of: `route`, `endpoint`; empty where it is everything."""
    what: str
    """The things of which; empty for all there are."""
    actions: tuple[Action, ...]
    """None where it holds under a condition."""
    rest: bool
    """But for what only some may: `but only admins may delete`."""


def openings(text: str) -> Iterator[Opening]:
    """All of a sentence, but those that are ruled out or cited."""
    taken = 0
    for match in sorted((found for form in _PATTERNS for found in form.finditer(text)), key=lambda one: one.start()):
        behind = re.split(r"[.;]", text[match.end() :], maxsplit=1)[0]
        before = re.split(r"[.;]", text[: match.start()])[-1]
        cited = len(_QUOTE.findall(text[: match.start()])) % 2 == 1
        off = negated(text, *match.span()) or re.search(r"\bnot\s*$", before, re.IGNORECASE)
        if match.start() < taken or cited or off:
            continue
        taken = match.end()
        rest = _ONLY.match(behind) is not None
        bound = _BOUND.search(before) or (not rest and _BOUND.search(behind))
        yield Opening(
            match.start(),
            match.end(),
            " ".join(match[0].split()),
            (match["route"] or "").split(" ")[-1].lower(),
            match["what"] or "",
            () if bound else _actions(match, behind),
            rest,
        )


def _actions(match: re.Match[str], behind: str) -> tuple[Action, ...]:
    """Of `everything` it is not said that it may be changed; of a route it is."""
    if match["route"] is None or _READING_ONLY.search(behind):
        return READING
    method = (match["method"] or "").lower()
    return next((actions for words, actions in _METHODS if method in words.split("|")), EVERYTHING)


def take_openings(reading: Reading) -> list[Opening]:
    """Those of a text, before entities are known: a route that is spoken of nowhere else is no thing that is kept."""
    prose = [clause for clause in reading.prose if not negated("", 0, 0, clause.heading, clause.parent)]
    found = [(clause, item) for clause in prose for item in openings(clause.text)]
    routes = Counter(singular(item.route) for _, item in found)
    taken = []
    for clause, item in found:
        if item.route and len(reading.places.of((singular(item.route),))) > routes[singular(item.route)]:
            continue
        if item.actions:
            taken.append(item)
            reading.consume(clause.index, item.start, item.end)
        else:
            reading.place(clause)
            reading.notes.leave(f"Who may: {clause.text.strip()[:300]}")
    return taken


def place_openings(found: Iterable[Opening], reading: Reading, sketch: Sketch) -> None:
    """Permits it to everybody; entities and rules must be known by now.

    What is said of one kind of rows goes before it.
    """
    alone = {action for rule in sketch.permissions if rule.exclusive and rule.entity is None for action in rule.actions}
    for item in found:
        named: list[str | None] = [*reading.mentioned(item.what)] if item.what else [None]
        actions = tuple(action for action in item.actions if not (item.rest and action in alone))
        if (
            not named
            or not actions
            or (item.rest and not (alone or any(rule.exclusive for rule in sketch.permissions)))
        ):
            reading.notes.leave(f"Who may: {item.said}")
            continue
        for entity in named:
            sketch.allow(PermissionSketch(actions, ("public",), entity))
        if not item.route:
            reading.notes.assume(f"`{item.said}` is meant of reading: to open changes too, say `every route`.")
