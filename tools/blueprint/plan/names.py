"""Names in every casing that a target may want."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One name; `attr`, `type` and `file` are safe identifiers in the target language."""

    snake: str
    camel: str
    pascal: str
    kebab: str
    plural_snake: str
    plural_pascal: str
    plural_kebab: str
    title: str
    """For people: `Order line`."""
    attr: str
    """Variable, field and attribute identifier in the language's casing, clear of reserved words."""
    type: str
    """Class identifier, clear of reserved words."""
    file: str
    """Module or file stem, clear of reserved words."""

    def __str__(self) -> str:
        return self.snake
