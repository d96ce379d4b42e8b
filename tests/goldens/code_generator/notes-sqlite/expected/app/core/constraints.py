"""Turns a constraint that a write ran into into the refusal that names it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Index, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from app.core.refusals import Refusal
from app.models import Base

_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>.+)")
_CHECK = re.compile(r"CHECK constraint failed: (?P<name>.+)")


@contextmanager
def refusing(refusals: Sequence[Refusal]) -> Iterator[None]:
    """Raise the refusal of the constraint that the block violates; any other violation passes through."""
    try:
        yield
    except IntegrityError as error:
        refusal = _find(str(error.orig), refusals)
        if refusal is None:
            raise
        raise refusal.problem() from error


def _find(message: str, refusals: Sequence[Refusal]) -> Refusal | None:
    if unique := _UNIQUE.search(message):
        names = _unique_names(unique["columns"])
        return next((item for item in refusals if item.constraint in names), None)
    if check := _CHECK.search(message):
        return next((item for item in refusals if item.constraint == check["name"]), None)
    # SQLite does not tell which foreign key it was.
    return next((item for item in refusals if item.kind == "reference"), None)


def _unique_names(columns: str) -> set[str]:
    """SQLite names the columns (`books.isbn, books.shelf`); return the constraints that they belong to."""
    places = [place.partition(".") for place in columns.split(", ")]
    table = Base.metadata.tables.get(places[0][0])
    wanted = {column for _, _, column in places}
    if table is None:
        return set()
    return {name for name, members in _uniques(table) if members == wanted}


def _uniques(table: Table) -> Iterator[tuple[str, set[str]]]:
    yield f"{table.name}_pkey", {column.name for column in table.primary_key}
    for index in table.indexes:
        if isinstance(index, Index) and index.unique:
            yield str(index.name), {column.name for column in index.columns}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield str(constraint.name), {column.name for column in constraint.columns}
