"""Reads histories: `keep a history of every page edit, with restore`."""

from agent.planner.text.patterns.grammar import besides, phrase, wanted
from agent.planner.text.patterns.phrases import thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "versions": "(versions?|revisions?)",
    "kept": "(kept|stored|retained|saved|preserved|recorded|archived)",
    "change": "(edits?|changes?|modifications?|updates?)",
    "be": "(is|are|must be|should be|gets?)",
    "old": "(earlier|previous|older|old|past|prior|former)",
    "one": "((an?|the|any|all|every|each) )?",
}
_PATTERNS = (
    phrase(
        r"\b(keep|store|maintain|have|record)s? {one}((full|complete) )?((version|edit|revision|change) )?history of "
        "((every|all|each|the) )?({change} (to|of) )?{what:noun}( {change})?$",
        **_KINDS,
    ),
    phrase(
        r"\b(all|every|each|any|old|previous) {versions} of {what:noun} {be} {kept}( and can be (listed|read|"
        "viewed|seen))?",
        **_KINDS,
    ),
    phrase(
        r"\b(every|each|any) {change} (to|of|on) {what:noun} (creates?|makes?|leaves?|produces?|{be} (kept|"
        "saved) as) (behind )?"
        r"an? (new )?{versions}",
        **_KINDS,
    ),
    phrase(
        r"{what:noun} {be} (versioned|version[- ]controlled)(:\s*{old} {versions} (stay|remain|are) (readable|"
        "available|kept|visible))?",
        **_KINDS,
    ),
    phrase(r"\b(see|view|list|browse|read)s? {one}{old} {versions} of {what:noun}$", **_KINDS),
    phrase(r"\b(keep|store)s? ((all|every|the) )?({old} )?{versions} of {what:noun}$", **_KINDS),
    phrase(
        r"{subject:short}( \([^()]*\))?{what:having} (an? )?((full|complete) )?(version|revision|edit|change) history"
        "( so that nothing is (ever )?lost)?",
        having=" (with|have|has|keeps?)",
        **_KINDS,
    ),
    phrase(
        r"{what:lead}{subject:short}( \([^()]*\))?{tail:tail}",
        lead=r"\b{change} (to|of) ",
        tail=" {be} versioned",
        **_KINDS,
    ),
)
_RESTORE = phrase(
    r"\s*,?\s*(and |with )?({one}{word} )?({modal} )?("
    r"roll ({noun} )?back( {short})? to {one}{old} ({versions}|one)|"
    r"(restore|bring back|revert to|go back to)s? (one of them|any of them|them|one|{one}{old} ({versions}|one))|"
    r"{one}{old} ({versions}|one) {modal} be (restored|brought back)|(can|may) be (restored|brought back)|"
    r"with (restore|rollback|roll[- ]back|the option to restore)|(restore|rollback)(?=\s*([.;,]|\Z)))",
    **_KINDS,
)
_TELLER = phrase(r"^{word} {modal} \Z")
"""`users can`, before `see previous versions`."""


def read_histories(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause, match in wanted(_PATTERNS, reading):
        found = match.groupdict()
        what = thing(found.get("subject") or match["what"])
        if not what:
            continue
        wish = next((item for item in wishes if item.thing == what), None)
        if wish is None:
            wishes.append(Wish("history", what, "", clause.text.strip(" ."), facets={"restore": False}))
        who = _TELLER.search(clause.text[: match.start()])
        if found.get("subject"):
            # What the thing has besides is for other readers.
            reading.consume(clause.index, match.start("what"), match.end("what" if found.get("tail") else 0))
            if found.get("tail"):
                reading.consume(clause.index, *match.span("tail"))
        else:
            reading.consume(clause.index, who.start() if who else match.start(), match.end())
    for wish in wishes:
        for clause, match in besides((_RESTORE,), reading):
            wish.facets["restore"] = True
            reading.consume(clause.index, *match.span())
    return wishes
