"""Reads what brings rows from state to state: `an open ticket can be closed`, `only admins may ship orders`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from agent.planner.text.patterns.conditions import Condition, condition
from agent.planner.text.patterns.grammar import phrase
from agent.planner.text.patterns.machines import Edge, Machine, Machines, leads_somewhere
from agent.planner.text.patterns.phrases import MODAL, last_noun
from agent.planner.text.patterns.verbs import BEGINS, STATE_VERBS, UNDOES, base, participle, state_like, third
from agent.planner.text.patterns.wish import Who
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import FILLER, PRONOUNS
from tools.blueprint.names import singular, words

_KINDS = {
    "joint": r"(\s*,\s*((and|or) )?| (and|or) |/)((then|finally|later) )?((can|may) )?(be )?",
    "rest": r"[^.;]*?(?=(,|,? (and|but|while)) (only )?((an?|the) )?{word}( {word}){0,3} (can|may|must)\b|[.;]|\Z)",
    "only": "only ",
    "modal": r"{may} ",
    "may": MODAL,
    "it": "it|them|((the|an?|any|all|each|every|his|her|their|its|my|own|other) ){0,3}{word}( {word}){0,2}?",
    "who": r"((the|an?|any) )?{word}([\s-]{word}){0,2}?( (and|or|of) ((the|an?) )?{word})?",
    "thing": "((an?|the|each|every|any|all) )?{word}( {word}){0,3}?",
    "group": r" \([^()]*\)",
    "once": "(once|when|after|as soon as) {state:word},? ",
    "no": r"\s*not|n't|\s+never",
}
_SPLIT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|/", re.IGNORECASE)
_OWN = re.compile(r"^(?:his|her|their|its|my)(?:\s+own)?\b|\bown\b", re.IGNORECASE)
_STAMP = phrase(
    r"\b((we |i )?(need|want) to )?(know|record|keep|store|remember|see) when (it|they|an? {word}|the {word}) "
    "(was|were|is|are|has been|got) {past:word}"
)
_REASON = phrase(
    "(an?|each|every|the) {act:word} (needs|requires|must have|has|comes with|takes) an? {what:reason}",
    reason="reason|comment|note",
)


@dataclass(frozen=True)
class _Verbs:
    """What acts look like that are done with these verbs."""

    done: dict[str, str]
    """Form → verb: `paid out`."""
    does: dict[str, str]
    passive: re.Pattern[str]
    elliptic: re.Pattern[str]
    active: re.Pattern[str]
    further: re.Pattern[str]


@lru_cache(maxsize=64)
def _verbs(verbs: frozenset[str]) -> _Verbs:
    done = {participle(verb).replace("_", " "): verb for verb in sorted(verbs)} | {"canceled": "cancel"}
    does = {form: verb for verb in sorted(verbs) for form in (verb.replace("-", " "), third(verb))}
    kinds = _KINDS | {"done": _any_of(done), "does": _any_of(does)}
    kinds |= {"were": r"{done}\b({joint}{done}\b)*", "do": r"{does}\b({joint}{does}\b)*"}
    return _Verbs(
        done,
        does,
        passive=phrase(
            "{what:thing}{group:group}? (can|may|must|could|should){not:no}? {only:only}?((also|then|later|"
            "still|even) )*be "
            "{acts:were}{rest:rest}",
            **kinds,
        ),
        elliptic=phrase(r"\b(and|but) an? {what:word} one (can be )?{acts:done}\b(?P<rest>)", **kinds),
        active=phrase(
            r"(^|\b{once}){alone:only}?{who:who} {modal:modal}?{only:only}?((also|to) )?{acts:do}( {what:it}$|"
            r"(?=\s*([.;,]|"
            r"\Z))){rest:rest}",
            **kinds,
        ),
        further=phrase(r"\A (and|or|but) ((can|may) )?(also )?{acts:does}\b (it|them)\b", **kinds),
    )


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


@dataclass
class ActReader:
    """Adds acts to machines; states that follow each other must be read by now."""

    reading: Reading
    machines: Machines
    last: Machine | None = None
    """What was spoken of last: `they`, `it`."""

    def __post_init__(self) -> None:
        led = {verb.replace("_", "-") for state in self.machines.states if (verb := base(state))}
        self._verbs = _verbs(STATE_VERBS | led)

    def run(self) -> None:
        for clause in self.reading.clauses:
            if clause.kind in {Kind.CODE, Kind.HEADING, Kind.ROW}:
                continue
            for pattern in (self._verbs.passive, self._verbs.elliptic, self._verbs.active):
                for match in pattern.finditer(clause.text):
                    self._act(clause, match, pattern)
            self._more(clause)
            self.last = next(
                (item for item in self.machines.found if _names(clause.text, item.thing)), self.last
            )  # fmt: skip

    def _act(self, clause: Clause, match: re.Match[str], pattern: re.Pattern[str]) -> None:
        found = match.groupdict()
        passive = pattern is not self._verbs.active
        acts = [(" ".join(piece.lower().split()), then) for piece, then in _acts(found["acts"])]
        table = self._verbs.done if passive else self._verbs.does
        verbs = [(table[piece], then) for piece, then in acts if piece in table]
        what, sources = self._what(found["what"] or "", pattern is self._verbs.elliptic)
        machine = self.last if what is None else self.machines.known(what)
        if what == () or not verbs:
            return
        if found.get("state"):
            sources = ("_".join(words(str(found["state"]))),)
        if machine is None:
            if what is None or not (passive or sources) or not _stateful(verbs, sources):
                return
            machine = self.machines.of(what, clause.text.strip())
        if not passive and not self._leads(verbs, machine) and not set(dict(verbs)) & STATE_VERBS:
            return
        if found.get("who") and _nobody(str(found["who"])):
            return
        verbs = [(verb, then) for verb, then in verbs if not self._begins(verb, machine)]
        if not verbs:
            return
        told = condition(found["rest"] or "", machine)
        apart = ", and" in found["acts"]
        more: list[tuple[str, bool]] = []
        further = self._verbs.further.match(found["rest"] or "") if not passive else None
        if further is not None:
            more = [(self._verbs.does[" ".join(further["acts"].lower().split())], False)]
            told = condition((found["rest"] or "")[further.end() :], machine)
        who = _who(found, told)
        self._edges(machine, verbs, sources, told, who, bool(found.get("not")), apart)
        self._edges(machine, more, None, told, who, False, False)
        rest = match.start("rest") + (further.end() if further is not None else 0)
        if told.left:
            self.reading.notes.leave(f"{told.left} (in: {clause.text.strip()[:100]})")
        machine.said = machine.said or clause.text.strip()
        start = match.end("group") if found.get("group") else match.start()
        machine.spans.append((clause.index, start, rest + told.end))
        self.last = machine

    def _edges(
        self, machine: Machine, verbs: list[tuple[str, bool]], sources: tuple[str, ...] | None, told: Condition,
        who: list[Who], ruled_out: bool, apart: bool,
    ) -> None:  # fmt: skip
        machine.know(*(sources or ()))
        undone_here = {machine.reached(UNDOES[verb]) for verb, _ in verbs if verb in UNDOES}
        for at, (verb, then) in enumerate(verbs):
            name, target = verb.replace("-", "_"), machine.reached(verb)
            came = (participle(verbs[at - 1][0]),) if then and at else sources or told.sources
            here = not apart or at == len(verbs) - 1
            if ruled_out:
                # `cannot be cancelled once shipped` says until when it can.
                came = sources = None
            undone = UNDOES.get(verb)
            if undone is not None:
                came = came or (participle(undone),)
                machine.edge(Edge(name, "", came, who=list(who)))
                continue
            before = [machine.reached(other) for other, _ in verbs[:at] if other not in UNDOES]
            after = next((state for state in reversed(before) if state not in undone_here), None)
            edge = Edge(name, target, came, told.before if here else None, told.always and here, after, list(who))
            machine.edge(edge)

    def _begins(self, verb: str, machine: Machine) -> bool:
        """`employees submit expense reports` that are then submitted: that is how they are made."""
        first = machine.initial or (machine.states[0] if machine.states else None)
        leads = any(edge.target == first for edge in machine.edges)
        return first is not None and participle(verb) == first and not leads

    def _leads(self, verbs: list[tuple[str, bool]], machine: Machine) -> bool:
        return any(leads_somewhere(verb, machine) for verb, _ in verbs)

    def _what(self, text: str, one: bool) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
        """The words of the noun, without the states that it is in; None for a pronoun or none."""
        if one:
            return None, ("_".join(words(text)),)
        text = re.split(r"\b(?:and|or|but)\b|,", text)[-1].strip()
        if not text or text.lower() in {"it", "them", "they"}:
            return None, None
        noun = last_noun(text)
        if noun is None:
            return (), None
        left = [word for word in words(text) if word not in _SMALL]
        known = self.machines.states
        for count in (2, 1):
            state = "_".join(left[:count])
            if len(left) > count and (state in known or state_like(state)):
                return (*left[count:-1], singular(left[-1])), (state,)
        return noun.words, None

    def _more(self, clause: Clause) -> None:
        """When it happened, and why."""
        for pattern in (_STAMP, _REASON):
            match = pattern.search(clause.text)
            if match is None:
                continue
            verb = match["past"].lower() if pattern is _STAMP else match["act"].lower()
            for machine in self.machines.found:
                for edge in machine.edges:
                    if pattern is _STAMP and edge.target == verb:
                        edge.stamp = f"{verb}_at"
                        machine.spans.append((clause.index, *match.span()))
                    elif pattern is _REASON and edge.name == verb:
                        edge.accept = (match["what"].lower(),)
                        machine.spans.append((clause.index, *match.span()))
                        self.reading.notes.leave(f"{match[0]} (it may be given, and may be left out)")


_SMALL = frozenset(
    ["a", "an", "the", "each", "every", "any", "all", "his", "her", "their", "its", "my", "own", "other", "only"]
) | {"these", "those"}


def _nobody(who: str) -> bool:
    """`the system cancels it` tells of nobody who may."""
    return all(word in FILLER | PRONOUNS or word in _SMALL for word in words(who))


def _acts(text: str) -> list[tuple[str, bool]]:
    """Verbs of a list, each with whether it follows the one before it."""
    found = []
    for piece in _SPLIT.split(text):
        bare = re.sub(r"^(?:(?:then|finally|later|can|may|be)\s+)+", "", piece.strip(), flags=re.IGNORECASE)
        found.append((bare, re.match(r"(?i)(?:then|finally|later)\b", piece.strip()) is not None))
    return found


def _stateful(verbs: list[tuple[str, bool]], sources: tuple[str, ...] | None) -> bool:
    """Enough to tell of states where the text names none: `can be paused and resumed`, `an active project can be …`."""
    names = {verb for verb, _ in verbs}
    pairs = any(UNDOES.get(verb) in names for verb in names)
    return bool(names & STATE_VERBS) and (pairs or sources is not None or bool(names & _SURE) or len(names) > 1)


_SURE = frozenset({"cancel", "call-off", "shortlist", "reopen", "publish"}) | (frozenset(BEGINS) - {"archive", "close"})


def _who(found: dict[str, str | None], told: Condition) -> list[Who]:
    only = bool(found.get("only") or found.get("alone") or told.only)
    if found.get("who"):
        return [Who(str(found["who"]), only, _OWN.search(found["what"] or "") is not None)]
    return [Who(told.who, only, _OWN.search(told.who) is not None)] if told.who else []


def _names(text: str, noun: tuple[str, ...]) -> bool:
    low = tuple(singular(word) for word in words(text))
    return any(low[at : at + len(noun)] == noun for at in range(len(low)))
