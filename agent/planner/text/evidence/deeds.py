"""Gathers what a text tells of each verb in it: whether it is something that is done to a thing, and to which."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.surroundings import Surroundings
from agent.planner.text.patterns.verbs import STATE_VERBS, base, participle
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.tokens import Token, tokens
from agent.planner.text.words import HAVE, MANAGE, MODALS, OWNING, PEOPLE, RELATING, ROLE_WORDS, VERBS
from tools.blueprint.names import singular, words

_PARTICLES = frozenset({"up", "out", "in", "off", "over", "down", "back", "away", "on"})
_AWAY = _PARTICLES - {"in", "on"}
_NO_DEEDS = (
    HAVE
    | frozenset(
        ["be", "do", "get", "want", "need", "like", "can", "let", "keep", "say", "see", "know", "think", "use", "mean"]
    )
    | {"come", "go"}
)
_STANDARD = frozenset(
    ["create", "add", "edit", "update", "change", "delete", "remove", "list", "show", "read", "view", "search", "find"]
) | {"filter", "sort"}
_CALLERS = frozenset({"i", "we", "you", "they", "who", "somebody", "anyone", "he", "she"})
_CONDITIONS = frozenset({"when", "if", "once", "until", "after", "before", "as", "while", "unless"})
_BEINGS = frozenset({"be", "is", "are", "been", "gets", "get", "was"})
_BEHIND = (
    frozenset(
        [
            "to",
            "can",
            "may",
            "be",
            "and",
            "or",
            "is",
            "are",
            "who",
            "that",
            "which",
            "it",
            "i",
            "we",
            "they",
            "not",
            "never",
        ]
    )
    | frozenset(
        [
            "the",
            "a",
            "an",
            "could",
            "must",
            "should",
            "only",
            "cannot",
            "for",
            "when",
            "then",
            "been",
            "gets",
            "by",
            "of",
        ]
    )
    | {"was", "has", ","}
)
"""Words before a verb that are signs by themselves."""
_REACH = 7
"""Tokens behind a verb in which its object stands."""
_ENDINGS = ("ate", "ise", "ize", "ify", "en", "ish", "ect", "ve")


@dataclass(slots=True)
class Deed:
    """A verb at its place; `name` has a hyphen before the particle: `check-in`."""

    clause: Clause
    start: int
    end: int
    name: str
    things: dict[str, Evidence] = field(default_factory=dict)


def gather_deeds(reading: Reading, sketch: Sketch) -> list[Deed]:
    """Evidence for each verb and each entity that it may be done to, in order."""
    near = Surroundings(reading)
    found: list[tuple[Deed, list[str], dict[str, list[str]]]] = []
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.ENDPOINT}:
            continue
        whole = replace(clause, text=reading.whole.get(clause.index, clause.text))
        told = tokens(whole.text)
        for at in range(len(told)):
            deed = _deed(whole, told, at)
            if deed is not None:
                ways = _ways(deed, told, at, near)
                found.append((deed, list(_signs(deed, told, at)), ways))
    often = Counter(deed.name for deed, _, _ in found)
    both = Counter((deed.name, thing) for deed, _, ways in found for thing in ways)
    for deed, signs, ways in found:
        for thing, how in ways.items():
            evidence = Evidence(1)
            evidence.signs.update([*signs, *_of_thing(deed, thing, how, ways, sketch)])
            evidence.signs[f"said {min(often[deed.name], 4)}"] += 1
            evidence.signs[f"said of it {min(both[deed.name, thing], 4)}"] += 1
            deed.things[thing] = evidence
    return [deed for deed, _, _ in found]


def _deed(clause: Clause, told: Sequence[Token], at: int) -> Deed | None:
    token = told[at]
    lemma = token.lemma or _base(token)
    if not lemma or lemma in _NO_DEEDS or not lemma.isalpha() or len(lemma) < 3:
        return None
    following = told[at + 1] if at + 1 < len(told) else None
    if following is not None and at and _says_which(told[at - 1], token, following):
        return None
    if following is not None and following.low in {"it", "them", "this"} and at + 2 < len(told):
        following = told[at + 2]
    if (
        following is not None
        and following.low in _PARTICLES
        and (f"{lemma}-{following.low}" in STATE_VERBS or (following.low in _AWAY and not _up_to(told, following)))
    ):
        return Deed(clause, token.start, following.end, f"{lemma}-{following.low}")
    if (apart := _apart(lemma, told, at)) is not None:
        return Deed(clause, token.start, token.end, f"{lemma}-{apart}")
    return Deed(clause, token.start, token.end, lemma)


def _up_to(told: Sequence[Token], particle: Token) -> bool:
    """`cancelled up to a day before`: no part of the verb."""
    at = told.index(particle)
    return particle.low == "up" and at + 1 < len(told) and told[at + 1].low == "to"


def _apart(lemma: str, told: Sequence[Token], at: int) -> str | None:
    """`check the booking out`: the particle behind the object."""
    for place in range(at + 2, min(at + 5, len(told))):
        if told[place].low in _PARTICLES and f"{lemma}-{told[place].low}" in STATE_VERBS:
            ends = place + 1 == len(told) or told[place + 1].tag != "noun"
            return told[place].low if ends and told[place - 1].tag == "noun" else None
        if told[place].tag not in {"noun", "adj", "det"}:
            return None
    return None


def _says_which(before: Token, token: Token, following: Token) -> bool:
    """`by shared tags`: nothing is done there."""
    return token.low.endswith("ed") and before.tag == "prep" and following.tag == "noun"


def _base(token: Token) -> str:
    """The base form of a gerund or participle that stands as a noun; empty for other words."""
    low = token.low
    if token.ptb in {"VB", "VBP"} or low in STATE_VERBS:
        return low
    if low.endswith("s") and low[:-1] in STATE_VERBS:
        return low[:-1]
    if token.ptb == "VBG" or (low.endswith("ing") and token.ptb in {"NN", "VBG"}):
        stem = low[:-3]
        for plain in (stem, f"{stem}e", stem[:-1]):
            if plain in VERBS or plain in STATE_VERBS:
                return plain
    if low.endswith("ed") and (known := base(low)) is not None and known in STATE_VERBS:
        return known
    if token.ptb in {"VBN", "VBD"}:
        for plain in (low[:-2], low[:-1], low[:-3], f"{low[:-3]}y"):
            if plain in VERBS or plain in STATE_VERBS:
                return plain
    return ""


def _signs(deed: Deed, told: Sequence[Token], at: int) -> Iterator[str]:
    clause, token = deed.clause, told[at]
    yield f"kind {clause.kind.value}"
    yield f"section {section(clause.heading, clause.parent) or 'other'}"
    plain = deed.name.partition("-")[0]
    yield f"verb {plain}"
    yield "state verb" if deed.name in STATE_VERBS else "no state verb"
    for name, listed in (("standard", _STANDARD), ("manage", MANAGE), ("owning", OWNING), ("relating", RELATING)):
        if plain in listed:
            yield f"verb of {name}"
    if "-" in deed.name:
        yield "particle"
    yield f"tag {token.ptb}"
    ending = next((ending for ending in ("ing", "ed") if token.low.endswith(ending)), "s")
    yield f"written {'base' if token.low == plain else ending}"
    before = [item.low for item in told[max(0, at - 4) : at]]
    last = before[-1] if before else ""
    yield f"behind {last}" if last in _BEHIND else "behind start" if not before else "behind other"
    if MODALS & set(before):
        yield "modal"
        yield from (f"modal {word}" for word in before if word in MODALS)
    if _BEINGS & set(before[-2:]):
        yield "passive"
    if "to" in before[-1:]:
        yield "infinitive"
    people = [item for item in told[:at] if singular(item.low) in PEOPLE or singular(item.low) in ROLE_WORDS]
    if people:
        yield "person before"
    if any(item.low in _CALLERS for item in told[max(0, at - 5) : at]):
        yield "caller before"
    if any(item.low in _CONDITIONS for item in told[max(0, at - 8) : at]):
        yield "condition"
    if any(item.low == "by" for item in told[at + 1 : at + 4]):
        yield "by behind"
    if at <= 1:
        yield "first word"
    if clause.text[: deed.start].strip(" `*-") == "":
        yield f"begins {clause.kind.value}"
    if negated(clause.text, deed.start, deed.end, clause.heading, clause.parent):
        yield "negated"
    yield next((f"ends {ending}" for ending in _ENDINGS if plain.endswith(ending)), "ends otherwise")


def _ways(deed: Deed, told: Sequence[Token], at: int, near: Surroundings) -> dict[str, list[str]]:
    """Entity → how it stands to the verb."""
    found: dict[str, list[str]] = {}

    def add(name: str, way: str) -> None:
        if way not in found.setdefault(name, []):
            found[name].append(way)

    names = near.names(deed.clause)
    behind = [(start, name) for start, name in names if start >= deed.end]
    limit = told[min(len(told) - 1, at + _REACH)].end
    for number, (start, name) in enumerate(behind[:2]):
        if start <= limit:
            add(name, "object" if number == 0 else "second object")
    before = [(start, name) for start, name in names if start < deed.start]
    for number, (_, name) in enumerate(reversed(before[-2:])):
        add(name, "before it" if number == 0 else "further before it")
    if any(item.low in {"it", "them", "they", "this", "these", "one"} for item in told[max(0, at - 3) : at + 3]):
        for name in near.last_subjects(deed.clause):
            add(name, "pronoun")
    for name, way in near.above(deed.clause):
        add(name, way)
    for name, way in near.earlier(deed.clause):
        add(name, way)
    return found


_STRONG = ("object", "parent alone", "topic alone", "heading alone", "pronoun", "before it", "second object", "latest",
           "parent", "topic", "heading", "further before it", "path", "last before", "before")  # fmt: skip


def _rank(how: list[str]) -> int:
    return min((_STRONG.index(way) for way in how if way in _STRONG), default=len(_STRONG))


def _of_thing(deed: Deed, thing: str, how: list[str], ways: Mapping[str, list[str]], sketch: Sketch) -> Iterator[str]:
    main = next((name for name in _STRONG if name in how), how[0])
    state = "state verb" if deed.name in STATE_VERBS else "other verb"
    yield from (f"thing {way}" for way in how)
    yield f"main {main}"
    yield f"main {main} of {state}"
    better = sum(_rank(other) < _rank(how) for name, other in ways.items() if name != thing)
    yield f"better {min(better, 3)}"
    if "object" not in how and any("object" in other for other in ways.values()):
        yield "another is the object"
    parts = words(thing)
    if parts[-1].lower() in PEOPLE:
        yield "thing is a person"
    if sketch.auth.account == thing:
        yield "thing is the account"
    entity = sketch.entities.get(thing)
    values = {
        str(value).replace(" ", "_")
        for item in (entity.attributes.values() if entity else ())
        for value in item.facets.get("values", ())
    }
    if values:
        yield "has states"
    reached = participle(deed.name)
    plain = deed.name.replace("-", "_")
    if reached in values or plain in values:
        yield "reaches a state of it"
    elif values and deed.name in STATE_VERBS:
        yield "reaches none of its states"
    if any(plain in part.lower().replace("-", "_") for item in sketch.endpoints for part in item.parts):
        yield "stands in a path"
    for pattern in sketch.patterns:
        if pattern.entity == thing and pattern.kind == "transition":
            yield "rule" if any(edge.name == plain for edge in pattern.facets["machine"].edges) else "rule of others"
        elif pattern.entity == thing and plain in (pattern.name or ""):
            yield f"pattern {pattern.kind}"
