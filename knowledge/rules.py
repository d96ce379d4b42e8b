"""The rulebook: which rules are known, which document carries each, and the defaults that they set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import JsonValue

from knowledge.defaults import ATTRIBUTE_TYPES
from knowledge.document import KnowledgeDocument, Rule
from knowledge.lexicon import LexiconEntry, specificity
from knowledge.loader import load


@dataclass(frozen=True, slots=True)
class Default:
    """A value for a Blueprint path that the request leaves open, and what it rests on."""

    path: str
    value: JsonValue
    rule: str
    document: str


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """What an attribute's name suggests: the keyword arguments of an attribute beside its name."""

    facets: Mapping[str, JsonValue]
    rule: str
    document: str


class Rulebook:
    """Rules and defaults of a set of documents. The first document, in the order given, wins a path."""

    def __init__(self, documents: Iterable[KnowledgeDocument]) -> None:
        self._rules: dict[str, tuple[Rule, str]] = {}
        self._defaults: dict[str, Default] = {}
        self._lexicon: list[tuple[LexiconEntry, str, str]] = []
        for document in documents:
            for rule in document.head.rules:
                self._add(rule, document.id)

    @classmethod
    def shipped(cls) -> Self:
        """The rulebook of the documents that come with the agent."""
        return cls(load().documents)

    def rules(self) -> tuple[str, ...]:
        """All rule ids, sorted."""
        return tuple(sorted(self._rules))

    def rule(self, rule_id: str) -> Rule | None:
        found = self._rules.get(rule_id)
        return found[0] if found else None

    def document_of(self, rule_id: str) -> str | None:
        """Id of the document that carries a rule; None when no document does."""
        found = self._rules.get(rule_id)
        return found[1] if found else None

    def documents_of(self, rule_ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of the documents that carry these rules, sorted; rules that no document carries add none."""
        return tuple(sorted({found[1] for rule in rule_ids if (found := self._rules.get(rule))}))

    def defaults(self) -> dict[str, Default]:
        """Path → default, sorted by path; the lexicon of attribute names is not among them."""
        return dict(sorted(self._defaults.items()))

    def default(self, path: str) -> Default | None:
        return self._defaults.get(path)

    def attribute(self, name: str) -> LexiconMatch | None:
        """What a snake_case attribute name suggests; the most specific entry wins, then the earlier one."""
        best: tuple[int, LexiconMatch] | None = None
        for entry, rule, document in self._lexicon:
            score = max(specificity(term, name) for term in entry.names)
            if score > (best[0] if best else 0):
                facets = entry.facets.model_dump(mode="json", exclude_defaults=True)
                best = (score, LexiconMatch({"type": entry.facets.type.value} | facets, rule, document))
        return best[1] if best else None

    def _add(self, rule: Rule, document: str) -> None:
        self._rules[rule.id] = (rule, document)
        for path, value in rule.defaults.items():
            if path != ATTRIBUTE_TYPES:
                self._defaults.setdefault(path, Default(path, value, rule.id, document))
            elif isinstance(value, list):
                self._lexicon += [(LexiconEntry.model_validate(item), rule.id, document) for item in value]
