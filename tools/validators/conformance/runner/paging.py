"""From one page of a list to the next; the standard library alone."""

from typing import Any

from .values import pointed


def following(step: dict[str, Any], body: Any, seen: int) -> dict[str, Any] | None:
    """The request for the next page, or None at the end."""
    request = dict(step["request"])
    if step["style"] == "connection":
        page = pointed(body, step["page_info"])
        if not page["hasNextPage"]:
            return None
        sent = request["json"]
        return {**request, "json": {**sent, "variables": {**sent["variables"], "after": page["endCursor"]}}}
    name, value = "cursor", body.get(step["cursor"])
    if step["style"] == "offset":
        full = len(pointed(body, step["items"])) == step["limit"]
        more = full if step["total"] is None else seen < body[step["total"]]
        name, value = "offset", str(seen) if more else None
    return None if value is None else {**request, "query": [*request.get("query", []), [name, value]]}


def page_faults(step: dict[str, Any], page: list[Any], *, more: bool) -> list[str]:
    """What is wrong with a page in itself."""
    limit = step["limit"]
    if len(page) > limit:
        return [f"{len(page)} items on a page of {limit}"]
    if more and not page:
        return ["an empty page names another one after it"]
    if more and len(page) < limit:
        return [f"a page of {len(page)} is not the last, although the limit is {limit}"]
    return []
