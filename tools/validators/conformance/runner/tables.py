"""A table as it is sent (RFC 4180); the standard library alone."""

import csv
from io import StringIO
from typing import Any

CSV = "text/csv"


def csv_body(lines: list[list[Any]]) -> bytes:
    """The body: each line with its cells, quoted where they must be."""
    out = StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()
