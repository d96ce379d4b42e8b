"""What a migration says of itself, whatever prints it."""

from tools.blueprint.plan.migration import Migration


def words(migration: Migration) -> str:
    """What it does, for the middle of a sentence: `rename title to name`."""
    return "the first schema" if migration.number == 1 else migration.name.replace("_", " ")


def summary(migration: Migration) -> str:
    """The sentence at the head of its file: `Rename title to name.`"""
    said = words(migration)
    return f"{said[0].upper()}{said[1:]}."


def rules_of(migration: Migration) -> tuple[str, ...]:
    """The rules that it follows."""
    return ("migrations.first", "migrations.reversible") if migration.number == 1 else ("migrations.reversible",)
