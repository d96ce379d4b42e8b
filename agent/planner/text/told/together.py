"""Reads what is unique together: `a boat is chartered once per day`, `(exam, seat) is unique`, `no number twice`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.planner.sketch import EntitySketch, OnceSketch, RelationshipSketch, Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.told.mentions import Mentions
from tools.blueprint.model import Cardinality
from tools.blueprint.names import singular, words

_NOT = r"(?:can't|cannot|can not|may not|must not|mustn't|never|not|don't|doesn't)"
_EXCLUSIVE = re.compile(
    r"\b(?:(?:only|at most|just|exactly|no more than) one|(?:once|twice)(?! an? (?:day|week|month|quarter|year))|"
    r"no two|not two|unique|(?:must|may|do|does) not repeat|"
    r"two\b[^.;]{0,80}\b(?:not possible|impossible|not allowed)|"
    rf"{_NOT}\b[^.;]{{0,80}}\b(?:two|again|the same|more than (?:one|once))|"
    r"one\b[^.;,]{1,40}\b(?:per|for each|for every))\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:at a time|at once|active|open|current|currently|pending|unpaid|running|parallel)\b", re.IGNORECASE
)
"""What holds for some rows only is no rule about all."""
_SPAN = re.compile(
    r"[.;:()]|\b(?:because|so that|since|otherwise)\b|\s-{1,2}\s|[\u2013\u2014]|"
    r",\s*(?=(?:and|but|so|if|an?|its|the|this|which|who|that|where|he|she|it|they|we|i|not|no|once|only)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\((?P<of>[\w`, ]+(?:,|\band\b|\+)[\w`, ]+)\)\s*(?:is|are|must be|together|:)?\s*unique|"
    r"\bunique(?:\s+(?:together|constraint|index|key))?\s*(?:on|:|per|over|across)?\s*"
    r"\((?P<on>[\w`, ]+(?:,|\band\b|\+)[\w`, ]+)\)|"
    r"\bcombination of (?P<both>[\w`, ]+? and [\w` ]+?)\s+(?:is|must|may|has|have|can|should)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:which|that|it|this|not|no|once|only|unique)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:,|\+|\band\b)\s*")
_TIMES = {
    "day": ("date", "day", "on"), "date": ("date", "day", "on"), "night": ("night", "date", "on"),
    "moment": ("at", "time", "starts", "begins"), "time": ("at", "time", "starts", "begins", "start"),
    "week": ("week",), "month": ("month",), "year": ("year",), "quarter": ("quarter",), "period": ("period",),
}  # fmt: skip
"""How the name of an attribute ends that tells such a time."""
_MOST = 3
_STEM = 4
"""Letters that a verb shares with the noun made of it: `apply` and `application`, `book` and `booking`."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Rows of an entity are counted by these; `alone` where one of them is whoever calls."""

    entity: str
    members: tuple[str, ...]
    weight: float
    alone: bool = False


