"""Reads rows that share something with a row: `show related articles by shared tags`."""

from agent.planner.text.patterns.grammar import phrase, wanted
from agent.planner.text.patterns.phrases import thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "lead": "(({det}{things}|we|i|(under|for|on) (each|every) {word}) )?({modal} )?"
    "(show|list|find|see|suggest|recommend|get|display|offer)s? ((other|the|some) )?",
    "det": "((an?|the|each|every|any|all) )?",
    "like": "(related|similar|like)",
    "by": "(by|with|via|through|based on|sharing|using|(that|which|who) (share|have))",
    "a": "((the|a|an|at least one|their|some) )?",
    "same": "((shared|common|same|overlapping) )",
    "common": "( (in common|they have in common|they share|overlap))?",
    "end": r"(?=\s*([.;,)]|\Z))",
}
_PATTERNS = (
    # Show related articles by shared tags.
    phrase(
        r"{lead}?\b{like} {what:things}\s*(, that is,?\s*({word} )?)?(\(\s*)?{by} "
        "{a}{same}?{shared:things}{common}{end}",
        **_KINDS,
    ),
    # Recommend movies with the same genres.
    phrase(
        "{lead}{what:things} (with|having|sharing|that (have|share)|which have) (the )?{same}{shared:things}{end}",
        **_KINDS,
    ),
    # Find courses related to a course, through topics they have in common.
    phrase(
        "{lead}{what:things} (that are )?{like} to (an?|the|this|another) {word},? (through|by|via|with|based "
        "on|because of) "
        "(the )?{same}?{shared:things}{common}{end}",
        **_KINDS,
    ),
    # Related posts: posts sharing a tag; other events that share topics with an event.
    phrase(
        r"\b{like} {what:things}:\s*{things} (sharing|with|that share|which share) {a}{same}?{shared:things}{end}",
        **_KINDS,
    ),
    phrase(
        "{lead}{what:things} (that|which) share {a}{same}?{shared:things}( with (an?|the|this|it) ?{word}?)?{end}",
        **_KINDS,
    ),
    # Related records are those that share genres.
    phrase(
        r"\b{like} {what:things} (is|are) (those|the ones|ones) (that|which) (share|have the same) "
        "{a}{shared:things}{end}",
        **_KINDS,
    ),
)


def read_relateds(reading: Reading) -> list[Wish]:
    wishes = []
    for clause, match in wanted(_PATTERNS, reading):
        what, by = thing(match["what"]), thing(match["shared"])
        if what and by:
            wishes.append(Wish("related", what, "related", clause.text.strip(" ."), facets={"by": by}))
            reading.consume(clause.index, *match.span())
    return wishes
