"""Which table and column of one schema is which of another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tools.blueprint.edit.model import Edit
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.database_designer.changes.renames import Renames

Names = tuple[tuple[str, str], ...]
"""Old and new logical name of what is the same thing."""


@dataclass(frozen=True, slots=True)
class Match:
    """One table in both schemas, and its columns that are the same."""

    old: Table
    new: Table
    columns: Names

    @property
    def turned(self) -> "Match":
        """The same, for the way back."""
        return Match(self.new, self.old, tuple((new, old) for old, new in self.columns))


def matches(old: RenderPlan, new: RenderPlan, edits: Sequence[Edit] = ()) -> tuple[Match, ...]:
    """Tables of both schemas: the same by name, once the renames are followed."""
    renames = Renames(edits)
    wanted = [(table.name.snake, [_table_name(table, renames)]) for table in old.tables]
    names = dict(_claimed(wanted, [table.name.snake for table in new.tables]))
    pairs = [(table, new.table(names[table.name.snake])) for table in old.tables if table.name.snake in names]
    return tuple(Match(one, other, _columns(one, other, renames)) for one, other in pairs if one.role == other.role)


def _table_name(table: Table, renames: Renames) -> str:
    match table.role:
        case "entity":
            return renames.entity(table.name.snake)
        case "link":
            source, name = _link(table)
            return f"{renames.entity(source)}_{renames.relationship(name, source)}"
    return table.name.snake


def _link(table: Table) -> tuple[str, str]:
    """The source and the name of the relationship that a link table is for."""
    near = table.column(table.primary_key[0]).reference
    source = near.table if near is not None else ""
    return source, table.name.snake.removeprefix(f"{source}_")


def _columns(old: Table, new: Table, renames: Renames) -> Names:
    keys: Names = ()
    if old.role == "link":
        # Both keys are called by rule, and each stays on its side.
        keys = tuple(zip(old.primary_key, new.primary_key, strict=True))
    left = [column for column in old.columns if column.name.snake not in dict(keys)]
    wanted = [(column.name.snake, list(_column_names(old, column, renames))) for column in left]
    taken = {name for _, name in keys}
    return (*keys, *_claimed(wanted, [item.name.snake for item in new.columns if item.name.snake not in taken]))


def _column_names(table: Table, column: Column, renames: Renames) -> Iterator[str]:
    """What the column may be called now, the likeliest first."""
    name = column.name.snake
    if table.role == "system":
        yield name
    elif table.role == "link":
        source, relationship = _link(table)
        yield renames.attribute(name, source, relationship)
    elif column.reference is None:
        yield renames.attribute(name, table.name.snake)
    else:
        target, old_key = column.reference.table, column.reference.column
        key = renames.attribute(old_key, target)
        link = name.removesuffix(f"_{old_key}")
        yield f"{renames.relationship(link, table.name.snake)}_{key}"
        if link == target:
            # The other side of a one-to-many relationship is called like the entity that it leads to.
            yield f"{renames.entity(target)}_{key}"


def _claimed(wanted: Iterable[tuple[str, list[str]]], names: Iterable[str]) -> Names:
    """Gives each old name the first new one that there is; who was renamed chooses before who was not."""
    free = dict.fromkeys(names)
    found: dict[str, str] = {}
    asking = [(old, next((name for name in candidates if name in free), None)) for old, candidates in wanted]
    for old, name in sorted(asking, key=lambda item: item[0] == item[1]):
        if name is not None and name in free:
            found[old] = name
            del free[name]
    return tuple((old, found[old]) for old, _ in asking if old in found)
