"""Finds how the entities of a text hang together."""

import re
from dataclasses import dataclass
from itertools import pairwise, product

from agent.planner.sketch import AttributeSketch, Sketch
from agent.planner.text.acting import BOTH, ActFinder
from agent.planner.text.attributes import read_item, sketch_of
from agent.planner.text.chunks import Noun
from agent.planner.text.facets import settle
from agent.planner.text.items import split
from agent.planner.text.linking import MANY, Linker
from agent.planner.text.nouns import POINTING
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.statements import Phrase, Statement
from agent.planner.text.words import (
    ACTING,
    OWNING,
    PEOPLE,
    TAKING,
)
from tools.blueprint.model import Cardinality
from tools.blueprint.names import singular, snake, words

_AUTHORING = frozenset({"write", "post", "author", "publish"})
_TO_MANY = re.compile(
    r"\b(many|one)[- ]to[- ](many|one)\b|\b([mn1])\s*[:-]\s*([mn1])\b(?=\s+(?:relation|between))", re.IGNORECASE
)


@dataclass
class RelationFinder:
    """Turns statements about known entities into relationships of the sketch."""

    reading: Reading
    sketch: Sketch
    linker: Linker

    def __post_init__(self) -> None:
        self.acts = ActFinder(self.reading, self.sketch, self.linker)

    def run(self) -> None:
        for clause in self.reading.prose:
            self._self_reference(clause)
            if self._named_cardinality(clause):
                continue
            for statement in self.reading.statements(clause):
                if not statement.negated and not self._ruled_out(clause, statement):
                    self._statement(clause, statement)
        if self.reading.short:
            for clause in self.reading.prose:
                self._side_by_side(clause)

    def _self_reference(self, clause: Clause) -> None:
        """`a manager who is also an employee`, `a parent category`."""
        for match in _SELF.finditer(clause.text):
            entity = self.reading.entity(tuple(singular(word) for word in words(match["of"] or match["same"] or "")))
            if entity is not None:
                name = snake(match["name"] or match["role"] or "parent")
                self.linker.relate(entity, entity, name, Cardinality.MANY_TO_ONE, required=False)
                self.reading.place(clause)

    def _side_by_side(self, clause: Clause) -> None:
        """`comments on bugs`, `loans of a costume`, wherever it stands in a sentence."""
        for (_, end, one), (start, _, other) in pairwise(self.reading.named(clause.text)):
            if one != other and _ONE.fullmatch(clause.text, end, start):
                back = [item for item in self.sketch.relationships if (item.source, item.target) == (other, one)]
                self.sketch.relationships = [item for item in self.sketch.relationships if item not in back]
                self.linker.join_one(one, other)
            elif one != other and _BESIDE.fullmatch(clause.text, end, start) and not self.sketch.linked(one, other):
                self.linker.join_one(one, other)

    def _ruled_out(self, clause: Clause, statement: Statement) -> bool:
        return any(
            negated(clause.text, noun.start, noun.end, clause.heading, clause.parent) for noun in statement.nouns[:1]
        )

    def _statement(self, clause: Clause, statement: Statement) -> None:
        subjects = self.reading.meant(statement.subjects)
        if not subjects and statement.pronoun in {"it", "they"}:
            subjects = self._earlier(clause)
        before = len(self.sketch.relationships)
        objects = self.reading.meant(statement.objects)
        verb = statement.verb
        calling = any(item.lemma in {"login", "authenticate"} for item in statement.verbs)
        if calling and subjects and not statement.negated and self.sketch.auth.account is None:
            self.sketch.auth.account = subjects[0]
        part_of = verb == "be" and any(noun.words == ("part",) for noun in statement.objects)
        if verb in POINTING or part_of or (statement.passive and verb not in ACTING):
            self._points(subjects, statement)
        elif statement.binds and verb not in {"have", *ACTING} and not _COUNTED.search(clause.text):
            for one, other in product(subjects, objects):
                self.linker.join_one(one, other)
        elif verb in ACTING and statement.passive:
            self.acts.acted(subjects, statement)
        elif verb in ACTING:
            self.acts.acts(clause, subjects, statement)
        elif verb in BOTH:
            self._both(subjects, statement)
        elif verb in _TAKING_MANY:
            self._several(subjects, statement)
        elif (verb in OWNING or verb in TAKING) and subjects and objects and verb != "have":
            for subject in subjects:
                for item in objects:
                    self._owns(subject, item, verb)
        self._possessed(statement)
        self._phrases(statement)
        if len(self.sketch.relationships) > before:
            self.reading.place(clause, *((verb.start, verb.end) for verb in statement.verbs))

    def _points(self, subjects: list[str], statement: Statement) -> None:
        """`a loan belongs to a member`, `posts are written by users`."""
        targets = [noun for phrase in statement.phrases if phrase.word in _TOWARDS for noun in phrase.nouns]
        if statement.verb in {"reference", "link", "connect", "relate", "associate"}:
            targets += statement.objects
        plural = any(noun.plural for noun in statement.subjects)
        for subject in subjects:
            for noun in targets:
                target = self.reading.entity(noun.words)
                if target is None:
                    continue
                if noun.determiner in MANY or (self.linker.shared(target) and noun.plural and plural):
                    self.linker.join_many(subject, target)
                else:
                    name = "author" if statement.verb in _AUTHORING else None
                    if statement.verb == "assign" and target.lower() in PEOPLE:
                        name = "assignee"
                    self.linker.join_one(
                        subject, target, name=name, required=(statement.verb in POINTING and _must(noun)) or None
                    )

    def _several(self, subjects: list[str], statement: Statement) -> None:
        """`a work order uses many parts`."""
        for noun in statement.objects:
            other = self.reading.entity(noun.words)
            if other is not None and noun.determiner in MANY:
                for subject in subjects:
                    self.linker.join_many(subject, other)

    def _both(self, subjects: list[str], statement: Statement) -> None:
        nouns = [*statement.objects, *(noun for phrase in statement.phrases for noun in phrase.nouns)]
        for subject in subjects:
            for item in self.reading.meant(nouns):
                self.linker.join_many(subject, item)

    def _owns(self, subject: str, item: str, verb: str) -> None:
        if subject == item:
            return
        self.linker.join_one(item, subject, owner=True, name="author" if verb in _AUTHORING else None)

    def _possessed(self, statement: Statement) -> None:
        """`a user's orders`, `employees and their timesheets`."""
        for before, noun in pairwise(statement.nouns):
            owner, thing = self.reading.entity(before.words), self.reading.entity(noun.words)
            theirs = noun.determiner in {"their", "its", "his", "her"} and owner != thing
            if theirs and owner and thing and not self.sketch.linked(owner, thing):
                self.linker.join_one(thing, owner)
        for noun in statement.nouns:
            owner, thing = self.reading.entity(noun.possessor), self.reading.entity(noun.words)
            if owner and thing and noun.possessor and owner != thing and not self.sketch.linked(owner, thing):
                self.linker.join_one(thing, owner)

    def _phrases(self, statement: Statement) -> None:
        """`events at venues`, `comments on posts`, `appointments with doctors`."""
        heads = (statement.objects if not statement.binds else [])[-1:] or statement.subjects[-1:]
        if statement.verb == ":":
            heads = statement.objects[-1:]
        acting = statement.verb not in {":", "", "be"} and not statement.objects
        if statement.verb in POINTING or statement.passive or acting:
            heads = []
        listing = statement.verb in {":", ""}
        for phrase in statement.phrases:
            for left in heads:
                for right in phrase.governed if listing and phrase.word not in _WHOLE else phrase.nouns:
                    self._near(left, phrase, right)
        for phrase in statement.subject_phrases:
            for left in statement.subjects[-1:]:
                for right in phrase.nouns:
                    self._near(left, phrase, right)

    def _near(self, left: Noun, phrase: Phrase, right: Noun) -> None:
        if phrase.word == "per" and left.determiner == "one":
            return  # `one review per product` says how often.
        one, other = self.reading.entity(left.words), self.reading.entity(right.words)
        if one is None or other is None or one == other or self.sketch.linked(one, other):
            return
        if phrase.word in {"with", "including"} and (right.plural or right.determiner in MANY):
            self.linker.has(one, other, plural=True, determiner=right.determiner)
        elif phrase.word == "between" and right.plural and len(self.reading.meant(phrase.nouns)) < 2:
            # `messages between users`; `entries between items and shelves` stand each between one and one.
            self.linker.join_many(one, other)
        elif phrase.word == "with" or phrase.word in {
            "on",
            "at",
            "in",
            "of",
            "from",
            "within",
            "for",
            "by",
            "per",
            "under",
            "to",
            "about",
            "between",
        }:
            self.linker.join_one(one, other)

    def _named_cardinality(self, clause: Clause) -> bool:
        """`many-to-many between books and tags`."""
        match = _TO_MANY.search(clause.text)
        if match is None:
            return False
        nouns = [noun for statement in self.reading.statements(clause) for noun in statement.nouns]
        found = list(dict.fromkeys(self.reading.meant(sorted(nouns, key=lambda noun: noun.start))))
        if len(found) == 1:
            found = [*self._earlier(clause), *found]
        if len(found) < 2:
            return False
        left, right = (part.lower() for part in match.groups() if part)
        one, other = found[0], found[1]
        if left in {"many", "m", "n"} and right in {"many", "m", "n"}:
            self.linker.join_many(one, other, self._on_link(clause.text[match.end() :]))
        elif left in {"many", "m", "n"}:
            self.linker.join_one(one, other)
        elif right in {"many", "m", "n"}:
            self.linker.join_one(other, one)
        else:
            self.linker.relate(other, one, snake(one), Cardinality.ONE_TO_ONE)
        self.reading.place(clause)
        return True

    def _on_link(self, text: str) -> list[AttributeSketch]:
        """`… many-to-many with an amount and a unit`."""
        match = re.match(r"(?i)[^.;]*?\bwith\s+(?:attributes?\s+|fields?\s+)?(.+)$", text)
        found = []
        for piece in split(match[1]) if match else []:
            item = read_item(piece)
            if item is not None and self.reading.entity(tuple(words(item.words))) is None:
                settle(item.facets)
                attribute = sketch_of(item, self.reading.notes)
                if attribute is not None:
                    found.append(attribute)
        return found

    def _earlier(self, clause: Clause) -> list[str]:
        for earlier in self.reading.before(clause):
            for statement in reversed(self.reading.statements(earlier)):
                found = self.reading.meant(statement.subjects)
                if found:
                    return found[:1]
        return []


