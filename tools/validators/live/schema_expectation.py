"""What a live database should say of itself, and where it says otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table
from tools.database_designer import check_constraints, sql_dialect
from tools.packs.datastores.dialect import FoundReference, FoundTable, SqlDialect
from tools.validators.evidence import Finding


def expected_tables(plan: RenderPlan) -> dict[str, FoundTable]:
    """The plan's tables as a catalogue tells them, by physical name."""
    dialect = sql_dialect(plan)
    return {table.physical: _expected(plan, table, dialect) for table in plan.tables}


def differences(expected: Mapping[str, FoundTable], found: Mapping[str, FoundTable]) -> list[Finding]:
    """One finding for each table that is missing, too many, or different in some part."""
    findings = [
        _finding("missing-table", name, "The table does not exist.") for name in sorted(expected.keys() - found.keys())
    ]
    findings += [
        _finding("extra-table", name, "No plan has this table.") for name in sorted(found.keys() - expected.keys())
    ]
    for name in sorted(expected.keys() & found.keys()):
        findings += [_finding("different-table", name, message) for message in _parts(expected[name], found[name])]
    return findings


def unordered(tables: Mapping[str, FoundTable]) -> dict[str, FoundTable]:
    """The same without the order of columns: one that a later migration added stands last, wherever the plan has it."""
    return {name: replace(table, columns=tuple(sorted(table.columns))) for name, table in tables.items()}


def _expected(plan: RenderPlan, table: Table, dialect: SqlDialect) -> FoundTable:
    def physical(names: tuple[str, ...]) -> tuple[str, ...]:
        signed = [("-" if name.startswith("-") else "", name.removeprefix("-")) for name in names]
        return tuple(f"{sign}{table.column(name).physical}" for sign, name in signed)

    partial = {rule.name: (physical(rule.columns), True, True) for rule in table.uniques if rule.live_only}
    indexes = {index.name: (physical(index.columns), index.unique, index.live_only) for index in table.indexes}
    return FoundTable(
        columns=tuple((c.physical, dialect.comparable_type(c.sql_type), c.nullable) for c in table.columns),
        primary_key=physical(table.primary_key),
        uniques=frozenset(physical(rule.columns) for rule in table.uniques if not rule.live_only),
        references=frozenset(
            FoundReference(
                column=column.physical,
                table=plan.table(column.reference.table).physical,
                target=plan.table(column.reference.table).column(column.reference.column).physical,
                on_delete=column.reference.on_delete,
            )
            for column in table.columns
            if column.reference is not None
        ),
        checks=frozenset(name for name, _ in check_constraints(table, dialect)),
        indexes={**partial, **indexes},
        methods={
            index.name: dialect.index_methods[index.kind][0]
            for index in table.indexes
            if index.kind in dialect.index_methods
        },
    )


def _parts(expected: FoundTable, found: FoundTable) -> Iterator[str]:
    for part in ("columns", "primary_key", "uniques", "references", "checks", "indexes", "methods"):
        wanted, seen = getattr(expected, part), getattr(found, part)
        if wanted != seen:
            yield f"Its {part.replace('_', ' ')} differ: expected {_shown(wanted)}, found {_shown(seen)}."


def _shown(part: object) -> str:
    """In an order that does not depend on hashing."""
    if isinstance(part, frozenset):
        return str(sorted(part, key=repr))
    return str(sorted(part.items())) if isinstance(part, Mapping) else str(part)


def _finding(code: str, table: str, message: str) -> Finding:
    return Finding(code=code, message=message, where=table)
