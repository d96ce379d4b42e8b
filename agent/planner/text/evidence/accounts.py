"""Gathers what a text tells of each thing that it keeps: whether its rows are the accounts of those that sign in."""

import re
from collections.abc import Iterator

from agent.planner.archetypes import known
from agent.planner.sketch import Sketch
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.surroundings import Surroundings
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import ACCOUNT_PEOPLE, PEOPLE, ROLE_WORDS
from tools.blueprint.names import words

_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{said})\b", re.IGNORECASE))
    for name, said in (
        ("login", r"log(?:s|ged|ging)?[- ]?(?:in|on|ins)|sign(?:s|ed|ing)?[- ]?(?:in|on|up|ins)|authenticat\w+"),
        ("account", r"accounts?"),
        ("password", r"passwords?(?:[_ ]hash)?|credentials?|passphrase"),
        ("token", r"tokens?|jwt|bearer|api[- ]keys?|cookies?|sessions?|basic auth\w*"),
        ("register", r"register(?:s|ed|ing)?|enrol\w*|invit\w+"),
        ("role", r"roles?|rights?|permissions?"),
        ("may", r"may|can|only|allowed"),
        ("own", r"own|his|her|their|themselves|mine|my"),
    )
)  # fmt: skip
_STRONG = frozenset({"login", "account", "password", "token"})
_NEVER = re.compile(r"\b(?:never|not|no|n't|without|nobody)\b", re.IGNORECASE)
_HAS = frozenset({"email", "login", "username", "password", "password_hash", "handle", "role", "api_key", "name"})


def gather_accounts(reading: Reading, sketch: Sketch, callers: str | None) -> dict[str, Evidence]:
    """Evidence by entity. `callers`: whom rules see sign in."""
    near = Surroundings(reading)
    found = {name: Evidence() for name in sketch.entities}
    for clause in reading.clauses:
        if clause.kind is Kind.CODE:
            continue
        for name, sign in _of_clause(clause, near, reading):
            if name in found:
                found[name].signs[sign] += 1
                found[name].mentions = 1
    for name, evidence in found.items():
        evidence.signs.update(_of_entity(name, sketch))
        if callers is not None:
            evidence.signs["rule" if name == callers else "rule of another"] += 1
    return found


def _of_clause(clause: Clause, near: Surroundings, reading: Reading) -> Iterator[tuple[str, str]]:
    text = reading.whole.get(clause.index, clause.text)
    told = {name: match for name, pattern in _SIGNS if (match := pattern.search(text))}
    if not told:
        return
    where = section(clause.heading, clause.parent)
    off = any(negated(text, *match.span(), clause.heading, clause.parent) for match in told.values())
    never = " never" if off or _NEVER.search(text) else ""
    names = near.names(clause)
    above = {name for name, _ in near.above(clause)}
    for sign, match in told.items():
        before = [name for start, name in names if start < match.start()]
        behind = [name for start, name in names if start >= match.end()]
        for name in before[-1:]:
            yield name, f"right before {sign}{never}"
        for name in behind[:1]:
            yield name, f"right behind {sign}{never}"
        for name in {*before, *behind}:
            yield name, f"beside {sign}{never}"
        for name in above:
            yield name, f"above {sign}{never}"
        if sign in _STRONG and not names:
            for name in near.last_subjects(clause):
                yield name, f"subject before {sign}{never}"
        if where == "access":
            for _, name in names:
                yield name, f"access, {sign}{never}"


def _of_entity(name: str, sketch: Sketch) -> Iterator[str]:
    parts = [part.lower() for part in words(name)]
    yield "people" if parts[-1] in PEOPLE else "role word" if parts[-1] in ROLE_WORDS else "no people"
    if parts[-1] in ACCOUNT_PEOPLE:
        yield "people with accounts"
    if parts[-1] in {"user", "account"}:
        yield f"called {parts[-1]}"
    if parts[0] in {"user", "account"} and len(parts) > 1:
        yield f"begins {parts[0]}"
    if parts[-1].endswith(("er", "or", "ist", "ian", "ant", "ent")):
        yield "ends like people"
    yield "usual" if known(tuple(parts)) else "unusual"
    entity = sketch.entities[name]
    yield from (f"has {item}" for item in sorted(_HAS & set(entity.attributes)))
    into = sum(item.target == name for item in sketch.relationships)
    out = sum(item.source == name for item in sketch.relationships)
    yield f"referred to {min(into, 3)}"
    yield f"refers {min(out, 3)}"
    if into and into == max(sum(item.target == other for item in sketch.relationships) for other in sketch.entities):
        yield "most referred to"
    people = [other for other in sketch.entities if words(other)[-1].lower() in PEOPLE]
    yield f"of {min(len(people), 3)} people"
    if people == [name]:
        yield "only people"
    if name in sketch.auth.owners:
        yield "owns rows"
    if any(other in {"User", "Account"} for other in sketch.entities if other != name):
        yield "another is the user"
    yield "signs in wanted" if sketch.auth.yes else "signs in not told"