class Together:
    """Settles what is unique together; it is made when attributes and relationships are known."""

    def __init__(self, reading: Reading, sketch: Sketch) -> None:
        self._reading, self._sketch = reading, sketch
        self._mentions = Mentions(reading, sketch)
        last: dict[str, list[str]] = {}
        for name in sketch.entities:
            last.setdefault(words(name)[-1], []).append(name)
        self._last = {word: names[0] for word, names in last.items() if len(names) == 1}

    def settle(self, clause: Clause) -> bool:
        """Whether the clause tells what is unique together, and of what."""
        if clause.kind in {Kind.CODE, Kind.HEADING, Kind.ENDPOINT}:
            return False
        text = self._reading.whole.get(clause.index, clause.text)
        found = False
        for match in _LISTED.finditer(text):
            parts = _PARTS.split((match["of"] or match["on"] or match["both"]).strip(" `"))
            found = self._listed([part.strip(" `") for part in parts if part.strip(" `")], clause, text) or found
        if found:
            self._reading.place(clause)
            return True
        owners = {mention.attribute: mention.entity for mention in self._mentions.of(clause)}
        for start, end in _spans(text):
            span = text[start:end]
            if not _EXCLUSIVE.search(span) or _PARTLY.search(span):
                continue
            rule = self._best(span, text[:start], owners)
            if rule is not None:
                self._keep(rule, span)
                self._reading.place(clause, (start, end))
                found = True
        return found

    def _listed(self, parts: list[str], clause: Clause, text: str) -> bool:
        """Names of columns: of the one entity that has them all, one that the text is about before another."""
        if not 2 <= len(parts) <= _MOST:
            return False
        having = {
            name: members
            for name, entity in self._sketch.entities.items()
            if None not in (members := tuple(self._column(part, entity) for part in parts))
        }
        for piece in (text, clause.parent, clause.topic, clause.heading):
            named = [name for name in self._reading.mentioned(piece) if name in having]
            if len(named) == 1:
                having = {named[0]: having[named[0]]}
        if len(having) != 1:
            return False
        [(name, members)] = having.items()
        self._keep(_Rule(name, tuple(item for item in members if item), 0), "")
        return True

    def _column(self, part: str, entity: EntitySketch) -> str | None:
        """The attribute or reference that a name of a column means."""
        name = "_".join(words(part))
        bare = name.removesuffix("_id")
        for column in (name, singular(bare)):
            if column in entity.attributes:
                return column
        for reference in self._references(entity):
            if bare in {reference.name, "_".join(words(reference.target)), words(reference.target)[-1]}:
                return reference.name
        return None

    def _references(self, entity: EntitySketch) -> list[RelationshipSketch]:
        return [
            item
            for item in self._sketch.relationships
            if item.source == entity.name and item.cardinality is Cardinality.MANY_TO_ONE
        ]

    def _best(self, span: str, before: str, owners: dict[str, str]) -> _Rule | None:
        """The entity that has all that the words name, where there is one that has it before all others."""
        named = [name for _, _, name in self._reading.named(span)]
        spoken = [singular(word.lower()) for word in re.findall(r"[A-Za-z]+", span)]
        named += [self._last[word] for word in spoken if word in self._last and self._last[word] not in named]
        attributes = [name for _, _, name in self._mentions.named(span)]
        if not attributes and _GOES_ON.match(span):
            attributes = [name for _, _, name in self._mentions.named(before)][-1:]
        unique = re.search(r"\bunique\b", span, re.IGNORECASE) is not None
        rules = sorted(self._rules(named, attributes, spoken, owners, unique=unique), key=lambda rule: -rule.weight)
        if not rules or (len(rules) > 1 and rules[1].weight > rules[0].weight - 0.5):
            return None
        return rules[0]

    def _rules(
        self, named: list[str], attributes: list[str], spoken: list[str], owners: dict[str, str], *, unique: bool
    ) -> Iterator[_Rule]:
        for entity in self._sketch.entities.values():
            targets = {item.target: item.name for item in reversed(self._references(entity))}
            others = [name for name in dict.fromkeys(named) if name != entity.name]
            if any(name not in targets for name in others):
                continue
            own = [name for name in dict.fromkeys(attributes) if name in entity.attributes]
            if unique and not own:
                continue
            said = entity.name in named or _made_of(entity.name, spoken)
            members = [*(targets[name] for name in others), *own]
            members += self._times(entity, spoken, members)
            if len(members) == len(own):
                continue  # Values that stand side by side are each by itself.
            weight = len(members) + 3 * (entity.name in named) + 2 * said - len(targets) / 10
            weight += sum(owners.get(name) == entity.name for name in own)
            weight -= sum(name not in entity.attributes for name in attributes)
            if 2 <= len(members) <= _MOST:
                yield _Rule(entity.name, tuple(members), weight)
            elif len(members) == 1 and others and said and entity.name not in named:
                yield _Rule(entity.name, tuple(members), weight, alone=True)

    def _times(self, entity: EntitySketch, spoken: list[str], known: list[str]) -> list[str]:
        """The attribute that tells the time that is spoken of."""
        for word in spoken:
            for ending in _TIMES.get(word, ()):
                found = [name for name in entity.attributes if words(name)[-1] == ending or words(name)[0] == ending]
                if len(found) == 1:
                    return [name for name in found if name not in known]
                if found:
                    return []
        return []

    def _keep(self, rule: _Rule, said: str) -> None:
        entity = self._sketch.entities[rule.entity]
        if rule.alone:
            self._sketch.once.append(OnceSketch(rule.entity, (*rule.members, ""), " ".join(said.split())))
            return
        for item in self._references(entity):
            if item.name in rule.members and item.required is None:
                item.required = True
        if not any(set(rule.members) == set(there) for there in entity.uniques):
            entity.uniques.append(rule.members)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _SPAN.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _made_of(name: str, spoken: list[str]) -> bool:
    """`apply` speaks of an application."""
    last = words(name)[-1]
    return any(len(word) >= _STEM - 1 and (last.startswith(word) or _shared(last, word) >= _STEM) for word in spoken)


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
