"""Tables (RFC 4180): how a value in wire form stands in a cell. VALUES.md says the same in words."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes programs compute a cell instead of showing it."""


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A line of names and a line for each row, of values in wire form."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """The text of a cell; nothing for null. A text that a program would compute gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.lstrip("'").startswith(_FORMULA):
        return f"'{value}"
    return str(value)
