"""The statements of a change for stores that alter tables where they stand."""

from collections.abc import Iterable

from tools.blueprint.plan.table import Column, Table
from tools.database_designer.changes.difference import Difference, Kept, stored_default
from tools.database_designer.changes.held import Held, held, held_before, staying
from tools.database_designer.changes.indexes import index_names, indexes
from tools.database_designer.changes.moves import moves
from tools.database_designer.sql.identifiers import quoted
from tools.database_designer.sql.tables import checks, create_table, foreign_key
from tools.packs.datastores.dialect import SqlDialect

_KINDS = ("foreign", "check", "unique", "index")


def in_place(found: Difference, dialect: SqlDialect) -> tuple[str, ...]:
    """Statements in order: what rests on others goes first and comes last, names change in between."""
    return _Printer(found, dialect).statements()


class _Printer:
    def __init__(self, found: Difference, dialect: SqlDialect) -> None:
        self._found = found
        self._dialect = dialect
        self._retyped = {
            (item.new.name.snake, new.name.snake)
            for item in found.kept
            for old, new in item.columns
            if old.sql_type != new.sql_type
        }
        self._before = {item.new.name.snake: held_before(item, found.tables, dialect) for item in found.kept}
        self._after = {table.name.snake: held(table, dialect) for table in found.new.tables}
        self._same = {item.new.name.snake: self._staying(item) for item in found.kept}

    def statements(self) -> tuple[str, ...]:
        kept, created = self._found.kept, self._found.created
        return (
            *self._removed(),
            *self._dropped_tables(),
            *(
                f"ALTER TABLE {self._quoted(item.old.physical)} DROP COLUMN {self._quoted(column.physical)}"
                for item in kept
                for column in item.dropped
            ),
            *self._named(),
            *(statement for item in kept for statement in self._altered(item)),
            *(statement for item in kept for column in item.added for statement in self._added(item, column)),
            *(create_table(self._found.new, table, self._later(), self._dialect) for table in created),
            *self._made(),
            *(statement for table in self._found.new.tables for statement in self._described(table)),
        )

    def _staying(self, item: Kept) -> tuple[tuple[Held, Held], ...]:
        name = item.new.name.snake
        broken = frozenset(column for table, column in self._retyped if table == name)
        before = self._before[name]
        after = [part for part in self._after[name] if part.kind != "check" or not self._mentions(item.new, part)]
        return staying(before, after, broken)

    def _mentions(self, table: Table, check: Held) -> bool:
        """Whether a check is over a column that gets another type."""
        columns = [table.column(column) for name, column in self._retyped if name == table.name.snake]
        return any(self._quoted(column.physical) in str(check.says[0]) for column in columns)

    def _removed(self) -> Iterable[str]:
        """Constraints and indexes that do not stay, in the old names."""
        for kind in _KINDS:
            for item in self._found.kept:
                stays = {old.name for old, _ in self._same[item.new.name.snake]}
                for part in self._before[item.new.name.snake]:
                    if part.kind == kind and part.name not in stays:
                        yield self._without(item.old, part)

    def _without(self, table: Table, part: Held) -> str:
        if part.kind == "index":
            return f"DROP INDEX {self._quoted(part.name)}"
        return f"ALTER TABLE {self._quoted(table.physical)} DROP CONSTRAINT {self._quoted(part.name)}"

    def _dropped_tables(self) -> Iterable[str]:
        gone: set[str] = set()
        going = {table.name.snake for table in self._found.dropped}
        for table in reversed(self._found.dropped):
            gone.add(table.name.snake)
            for other in self._found.dropped:
                # References that form a circle hold a table that goes before its referrers.
                for column in other.columns:
                    reference = column.reference
                    if reference and reference.table == table.name.snake and other.name.snake in going - gone:
                        constraint = self._quoted(reference.constraint)
                        yield f"ALTER TABLE {self._quoted(other.physical)} DROP CONSTRAINT {constraint}"
            yield f"DROP TABLE {self._quoted(table.physical)}"

    def _named(self) -> Iterable[str]:
        """New names: of tables, indexes and what else shares their room, then of columns, then of constraints."""
        kinds: dict[str, str] = {}
        wanted: dict[str, str] = {}
        for item in self._found.kept:
            pairs = [("TABLE", item.old.physical, item.new.physical)]
            own = zip(self._own_names(item.old), self._own_names(item.new), strict=True)
            pairs += [(kind, old, new) for (kind, old), (_, new) in own]
            stays = self._same[item.new.name.snake]
            pairs += [("INDEX", old.name, new.name) for old, new in stays if new.kind in ("index", "unique")]
            kinds |= {old: kind for kind, old, _ in pairs}
            wanted |= {old: new for _, old, new in pairs}
        for what, one, other in moves(wanted, self._names()):
            yield f"ALTER {kinds[what]} {self._quoted(one)} RENAME TO {self._quoted(other)}"
        for item in self._found.kept:
            taken = {column.physical for column in (*item.old.columns, *item.new.columns)}
            columns = {old.physical: new.physical for old, new in item.columns}
            yield from self._renamed(item.new, "COLUMN", columns, taken)
            same = [pair for pair in self._same[item.new.name.snake] if pair[1].kind in ("foreign", "check")]
            yield from self._renamed(item.new, "CONSTRAINT", {old.name: new.name for old, new in same}, set())

    def _renamed(self, table: Table, what: str, wanted: dict[str, str], taken: set[str]) -> Iterable[str]:
        place = f"ALTER TABLE {self._quoted(table.physical)} RENAME {what}"
        return (f"{place} {self._quoted(one)} TO {self._quoted(other)}" for _, one, other in moves(wanted, taken))

    def _own_names(self, table: Table) -> tuple[tuple[str, str], ...]:
        counted = next((column.physical for column in table.columns if column.generated_key == "serial"), None)
        return self._dialect.key_names(table.physical, counted)

    def _names(self) -> set[str]:
        tables = (*self._found.old.tables, *self._found.new.tables)
        return {table.physical for table in tables} | {name for table in tables for name in index_names(table)}

    def _altered(self, item: Kept) -> Iterable[str]:
        """Types, defaults, values where there are none, and what may be null."""
        table = self._quoted(item.new.physical)
        for old, new in item.columns:
            name, instead = self._quoted(new.physical), item.instead(old, new)
            place = f"ALTER TABLE {table} ALTER COLUMN {name}"
            retyped = (item.new.name.snake, new.name.snake) in self._retyped
            before, after = self._default(old), self._default(new)
            if before is not None and (after is None or retyped):
                yield f"{place} DROP DEFAULT"
            if retyped:
                value = self._dialect.converted(name, old.type, new.type)
                yield f"{place} TYPE {new.sql_type} USING {value}"
            if after is not None and (before != after or retyped):
                yield f"{place} SET DEFAULT {after}"
            if instead is not None:
                value = self._dialect.default(instead, new.type)
                yield f"UPDATE {table} SET {name} = {value} WHERE {name} IS NULL"  # noqa: S608
            if old.nullable != new.nullable:
                yield f"{place} {'DROP' if new.nullable else 'SET'} NOT NULL"

    def _default(self, column: Column) -> str | None:
        default = stored_default(column)
        return None if default is None else self._dialect.default(default, column.type)

    def _added(self, item: Kept, column: Column) -> Iterable[str]:
        table, name, first = self._quoted(item.new.physical), self._quoted(column.physical), item.first(column)
        value = None if first is None else self._dialect.default(first, column.type)
        told = "" if value is None else f" DEFAULT {value}"
        needed = "" if column.nullable else " NOT NULL"
        yield f"ALTER TABLE {table} ADD COLUMN {name} {column.sql_type}{told}{needed}"
        after = self._default(column)
        if value != after:
            changed = "DROP DEFAULT" if after is None else f"SET DEFAULT {after}"
            yield f"ALTER TABLE {table} ALTER COLUMN {name} {changed}"

    def _later(self) -> frozenset[str]:
        """Foreign keys of new tables to new tables that come after them."""
        seen: set[str] = set(self._found.tables.values())
        found: list[str] = []
        for table in self._found.created:
            seen.add(table.name.snake)
            references = [column.reference for column in table.columns if column.reference is not None]
            found += [reference.constraint for reference in references if reference.table not in seen]
        return frozenset(found)

    def _made(self) -> Iterable[str]:
        """Constraints and indexes that no table has yet, those first on which references rest."""
        later = self._later()
        created = {table.name.snake for table in self._found.created}
        for kind in reversed(_KINDS):
            for table in self._found.new.tables:
                stays = {new.name for _, new in self._same.get(table.name.snake, ())}
                for part in self._after[table.name.snake]:
                    fresh = table.name.snake in created and kind != "index" and part.name not in later
                    if part.kind == kind and part.name not in stays and not fresh:
                        yield self._with(table, part)

    def _with(self, table: Table, part: Held) -> str:
        add = f"ALTER TABLE {self._quoted(table.physical)} ADD"
        match part.kind:
            case "index":
                return indexes(table, self._dialect)[part.name]
            case "foreign":
                (name,) = part.columns
                return f"{add} {foreign_key(self._found.new, table.column(name), self._dialect)}"
            case "check":
                condition = dict(checks(table, self._dialect))[part.name]
                return f"{add} CONSTRAINT {self._quoted(part.name)} CHECK ({condition})"
        columns = next(rule.columns for rule in table.uniques if rule.name == part.name)
        listed = ", ".join(self._quoted(table.column(name).physical) for name in columns)
        return f"{add} CONSTRAINT {self._quoted(part.name)} UNIQUE ({listed})"

    def _described(self, table: Table) -> Iterable[str]:
        """Comments that are new, other or gone."""
        item = next((kept for kept in self._found.kept if kept.new is table), None)
        before = {} if item is None else {new.name.snake: old.description for old, new in item.columns}
        place = self._quoted(table.physical)
        told = [(f"TABLE {place}", "" if item is None else item.old.description, table.description)]
        for column in table.columns:
            name = f"COLUMN {place}.{self._quoted(column.physical)}"
            told.append((name, before.get(column.name.snake, ""), column.description))
        for what, old, new in told:
            if old != new and self._dialect.describes_objects:
                yield f"COMMENT ON {what} IS {self._dialect.string(new) if new else 'NULL'}"

    def _quoted(self, name: str) -> str:
        return quoted(name, self._dialect)
