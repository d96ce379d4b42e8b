"""One page of rows, and the cursor of the next."""

import base64
import json
from collections.abc import Collection
from typing import Any

Row = dict[str, Any]


class NoCursor(Exception):
    """The cursor is none of this list."""


def offset_page(rows: list[Row], query: dict[str, Any]) -> dict[str, Any]:
    limit, offset = query["limit"], query.get("offset", 0)
    return {"rows": rows[offset : offset + limit], "total": len(rows), "limit": limit, "offset": offset}


def cursor_page(
    rows: list[Row], query: dict[str, Any], key: str, asked: str, faults: Collection[str]
) -> dict[str, Any]:
    """`asked`: the list, as it was asked for; NoCursor for one that another list gave."""
    limit = query["limit"]
    start = _start(rows, query["cursor"], key, asked, faults) if "cursor" in query else 0
    page = rows[start : start + limit]
    more = start + limit < len(rows)
    state = {"after": str(page[-1][key]), "at": start + limit, "of": asked} if page else {}
    cursor = base64.urlsafe_b64encode(json.dumps(state).encode()).decode() if more else None
    return {"rows": page, "next": cursor}


def _start(rows: list[Row], cursor: str, key: str, asked: str, faults: Collection[str]) -> int:
    try:
        state = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        after, at = state["after"], state["at"]
        if state["of"] != asked and "cursors fit every list" not in faults:
            raise NoCursor
    except (ValueError, KeyError, TypeError):
        raise NoCursor from None
    if "cursor is an offset" in faults:
        return int(at)
    place = next((i for i, row in enumerate(rows) if str(row[key]) == after), None)
    if place is None:
        # The row is gone: what comes after where it was.
        place = next((i for i, row in enumerate(rows) if str(row[key]) > after), len(rows)) - 1
    return place + (2 if "cursor skips a row" in faults else 0 if "cursor repeats a row" in faults else 1)
