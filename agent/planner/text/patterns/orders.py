"""Reads rows that stand in an order which callers state: `cards can be reordered within a list`."""

import re

from agent.planner.text.patterns.grammar import besides, phrase, wanted
from agent.planner.text.patterns.phrases import same, thing
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "within": "(within|inside|in|of|on)",
    "a": "((an?|the|its|their|each|every|one|any) )",
    "reordered": "(re[- ]?ordered|rearranged|dragged( and dropped)?( around)?|ordered by hand|sorted by hand)",
    "reorder": "(re[- ]?order|rearrange|drag( and drop)?|order by hand|sort by hand)",
    "order": "(an?|the|their|a fixed|a manual|a stable) (manual )?(order|sequence)",
    "place": "(an?other|any|a (new|given|different)|the) (position|place|spot)",
}
_PATTERNS = (
    # Cards can be reordered within a list.
    phrase(r"{what:noun} ({modal} be|are|is) {reordered} {within} {a}{of:things}\b", **_KINDS),
    # Lessons are ordered within a course.
    phrase(r"{what:noun} (are|is) (kept )?(ordered|sorted|in order) (within|inside) {a}{of:things}\b", **_KINDS),
    # The tracks of a playlist keep an order.
    phrase(r"{what:noun} {within} {a}{of:short} ({modal} )?(keep|have|stand in|are in|follow) {order}\b", **_KINDS),
    # Members drag cards within a list.
    phrase(r"^{who:person} ({modal} )?{reorder}s? {what:noun} {within} {a}{of:things}\b", **_KINDS),
    # The order of the slides in a deck can be changed.
    phrase(
        r"\border of {what:noun} {within} {a}{of:short} ({modal} be (changed|set|edited)|matters|is kept)\b", **_KINDS
    ),
    # Users rearrange their pins.
    phrase("^{who:person} ({modal} )?(rearrange|drag( and drop)?)s? (their|his|her)( own)? {what:things}$", **_KINDS),
)
_MOVE = phrase(
    r"\s*,?\s*((and|so that) )?(({noun}|they|it|{person}) )?({modal} )?(be )?(moved?|moving|drag(ged)?|put)s? "
    r"(({a}{word}|it|them) )?(in)?to {place}( (within|in|of) {a}{word})?",
    **_KINDS,
)
_ACROSS = phrase(
    r"\s*,?\s*((and|or|so that) )?(({noun}|they|it|{person}) )?({modal} )?(be )?(((moved?|moving|drag(ged)?)s? )"
    r"(({a}{word}|it|them) )?)?(((in)?to|onto) an?other {of:word}|(between|across) {many:word})",
    **_KINDS,
)
_SHIFT = phrase(
    r"\s*[,;]?\s*((and|so that) )?(moving {a}?({word} )?(shifts|pushes)|the others|others) "
    r"(the )?(others?|rest|move|shift|close up)( (up|down|along|on))*",
    **_KINDS,
)


def read_orders(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause, match in wanted(_PATTERNS, reading):
        found = match.groupdict()
        what, of = thing(match["what"]), thing(found.get("of") or "")
        if not what or (found.get("of") and not of) or any(same(wish.thing, what) for wish in wishes):
            continue
        who = [Who(found["who"])] if found.get("who") else []
        wishes.append(Wish("ordered", what, "move", clause.text.strip(" ."), who, {"of": of, "across": False}))
        reading.consume(clause.index, *match.span())
    for wish in wishes:
        _around(wish, reading)
    return wishes


def _around(wish: Wish, reading: Reading) -> None:
    """Takes along what says how a row is moved, and where to."""
    for clause, match in besides((_MOVE, _SHIFT, _ACROSS), reading):
        across = match.re is _ACROSS
        if across and not _leads_there(match, wish):
            continue
        wish.facets["across"] |= across
        reading.consume(clause.index, *match.span())


def _leads_there(match: re.Match[str], wish: Wish) -> bool:
    """`to another list` where the rows belong to a list."""
    return bool(wish.facets["of"]) and same(thing(match["of"] or match["many"]), wish.facets["of"])
