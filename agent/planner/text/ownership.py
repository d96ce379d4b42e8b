"""Reads whose rows are whose: `users can only edit their own recipes`, `each user sees only his own`."""

import re
from dataclasses import dataclass

from agent.planner.sketch import Own, PermissionSketch, Sketch
from agent.planner.text.acts import CHANGING, READING, VERB, actions_of, parts
from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import PEOPLE

_THEIR = r"(?:his or her|his|her|their|its|your|my)"
_OF = r"(?<!\bof )(?<!\bby )(?<!\bfrom )"
_OWN = re.compile(
    rf"{_OF}\b{_THEIR}\s+own\b|\bown\s+(?=data|rows|records|content|items|entries)|"
    rf"(?<=\bonly )(?:\w+ )?{_THEIR}\b|{_OF}\b{_THEIR}\b(?=(?: [a-z]+){{1,2}} only\b)|"
    rf"(?:(?<=\bsee )|(?<=\bsees )|(?<=\bview )|(?<=\bviews )|(?<=\bread )|(?<=\breads )){_THEIR}\b",
    re.IGNORECASE,
)
"""Of `workouts of their own athletes` the workouts are nobody's own."""
_PRIVATE = re.compile(
    r"\b(?:private|visible only)\s+to\s+(?:the|their|its|each|every)\b|"
    r"\b(?:is|are|be|stays?|remains?|kept)\s+(?:strictly\s+|always\s+)?private(?=\s*(?:[.;,)]|and\b|$))",
    re.IGNORECASE,
)
_HAVING_PRIVATE = re.compile(
    rf"\b(?:{_THEIR}|has|have|keeps?|writes?|own)\s+(?:own\s+)?private\s+(?P<things>[a-z]+(?: [a-z]+)?)", re.IGNORECASE
)
"""`each user has private notes`; `private rooms`, by themselves, are a kind of room."""
_MADE = re.compile(
    r"\b(?:only\b|(?=[a-z]+\s(?:that |which )?they\b))(?P<things>[\w ]{1,40}?)\s(?:that |which )?"
    r"(?:they|he|she|he or she)\s+"
    r"(?:own|owns|created?|made|wrote|posted|published|uploaded|added|submitted)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:not|cannot|can't|never|\w+n't)\b(?P<verbs>[^.;,]{0,40}?)\b(?:each other's|others'|others\b|"
    rf"other (?:people|(?:{'|'.join(PEOPLE)})s?)'?s?|(?:some|any)(?:one|body) else's)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no[- ]?one)\s+else\s+(?:can|may|should|is allowed to)\s+(?P<what>[^.;]+)", re.IGNORECASE
)
_VERBS = re.compile(
    rf"(?P<verbs>\b{VERB}(?:(?:\s*,\s*(?:and |or )?|\s+(?:and|or|and/or)\s+|/)(?:only\s+)?{VERB})*)"
    r"(?:\s+(?:only|all|just|what is))*\s*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,.;:]|\band (?:can\b|may\b|(?=(?:see|view|read|edit|update|delete|manage)\b))|"
    r"\b(?:in|on|for|to|with|by|from|when|that|which|after|before|unless|if)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"^\s*$|\b(?:data|rows|records|contents?|items|entries|stuff|things|information|resources|objects|everything|"
    r"anything|all|what|ones)\b",
    re.IGNORECASE,
)
"""`users see only their own data`: whatever it is."""
_NO_OWNER = re.compile(r"\b(?:we|you|it|nobody|no[- ]?one|they all)\b[^,;]*$", re.IGNORECASE)
"""Whose own things are nobody's rows: `we read your tests`, `it keeps its own sessions`, `nobody approves his own`."""
_PROFILE = re.compile(r"^\s*(?:user\s+)?(?:profiles?|accounts?|details|passwords?|emails?|settings)\b", re.IGNORECASE)
_PARTS = re.compile(r"[,;:]|\b(?:so|but)\b", re.IGNORECASE)
_NEAR = 2
"""Statements before one that tell what `their own` is about."""
_PERSON = re.compile(r"(?:er|or|ist|ian|ant|ent|ee|man|person|nurse)$")
_KEEPING = re.compile(r"\b(?:manag|maintain|administ)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Who may do what with which things that are his own."""

    who: str
    verbs: str
    things: str

    @property
    def own(self) -> Own:
        """Who may change only his own sees the others'; who sees, or simply has, only his own does not."""
        actions = set(actions_of(self.verbs))
        if not actions or actions & set(READING):
            return Own.PRIVATE
        return Own.CHANGES if actions & CHANGING and not _KEEPING.search(self.verbs) else Own.ROWS


def own_part(text: str) -> bool:
    """Whether a piece of a clause speaks of rows that are somebody's own."""
    return bool(_phrases(text))


def read_ownership(reading: Reading, sketch: Sketch) -> None:
    """Marks entities whose rows are somebody's own, or all of them; entities must be known by now."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING}:
            continue
        for phrase in (phrase for part in parts(clause.text) for phrase in _phrases(part)):
            _mark(phrase, clause, reading, sketch)
            reading.place(clause, *(match.span() for match in _NOBODY.finditer(clause.text)))


def _phrases(text: str) -> list[_Phrase]:
    made = _MADE.search(text)
    if made:
        return [_Phrase(text[: made.start()], _verbs(text[: made.start()]) or made["things"], made["things"])]
    others = _OTHERS.search(text)
    if others:
        return [_Phrase(text[: others.start()], others["verbs"], _things(text[others.end() :]))]
    nobody = _NOBODY.search(text)
    if nobody and actions_of(nobody["what"]):
        return [_Phrase(text[: nobody.start()], nobody["what"], nobody["what"])]
    private = _PRIVATE.search(text)
    if private:
        return [_Phrase(text[private.end() :], "", text[: private.start()])]
    having = _HAVING_PRIVATE.search(text)
    if having:
        return [_Phrase(text[: having.start()], "", having["things"])]
    return [
        _Phrase(
            text[: own.start()],
            _verbs(text[: own.start()]) or own[0].lower().rpartition(" ")[0],
            _things(text[own.end() :]),
        )
        for own in _OWN.finditer(text)
    ]


def _somebody(who: str) -> Noun | None:
    """The noun of people that the words begin with."""
    noun = next((chunk for chunk in chunks(who) if isinstance(chunk, Noun)), None)
    return noun if noun is not None and (noun.head in PEOPLE or _PERSON.search(noun.head)) else None


def _owner(who: str, reading: Reading, sketch: Sketch) -> None:
    noun = _somebody(who)
    entity = reading.entities.get(noun.words) if noun is not None else None
    if entity is not None and entity not in sketch.auth.owners:
        sketch.auth.owners.append(entity)


def _verbs(before: str) -> str:
    match = _VERBS.search(before)
    return match["verbs"] if match else ""


def _things(behind: str) -> str:
    return _END.split(behind)[0]


def _meant(clause: Clause, reading: Reading) -> list[str]:
    """`they cancel only their own`: rows of what was spoken of last."""
    for earlier in reading.before(clause)[:_NEAR]:
        named = [entity for *_, entity in reading.named(earlier.text) if entity.lower() not in PEOPLE]
        if named:
            return named[-1:]
    return []


def _mark(phrase: _Phrase, clause: Clause, reading: Reading, sketch: Sketch) -> None:
    reading.notes.apply("access.ownership")
    _owner(phrase.who, reading, sketch)
    named = reading.mentioned(phrase.things)
    if not named and _PROFILE.match(phrase.things):
        actions = actions_of(phrase.verbs)
        sketch.auth.own_profile = tuple(dict.fromkeys((*sketch.auth.own_profile, *actions)))
        return
    named = named or [entity for entity in reading.mentioned(clause.text) if entity.lower() not in PEOPLE]
    if not named and _NO_OWNER.search(phrase.who):
        return
    if not named and not phrase.things.strip():
        named = _meant(clause, reading)
    if not named and (_ALL.search(phrase.things) or _somebody(_PARTS.split(phrase.who)[-1]) is not None):
        # What people own that is not known may be anything: all of it is closed.
        sketch.auth.own_rows = max(sketch.auth.own_rows or phrase.own, phrase.own)
    for name in named:
        entity = sketch.entity(name)
        entity.own = max(entity.own or phrase.own, phrase.own)
        changes = tuple(action for action in actions_of(phrase.verbs) if action in CHANGING)
        if changes and phrase.own is Own.CHANGES:
            sketch.allow(PermissionSketch(changes, ("owner",), name))
