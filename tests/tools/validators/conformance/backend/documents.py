"""Tables and documents, as the interpreting backend writes them."""

import csv
from html import escape
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from tests.tools.validators.conformance.backend.tables import FORMULA
from tools.blueprint.plan.operation import OperationPlan

Faults = frozenset[str]


def written(operation: OperationPlan, rows: list[dict[str, Any]], faults: Faults) -> tuple[bytes, str]:
    """The body and its media type; rows as they would be shown in JSON."""
    if operation.response.media == "html":
        lines = [f"<li>{_text(value, faults)}</li>" for row in rows for value in row.values()]
        return f"<!doctype html>\n<html>{''.join(lines)}</html>".encode(), "text/html; charset=utf-8"
    assert operation.response.view is not None
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONE if "cells are not quoted" in faults else csv.QUOTE_MINIMAL,
                        quotechar=None if "cells are not quoted" in faults else '"', escapechar="\\")  # fmt: skip
    if "no line of names" not in faults:
        writer.writerow([field.wire for field in operation.response.view.fields])
    for row in rows:
        writer.writerow([_cell(value, faults) for value in row.values()])
    return out.getvalue().encode(), "text/csv; header=present; charset=utf-8"


def link(target: str, query: dict[str, Any], bound: Any, faults: Faults) -> dict[str, str]:
    """The header that leads to the next page."""
    if not isinstance(bound, dict) or "rows" not in bound or "no next page" in faults:
        return {}
    if bound.get("next") is not None:
        more = {"cursor": bound["next"]}
    elif "total" in bound and bound["offset"] + bound["limit"] < bound["total"]:
        more = {"offset": bound["offset"] + bound["limit"]}
    else:
        return {}
    kept = {} if "links forget filters" in faults else query
    return {"Link": f'<{target}?{urlencode({**kept, **more})}>; rel="next"'}


def _text(value: Any, faults: Faults) -> str:
    return str(value) if "markup of callers" in faults else escape(str(value))


def _cell(value: Any, faults: Faults) -> str:
    if value is None:
        return ""
    formula = isinstance(value, str) and value.lstrip("'").startswith(FORMULA) and "formulas run" not in faults
    return f"'{value}" if formula else str(value)
