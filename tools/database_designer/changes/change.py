"""The change of a schema that holds rows into another one."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.blueprint.edit.fills import Fills
from tools.blueprint.edit.model import Edit
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer.changes.anew import anew
from tools.database_designer.changes.difference import Difference, difference
from tools.database_designer.changes.filling import filled
from tools.database_designer.changes.in_place import in_place
from tools.database_designer.changes.matching import matches
from tools.database_designer.changes.told import given, losses, needs, refilled
from tools.database_designer.sql.dialects import dialect_of
from tools.errors import Contradiction

_NONE: Fills = {}


@dataclass(frozen=True, slots=True)
class Change:
    """Statements without semicolons, for one transaction; all empty where the schemas are equal."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    """What takes `up` back; data that `up` removed does not come back."""
    fills: tuple[str, ...]
    """Sentences for people: what rows that have no value get by `up`."""
    losses: tuple[str, ...]
    """Sentences for people: which data `up` removes."""
    needs: tuple[str, ...]
    """Sentences for people: what must hold of the rows that are there, or `up` stops and leaves all as it was."""
    back: tuple[str, ...]
    """Sentences for people: which columns `down` can bring back only where there are no rows."""


def change(
    old: RenderPlan, new: RenderPlan, renames: Sequence[Edit] = (), fills: Fills = _NONE, back: Fills = _NONE
) -> Change:
    """What makes the schema of `new` out of that of `old`; both are for one datastore.

    `renames`: the edits, in order, that gave entities, attributes and relationships other names. Whatever else
    differs in its name is another thing. `fills`: what rows get that have no value of an attribute, by the address
    that it has in `new`; `back`: what they get on the way back, by the address in `old`. Where tables cannot be
    altered, they are made anew, which needs references unchecked until all statements have run. Raises BadInput for a
    fill that is no value of its attribute, and Unsupported where a check cannot be said in the datastore.
    """
    if old.stack.datastore != new.stack.datastore:
        raise Contradiction(
            f"the schema stands in {old.stack.datastore}",
            f"its change is for {new.stack.datastore}",
            hint="Another datastore starts with an empty schema; move the rows by other means.",
        )
    found = matches(old, new, renames)
    forward = difference(old, new, found, filled(new, fills, dialect_of(new)))
    backward = difference(new, old, [match.turned for match in found], filled(old, back, dialect_of(old)))
    up, down = _statements(forward), _statements(backward)
    return Change(up, down, given(forward), losses(forward), needs(forward), refilled(backward))


def _statements(found: Difference) -> tuple[str, ...]:
    dialect = dialect_of(found.new)
    return in_place(found, dialect) if dialect.adds_constraints else anew(found, dialect)
