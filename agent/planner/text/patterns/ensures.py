"""Reads rows that are made where they are not there: `get or create a tag by its name`."""

from agent.planner.text.patterns.grammar import phrase, wanted
from agent.planner.text.patterns.phrases import thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "a": "((an?|the|any|each|every) )",
    "make": "(create|make|add|insert)s?",
    "made": "(created|made|added|inserted)",
    "by": "by ((its|their|the|an?) )?{by:word}",
    "missing": "(it is|they are|{a}{word} is|{word} are) (missing|not there|unknown|new|absent)|"
    "(it|{a}{word}) does not exist( yet)?|(they|{word}) do not exist( yet)?|there is none( yet)?|"
    "(it is|they are) first (used|named|mentioned)",
    "give": "(returns?|gives?( back)?|answers?( with)?|yields?|finds?)",
}
_PATTERNS = (
    # Get or create a tag by its name.
    phrase(
        r"\b(get|find|fetch|look up)s?[- ]or[- ]{make}( endpoint)?( for)? {a}?{what:short}( {by})?"
        r"(?=\s*([.;,)]|\Z|and\b))",
        **_KINDS,
    ),
    # Asking for a tag by name returns it, or creates it when it is missing.
    phrase(
        r"\b(asking for|requesting|naming|looking up|posting) {a}{what:short}( {by})? {give} (it|the {word})"
        r",? (and|or) {make} (it|one)( (if|when|where) ({missing}))?",
        **_KINDS,
    ),
    # Artists are created on the fly by their name.
    phrase(
        r"{what:short} ({modal} be|are|is) {made} (on the fly|on demand|(when|if|where) ({missing}))( {by})?"
        r"(,? (and|else|otherwise) ({give}|reused|returned)( (it|them|as (it is|they are)))?)?",
        **_KINDS,
    ),
    # Create a label if it does not exist, otherwise return it.
    phrase(
        r"\b{make} {a}{what:short}( {by})? (if|when|where|unless) ({missing}),? (else|otherwise|or|and) {give} "
        r"(it|the {word})( {word} one)?",
        **_KINDS,
    ),
)


def read_ensures(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause, match in wanted(_PATTERNS, reading):
        what, by = thing(match["what"]), thing(match["by"] or "")
        if what and not any(wish.thing == what for wish in wishes):
            wishes.append(Wish("ensure", what, "ensure", clause.text.strip(" ."), facets={"by": "_".join(by)}))
            reading.consume(clause.index, *match.span())
    return wishes
