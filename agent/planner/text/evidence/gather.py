"""Gathers what a text tells of each noun, as names of signs with their number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from agent.planner.text.attributes import read_item
from agent.planner.text.chunks import Noun
from agent.planner.text.definition import Definition
from agent.planner.text.endpoints.things import things_of
from agent.planner.text.evidence.sections import section
from agent.planner.text.evidence.words import signs_of_words
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements
from agent.planner.text.words import HAVE, MANAGE, OWNING
from tools.blueprint.names import singular, words

Words = tuple[str, ...]
_DETERMINERS = {
    "a": "one", "an": "one", "each": "each", "every": "each", "one": "one", "the": "the", "this": "the", "that": "the",
    "no": "no", "our": "our", "my": "our", "their": "their", "his": "their", "her": "their", "its": "their",
    "all": "all", "any": "any", "some": "some", "several": "some", "many": "some", "multiple": "some",
}  # fmt: skip
_MAKING = OWNING | {
    "create",
    "add",
    "record",
    "register",
    "enter",
    "submit",
    "store",
    "delete",
    "cancel",
    "edit",
    "update",
}


@dataclass(slots=True)
class Evidence:
    """What is known of one noun. `mentions` is how often it stands there; `signs` counts what was seen at these."""

    mentions: int = 0
    signs: Counter[str] = field(default_factory=Counter)
    clauses: set[int] = field(default_factory=set)


def gather(reading: Reading, definitions: Iterable[Definition], ruled: Mapping[Words, str]) -> dict[Words, Evidence]:
    """Evidence by the words of nouns. `ruled`: what the rules of the finder say of them."""
    found: dict[Words, Evidence] = {}
    for clause in reading.clauses:
        for noun, signs in _of_clause(clause, reading):
            if reading.name(noun.words) is None:
                continue
            there = found.setdefault(noun.words, Evidence())
            there.mentions += 1
            there.clauses.add(clause.index)
            there.signs.update(signs)
    for definition in definitions:
        there = found.setdefault(definition.words, Evidence())
        there.signs.update(_of_definition(definition))
        for item in definition.items:
            name = read_item(item)
            parts = words(name.words) if name is not None else ()
            if parts:
                found.setdefault((*parts[:-1], singular(parts[-1])), Evidence()).signs["item"] += 1
    for _, thing in things_of(reading.endpoints):
        found.setdefault(thing, Evidence()).signs["path"] += 1
    for thing, said in ruled.items():
        found.setdefault(thing, Evidence()).signs[said] += 1
    for thing, evidence in found.items():
        evidence.signs.update(signs_of_words(thing))
    _add_company(found)
    return found


def _add_company(found: Mapping[Words, Evidence]) -> None:
    """What nouns tell of one another: those whose name ends or begins with that of another one."""
    for longer, evidence in found.items():
        for cut in range(1, len(longer)):
            if (tail := found.get(longer[cut:])) is not None:
                tail.signs.update(_of_longer(tail, evidence, "head"))
                evidence.signs["has a shorter"] += 1
                if tail.mentions > evidence.mentions:
                    evidence.signs["has a more frequent shorter"] += 1
            if (front := found.get(longer[:cut])) is not None:
                front.signs.update(_of_longer(front, evidence, "front"))


def _of_longer(short: Evidence, longer: Evidence, part: str) -> Iterator[str]:
    yield f"{part} of a longer"
    if longer.mentions >= short.mentions:
        yield f"{part} of a more frequent longer"
    if longer.signs["rule lists"] or longer.signs["rule says"]:
        yield f"{part} of a ruled longer"


def _of_definition(definition: Definition) -> Iterator[str]:
    size = len(definition.items)
    yield "defines"
    if size >= 2:
        yield "defines 2"
    if size >= 4:
        yield "defines 4"
    yield "defines prose" if definition.prose else "defines colon" if definition.colon else "defines layout"
    if definition.passing:
        yield "defines passing"


def _of_clause(clause: Clause, reading: Reading) -> Iterator[tuple[Noun, list[str]]]:
    if clause.kind is Kind.CODE:
        return
    where = section(clause.heading, clause.parent)
    common = [f"kind {clause.kind.value}", *([f"section {where}"] if where else ())]
    if clause.index <= 1:
        common.append("opening")
    pieces = clause.text.split("|") if clause.kind is Kind.ROW else [clause.text]
    for at, piece in enumerate(pieces):
        told = reading.statements(clause) or statements(piece)
        for statement in told:
            for noun, signs in _of_statement(statement):
                yield noun, [*common, *signs, *_of_place(noun, piece, clause, at, told)]


def _of_place(noun: Noun, text: str, clause: Clause, cell: int, told: list[Statement]) -> Iterator[str]:
    alone = len(told) == 1 and len(told[0].nouns) == 1 and not told[0].verb
    behind = text[noun.end : noun.end + 3].lstrip("`* ")
    if clause.kind is Kind.HEADING:
        yield "heading alone" if alone else "heading part"
    if clause.kind is Kind.ROW:
        yield "first cell" if cell == 0 else "later cell"
    if clause.kind is Kind.BULLET and noun.start <= 2:
        yield "leads bullet"
        if behind.startswith((":", "-", ";")):
            yield "leads bullet with mark"
    if clause.kind is Kind.PROSE and noun.start <= 2:
        yield "leads sentence"
        if behind.startswith((":", "-")):
            yield "leads sentence with mark"
    if noun.capital and noun.start > 2:
        yield "capital"
    if noun.plural:
        yield "plural"
    if noun.group:
        yield "brackets"
    if noun.possessor:
        yield "possessed"
    determiner = _DETERMINERS.get(noun.determiner, "")
    yield f"det {determiner}" if determiner else "det none"
    if negated(clause.text, noun.start, noun.end, clause.heading, clause.parent):
        yield "negated"
    if re.match(r"(?:ed|s)?\s+(?:by|for)\b", text[noun.end : noun.end + 6]):
        yield "before by"


def _of_statement(statement: Statement) -> Iterator[tuple[Noun, list[str]]]:
    verb = statement.verb
    rule = ["modal"] if any(item.modal for item in statement.verbs) else []
    for noun in statement.subjects:
        yield noun, ["subject", f"subject {kind_of(statement)}", *rule]
    for noun in statement.objects:
        signs = ["object", f"object {kind_of(statement)}"]
        if verb in _MAKING | MANAGE:
            signs.append("object made")
        if statement.pronoun in {"we", "i"}:
            signs.append("object of us")
        if len(statement.objects) >= 3:
            signs.append("object in list")
        yield noun, signs
    for phrases, side in ((statement.subject_phrases, "of subject"), (statement.phrases, "phrase")):
        for phrase in phrases:
            for noun in phrase.nouns:
                yield noun, [side, f"behind {phrase.word}"]


def kind_of(statement: Statement) -> str:
    verb = statement.verb
    if not verb:
        return "alone"
    if verb == ":":
        return "colon"
    if verb == "be":
        return "be"
    if verb == "belong":
        return "belong"
    if statement.passive:
        return "passive"
    if verb in HAVE:
        return "has"
    return "makes" if verb in _MAKING else "acts"
