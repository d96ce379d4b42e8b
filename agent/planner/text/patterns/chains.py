"""Reads states that follow each other: `orders go from pending to paid to shipped`, `draft -> sent -> paid`."""

import re
from itertools import pairwise

from agent.planner.text.patterns.grammar import phrase
from agent.planner.text.patterns.machines import Edge, Machines, is_states
from agent.planner.text.patterns.phrases import ARROW, first_noun, last_noun, thing
from agent.planner.text.patterns.verbs import act, state_like
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from tools.blueprint.names import words

_LIFE = r"(?:states?|status(?:es)?|stages?|work[- ]?flow|life[- ]?cycle|flow|progress|state machine|transitions?)"
_KINDS = {
    "state": "[`'\"]?[A-Za-z][A-Za-z_-]{0,24}( (?!to\\b|and\\b|or\\b|then\\b)[A-Za-z][A-Za-z_-]{0,24}){0,2}[`'\"]?",
    "arrow": ARROW,
    "goes": "(go|move|pass|progress|run|advance|proceed|transition|change|switch|step)(e?s)?",
    "chain": "[^.;:(]{3,200}",
    "one": "[a-z][a-z -]{1,24}",
    "item": "[a-z][a-z_ -]{1,24}",
    "joint": r"(\s*(,|/|\||,?\s*\bor\b|,?\s*\band\b)\s*)",
}
_GOES = phrase(
    r"\b((can|may|must|will|always) )?{goes} (through )?(from (?=[a-z`'\"])|(?={state}\s*{arrow})){chain:chain}",
    **_KINDS,
)
_ARROWS = phrase(
    r"{chain:arrows}(\s*\({name:name}\))?",
    arrows=r"{state}(\s*{arrow}\s*{state}){1,12}( or {state})?",
    name="[a-z][a-z -]{1,24}",
    **_KINDS,
)
_LISTED = phrase(
    r"(\b(state machine|life[- ]?cycle|work[- ]?flow|status flow)\s*(:|\bis\b|\bare\b|\bgoes\b)|"
    r"\b(goes?|pass(es)?|runs?|moves?) through( the)?\b)\s*{chain:chain}",
    **_KINDS,
)
_BEGINS = phrase(
    r"\b(starts?|begins?|(is|are) (created|made|opened|added)) ((out|off|its life) )?(as|in|with) {chain:chain}",
    **_KINDS,
)
_IS_THEN = phrase(
    r"\b(is|are) (first )?{chain:told}",
    told=r"(an? )?[a-z ]{2,30},\s[^.;:(]*\b(then|ends? up|finally)\b[^.;:(]{2,100}",
)
_AT_FIRST = phrase(r"\b(is|are) {first:adjective} (at first|initially|in the beginning)", adjective="[a-z]+( [a-z]+)?")
_UNTIL = phrase(
    r"\b(is|are|stays?|remains?) {first:state} until (it|they) (is|are|gets?|(has|have) been) {then:then}",
    then="[^.;:(]{3,80}", **_KINDS,
)  # fmt: skip
_EITHER = phrase(
    r"\A{thing:subject} (is|are|can be|may be) (either )?{list:alternatives}(?=[.;]?\Z)",
    subject=r"[A-Za-z' -]{2,60}?( \([^()]*\))?", alternatives=r"{one}(,\s*{one}){0,6},? or {one}", **_KINDS,
)  # fmt: skip
_BRACKETED = phrase(r"\({list:values}\)(?=[.;]?\Z)", values=r"{item}(\s*\|\s*{item}){1,9}", **_KINDS)
"""`tasks are either open or done`, as clauses have it: `tasks (open | done)`."""
_DECLARED = phrase(
    r"\b{attribute:attribute}(e?s)?(\s*\(|\s*:\s*| (is|are|of|being|one of|can be|may be) )"
    "((therefore|thus|then|always) )?((one of|either) )?{list:values}",
    attribute="status|state|stage", values="{item}({joint}{item}){1,9}", **_KINDS,
)  # fmt: skip
_SPLIT = re.compile(
    rf"\s*(?:{ARROW}|,?\s*\b(?:and\s+)?then\s+(?:to\s+)?|,?\s*(?:and\s+)?finally\s+(?:to\s+)?|\bto\b|,)\s*"
)
_END = re.compile(
    r"\s+(?:when|if|once|after|before|by|with|whenever|unless|until|while|so|but|which|that|for|on|at|as soon)\b.*$"
)
_LEAD = re.compile(
    r"^(?:(?:it|they|is|are|gets?|becomes?|then|finally|ends?|up|as|an?|in|to|next|later|goes|moves|and|turns?|into|"
    r"eventually|at last|through|from|be|been|the)(?:\s+|$))+",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,\s*(?:or\s+|and\s+)?|/|\||\s+or\s+|\s+and\s+)\s*", re.IGNORECASE)


