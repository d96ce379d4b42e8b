"""The change of a schema that holds rows into another one."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.blueprint.edit.model import Edit
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer.changes.anew import anew
from tools.database_designer.changes.difference import Difference, difference
from tools.database_designer.changes.in_place import in_place
from tools.database_designer.changes.matching import matches
from tools.database_designer.changes.told import losses, needs
from tools.database_designer.sql.dialects import dialect_of
from tools.errors import Contradiction


@dataclass(frozen=True, slots=True)
class Change:
    """Statements without semicolons, for one transaction; all empty where the schemas are equal."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    """What takes `up` back; data that `up` removed does not come back."""
    losses: tuple[str, ...]
    """Sentences for people: which data `up` removes."""
    needs: tuple[str, ...]
    """Sentences for people: what must hold of the rows that are there, or `up` stops and leaves all as it was."""


def change(old: RenderPlan, new: RenderPlan, renames: Sequence[Edit] = ()) -> Change:
    """What makes the schema of `new` out of that of `old`; both are for one datastore.

    `renames`: the edits, in order, that gave entities, attributes and relationships other names. Whatever else
    differs in its name is another thing. Where tables cannot be altered, they are made anew, which needs references
    unchecked until all statements have run. Raises Unsupported where a check cannot be said in the datastore.
    """
    if old.stack.datastore != new.stack.datastore:
        raise Contradiction(
            f"the schema stands in {old.stack.datastore}",
            f"its change is for {new.stack.datastore}",
            hint="Another datastore starts with an empty schema; move the rows by other means.",
        )
    found = matches(old, new, renames)
    forward = difference(old, new, found)
    backward = difference(new, old, [match.turned for match in found])
    return Change(_statements(forward), _statements(backward), losses(forward), needs(forward))


def _statements(found: Difference) -> tuple[str, ...]:
    dialect = dialect_of(found.new)
    return in_place(found, dialect) if dialect.adds_constraints else anew(found, dialect)
