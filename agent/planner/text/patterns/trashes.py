"""Reads rows that come back after they were deleted: `deleted notes can be restored by their owner`."""

from agent.planner.text.patterns.grammar import besides, phrase, wanted
from agent.planner.text.patterns.phrases import thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "gone": "((soft[- ])?deleted|removed|trashed|binned)",
    "back": "(restored?|recover(ed)?|undeleted?|un-deleted?|bring back|brought back|put back)",
    "bin": "(trash( can| bin)?|recycle bin|waste ?basket|bin)",
    "a": "((an?|the|any|every|all|his|her|their|its)( own)? )",
    "from": "( (from|out of) {a}?{bin})?",
    "by": "( by (((an?|the|its|their|his) )?{word})(?=\\s*([.;,)]|\\Z|and\\b|from\\b)))?",
}
_PATTERNS = (
    # Deleted notes go to a trash, from which they can be restored.
    phrase(
        r"\b{gone} {what:things} (go|move|are moved|are kept|land|stay|end up|are) (to|into|in) {a}?{bin}\b", **_KINDS
    ),
    # Deleted notes can be restored by their owner.
    phrase(r"\b{gone} {what:things} {modal} be {back}{by}{from}\b", **_KINDS),
    # Users can restore their deleted notes.
    phrase(r"^({person} )?({modal} )?{back} {a}?{gone} {what:things}{from}$", **_KINDS),
    # A trash for documents.
    phrase(r"\b{bin} (for|of|with) {a}?({gone} )?{what:things}$", **_KINDS),
    # Soft delete notes, with restore; soft-deleted notes can be undeleted.
    phrase(
        r"\bsoft[- ]delet(e|es|ed|ion)( (of|for))? {a}?{what:short},? (and|with) ({person} {modal} )?{a}?"
        r"(option to )?{back}( them| it)?\b",
        **_KINDS,
    ),
)
_MORE = phrase(
    r"\s*[,;]?\s*(from (which|where|there) |and |which )?({noun} |they |it )?({modal} )?(be )?"
    r"(list(ed|s)?|{back}|see|seen|view(ed)?|look at)( {a}?({bin}|{gone}( {word})?|them|it))?{by}{from}$",
    **_KINDS,
)
_ABOUT = phrase(r"\b({bin}|{gone}|{back})\b", **_KINDS)


def read_trashes(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    places = set()
    for clause, match in wanted(_PATTERNS, reading):
        what = thing(match["what"])
        if not what:
            continue
        places.add(clause.index)
        if not any(wish.thing == what for wish in wishes):
            wishes.append(Wish("trash", what, "trash", clause.text.strip(" .")))
        reading.consume(clause.index, *match.span())
    for clause, match in besides((_MORE,), reading):
        if clause.index in places and _ABOUT.search(match[0]):
            reading.consume(clause.index, *match.span())
    return wishes