_ONE = re.compile(
    r"\s+(?:(?:is|are) (?:each )?(?:with|for|about|on|at|in|of|by|from)|carry|carries|has|have|uses?|names?|gets?|"
    r"(?:is|are) (?:booked|made|given|written|held) (?:for|by|in|at|with))\s+(?:exactly |just |only )?one\s+",
    re.IGNORECASE,
)
"""`each lesson is with one student`: whatever a list before it seemed to say."""
_BESIDE = re.compile(r"\s+(?:on|of|about|for|against|to)\s+(?:(?:an?|the|one|each|any|exactly one)\s+)?", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?P<name>[a-z]+)\s*,?\s+(?:who|which|that)\s+(?:is|are)\s+(?:also\s+|itself\s+)?an?(?:other)?\s+(?P<of>[a-z]+)\b|"
    r"\b(?:an?|one|optional|its|the)\s+(?P<role>parent|manager|supervisor|predecessor)\s+(?!who|which|that)(?P<same>[a-z]+)\b",
    re.IGNORECASE,
)
_TAKING_MANY = frozenset({"use", "need", "require", "involve", "cover"})
_COUNTED = re.compile(r"\bone\b[^.;,]*\b(?:per|for each|for every)\b", re.IGNORECASE)
"""`a user gives one rating per movie` says how often, not what a user has."""
_WHOLE = frozenset({"with", "including"})
"""Prepositions that govern every noun of the list behind them."""
_TOWARDS = frozenset({"to", "by", "in", "into", "for", "at", "from", "of", "with", "on", "per"})


def _must(noun: Noun) -> bool:
    """`belongs to a project` makes the project required; `belongs to an optional project` does not."""
    return noun.determiner in {"a", "an", "one", "the", "exactly"}
