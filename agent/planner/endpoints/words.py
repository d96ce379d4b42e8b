"""What the words of an endpoint ask for, and of which values and spans of time they speak."""

import re
from functools import cached_property

from agent.planner.endpoints.answer import Answer
from agent.planner.text.endpoints.endpoint import fixed, spelt
from agent.planner.text.endpoints.words import REPORTS
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import AttributeType
from tools.blueprint.names import singular, words

_FIGURES = re.compile(
    r"\b(?:how (?:many|much|often|long)|numbers? of|counts?\b(?! as)|counted|sums?|totals?|averages?|mean|median|"
    r"shares? of|percentages?|adds? up|lowest|highest|revenue|turnover|statistics|figures|"
    r"(?:per|by|for each) (?:hour|day|week|month|quarter|year)|(?:hour|day|week|month|year) by \w+)\b",
    re.IGNORECASE,
)
_SPANS = {
    "hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly",
}  # fmt: skip
_EACH = {
    span: re.compile(rf"\b(?:(?:per|by|each|every) {span}|{each})\b", re.IGNORECASE) for span, each in _SPANS.items()
}


class Words:
    """The last fixed part of an endpoint's path, and what stands behind the endpoint."""

    def __init__(self, answer: Answer) -> None:
        self._said = answer.endpoint.said
        self._named = answer.endpoint.named
        self._fixed = [part for part in answer.endpoint.path.split("/") if part and fixed(part)]
        self._own = [part for part in answer.parts if fixed(part) and part not in answer.index.entities]

    @cached_property
    def last(self) -> tuple[str, ...]:
        """The words of the last part, each in the singular."""
        return tuple(singular(word) for word in spelt(self._fixed[-1])) if self._fixed else ()

    @cached_property
    def figures(self) -> bool:
        """Whether something is counted or measured."""
        told = {word.lower() for part in self._own for word in words(part)}
        return bool(told & REPORTS) or _FIGURES.search(self._said) is not None

    def names(self, entity: str) -> bool:
        """Whether the last part of the path is about this entity: `audit` of audit entries."""
        return bool({word.lower() for word in words(entity)} & set(self.last))

    def speaks_of(self, entity: str) -> bool:
        """Whether the words behind it name the entity."""
        return entity in self._named

    def mentions(self, name: str) -> bool:
        """Whether the words behind it hold a name, as it is or in words: `column_id`, `due on`."""
        spoken = re.escape(name).replace("_", r"[_\s-]?")
        return re.search(rf"(?<![\w]){spoken}(?![\w])", self._said, re.IGNORECASE) is not None

    @cached_property
    def span(self) -> str | None:
        """`per month`: the span of time that figures are grouped by."""
        for span, each in _SPANS.items():
            if {span, each} & set(self.last) or _EACH[span].search(self._said):
                return span
        return None

    def grouped_by(self, column: str) -> bool:
        """`per status`, `by country`: whether figures are grouped by that column."""
        spoken = re.escape(column.removesuffix("_id")).replace("_", r"[_\s-]?")
        return re.search(rf"\b(?:per|by|for each|of each)\s+{spoken}\b", self._said, re.IGNORECASE) is not None


def moments(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Days and instants of an entity, those that the request names first."""
    kinds = {AttributeType.DATE, AttributeType.DATETIME}
    named = tuple(item.name for item in index.entities[entity].attributes if item.type in kinds)
    return (*named, "created_at") if index.entities[entity].timestamps else named
