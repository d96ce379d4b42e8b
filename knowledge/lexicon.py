"""The lexicon of attribute names: which type and bounds a name suggests."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from tools.blueprint.model import AttributeType, Constrained
from tools.blueprint.model.base import Part

_WORDS = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
Term = Annotated[str, StringConstraints(pattern=rf"^((\*_)?{_WORDS}|{_WORDS}_\*)$", max_length=48)]
"""`price` (the whole name or its last words), `*_at` (last words only), `is_*` (first words)."""


class Facets(Constrained):
    """Type and bounds as an attribute takes them."""

    sensitive: bool = False
    personal: bool = False
    searchable: bool | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.type is AttributeType.ENUM) != bool(self.values):
            raise ValueError("an enum needs values, and nothing else has them")
        if (self.type is AttributeType.ARRAY) != (self.items is not None):
            raise ValueError("an array needs items, and nothing else has them")
        return self


class LexiconEntry(Part):
    """Names that mean the same kind of value."""

    names: tuple[Term, ...] = Field(min_length=1, max_length=60)
    facets: Facets


def specificity(term: str, name: str) -> int:
    """How well a term fits a snake_case name: 0 is not at all, more letters are more specific."""
    bare = term.replace("*", "")
    if term.startswith("*"):
        return len(bare) if name.endswith(bare) and name != bare else 0
    if term.endswith("*"):
        return len(bare) if name.startswith(bare) and name != bare else 0
    return len(term) + 1 if name == term or name.endswith(f"_{term}") else 0