def read_chains(reading: Reading, machines: Machines) -> None:
    """Fills states, and ways between those that follow each other."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING, Kind.ROW}:
            continue
        if not (_goes(clause, machines, reading) or _begins(clause, machines)):
            _declared(clause, machines, reading)


def state(text: str) -> str:
    """The name of a state: `in progress` → `in_progress`."""
    return "_".join(words(text.strip(" `'\".")))[:48].lower()


def _goes(clause: Clause, machines: Machines, reading: Reading) -> bool:
    for pattern in (_GOES, _LISTED, _ARROWS):
        match = pattern.search(clause.text)
        if match is None or (pattern is _ARROWS and "/" in clause.text[: match.start()]):
            continue
        chain, end = _cut(match["chain"], match.start("chain"))
        parts = re.sub(r",?\s+and\s+(?!then\b|finally\b)", ", ", chain) if pattern is _LISTED else chain
        steps = [_names(piece) for piece in _SPLIT.split(parts) if piece.strip()]
        if len(steps) < 2 or not is_states([name for step in steps for name in step]):
            continue
        before = clause.text[: match.start()]
        noun = _thing_of(before, clause, reading)
        if noun == () or (pattern is _LISTED and chain.count(",") < 1):
            continue
        name = match["name"] if pattern is _ARROWS else None
        start = _start(before, clause.text) if pattern is not _GOES or _opens(before) else match.start()
        start = start if _titled(before) is None else min(start, before.rfind(":"))
        _chain(clause, machines, noun, steps, name, (start, end + (len(name) + 3 if name else 0)))
        above = next((item for item in reading.clauses if clause.parent and item.text == clause.parent), None)
        if above is not None and re.search(_LIFE, above.text, re.IGNORECASE):
            machines.of(noun).spans.append((above.index, 0, len(above.text)))
        return True
    return False


def _begins(clause: Clause, machines: Machines) -> bool:
    for pattern in (_UNTIL, _BEGINS, _IS_THEN, _AT_FIRST):
        match = pattern.search(clause.text)
        subject = first_noun(clause.text[: match.start()]) if match else None
        if match is None or subject is None:
            continue
        if pattern is _UNTIL:
            then, end = _cut(match["then"], match.start("then"))
            steps = [[state(match["first"])], _names(then)]
        elif pattern is _AT_FIRST:
            steps, end = [[state(match["first"])]], match.end()
        else:
            chain, end = _cut(match["chain"], match.start("chain"))
            steps = [_names(piece) for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+(?:then\s+)?|\s+then\s+", chain)]
        steps = [names for names in steps if names]
        if not steps or not all(state_like(name) for name in steps[0]):
            continue
        _chain(clause, machines, subject.words, steps, None, (subject.start, end))
        return True
    return False


def _chain(
    clause: Clause, machines: Machines, noun: tuple[str, ...], steps: list[list[str]], name: str | None,
    span: tuple[int, int],
) -> None:  # fmt: skip
    machine = machines.of(noun, clause.text.strip())
    machine.initial = machine.initial or (steps[0][0] if len(steps[0]) == 1 else None)
    for before, after in pairwise(steps):
        machine.know(*before, *after)
        for target in after:
            machine.edge(Edge(_act(name, target, before, machine.states), target, tuple(before)))
    machine.know(*steps[0])
    machine.spans.append((clause.index, *span))


def _act(said: str | None, target: str, before: list[str], order: list[str]) -> str:
    if said is not None:
        return "_".join(words(said))
    again = target in order and any(order.index(target) < order.index(item) for item in before if item in order)
    return "reopen" if again and target == "open" else act(target)


def _declared(clause: Clause, machines: Machines, reading: Reading) -> None:
    """`tickets are open, pending or closed` tells states, and no way between them."""
    match = _EITHER.match(clause.text)
    if match is not None:
        states = [state(item) for item in _LIST.split(match["list"]) if item.strip()]
        subject = first_noun(match["thing"])
        if subject is not None and is_states(states):
            machine = machines.of(subject.words, clause.text.strip())
            machine.know(*states)
            machine.spans.append((clause.index, match.end("thing"), match.end()))
        return
    match = _BRACKETED.search(clause.text)
    if match is not None and is_states(states := [state(item) for item in match["list"].split("|")]):
        subject = first_noun(clause.text[: match.start()])
        if subject is not None:
            machine = machines.of(subject.words, clause.text.strip())
            machine.know(*states)
            machine.spans.append((clause.index, *match.span()))
        return
    match = _DECLARED.search(clause.text)
    if match is None:
        return
    states = [state(item) for item in _LIST.split(match["list"]) if item.strip()]
    noun = _thing_of(clause.text[: match.start()], clause, reading)
    if noun and states:
        machine = machines.of(noun)
        machine.attribute = match["attribute"].lower()
        machine.know(*states)


def _cut(chain: str, start: int) -> tuple[str, int]:
    """A chain up to what follows it, and where it ends."""
    short = _END.sub("", chain)
    capital = re.search(r"(?<=[a-z])\s+(?=[A-Z][a-z])", short)
    short = (short[: capital.start()] if capital else short).rstrip(" ,")
    return short, start + len(short)


def _names(piece: str) -> list[str]:
    """The states that a piece of a chain names: `accepted or declined`."""
    names = [state(_bare(item)) for item in re.split(r"\s+or\s+|/", _bare(piece))]
    # `drafts` are rows that are a draft.
    names = [name[:-1] if name.endswith("s") and state_like(name[:-1]) else name for name in names]
    return [name for name in names if re.fullmatch(r"[a-z][a-z_]*", name)]


def _bare(text: str) -> str:
    """Without words that only lead to a state; those of `in progress` are its name."""
    return text.strip() if state_like(state(text)) else _LEAD.sub("", text.strip())


def _opens(before: str) -> bool:
    return re.fullmatch(r"\W*(?:(?:an?|the|each|every)\s+)?[A-Za-z'-]+(?:\s[A-Za-z'-]+){0,2}\s*", before) is not None


def _start(before: str, text: str) -> int:
    """Where what tells of the chain begins: behind the last stop before it."""
    stop = max(before.rfind(mark) for mark in ".;")
    return stop + 1 if text[stop + 1 :].strip() else 0


def _titled(before: str) -> tuple[str, ...] | None:
    """What stands behind a title: `Document signing: a contract`."""
    title, colon, rest = before.rpartition(":")
    noun = first_noun(rest) if colon and title.strip() and not re.search(r"\b(?:that|which|who)\s*$", rest) else None
    return noun.words if noun is not None and not state_like("_".join(noun.words)) else None


def _thing_of(before: str, clause: Clause, reading: Reading) -> tuple[str, ...]:
    """Whose states they are: what is named before them, above them, or was spoken of last."""
    if _opens(before) and (named := thing(before)):
        return named
    relative = re.search(r"\b(?:that|which|who)\s*$", before)
    if (titled := _titled(before)) is not None:
        return titled
    places = [re.sub(r"\b(?:that|which|who)\s*$", "", before), clause.parent, clause.heading]
    for place in places:
        bare = re.sub(rf"\b(?:order of )?(?:{_LIFE})\b|:", " ", place, flags=re.IGNORECASE)
        noun = last_noun(bare) if relative and place is places[0] else first_noun(bare)
        if noun is not None and not state_like("_".join(noun.words)):
            return noun.words
    for earlier in reversed(reading.clauses[: clause.index]):
        noun = first_noun(earlier.text)
        if noun is not None and (noun.group or ":" in earlier.text[: noun.end + 2]):
            return noun.words
        if clause.index - earlier.index > 3:
            break
    return ()
