"""Migrations of a backend that has been delivered before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema, as statements without semicolons in the words of the plan's datastore."""

    number: int
    """From 1, without gaps."""
    name: str
    """snake_case, at most 60 characters: `initial`, `rename_title_to_name`."""
    up: tuple[str, ...]
    down: tuple[str, ...]
    """What takes `up` back; data that `up` removed does not come back."""

    @property
    def stem(self) -> str:
        """What its files are called: `0002_rename_title_to_name`."""
        return f"{self.number:04}_{self.name}"
