"""Rows that one caller at most holds."""

from typing import Any

from tests.tools.blueprint.expand.patterns.grounds import (
    entity,
    expanded,
    ground,
    names,
    operation,
    refused,
    route,
    steps,
)
from tools.blueprint.model import Access
from tools.blueprint.plan.operation import Fetch
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

CLAIM = {"claim": "Article.editor", "name": "edit", "release": "leave"}


def _held(**more: Any) -> dict[str, Any]:
    data = ground()
    data["relationships"].append({"name": "editor", "from": "Article", "to": "User", "managed": True, **more})
    return data


def test_one_caller_holds_a_row_and_gives_it_back() -> None:
    found = expanded(_held(), CLAIM)
    do, undo = operation(found, "edit_article"), operation(found, "leave_article")
    assert (route(do), route(undo)) == ("POST /articles/{id}/edit", "POST /articles/{id}/leave")
    find = {"find": "Article", "as": "article", "where": "row.id == input.id"}
    assert steps(do) == [
        find,
        {"check": "article.editor_id == null", "else": "taken"},
        {"update": "article", "set": {"editor_id": "viewer.id"}},
    ]
    assert steps(undo) == [
        find,
        {"check": "article.editor_id == viewer.id", "else": "not_held"},
        {"update": "article", "set": {"editor_id": "null"}},
    ]
    assert [(item.errors[0].name, item.errors[0].status) for item in (do, undo)] == [("taken", 409), ("not_held", 409)]
    assert do.access == undo.access == Access()


def test_giving_back_is_offered_where_it_is_named() -> None:
    data = {key: value for key, value in CLAIM.items() if key != "release"}
    assert "leave_article" not in names(expanded(_held(), data))


def test_the_row_is_locked_from_the_look_to_the_write() -> None:
    """Two callers at once: the second one sees what the first one wrote."""
    plan = resolve(expanded(_held(), CLAIM), stack("fastapi", "postgresql"))
    fetch = next(item for item in plan.operations if item.name.snake == "edit_article").nodes[0]
    assert isinstance(fetch, Fetch)
    assert fetch.call.lock


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "Article has no to-one relationship `editor`", CLAIM)
    refused(ground(), "Article.author is never null", {**CLAIM, "claim": "Article.author"})
    refused(_held(managed=False), "could be changed past the pattern", CLAIM)
    refused(_held(to="Tag"), "Article.editor leads to Tag, not to accounts", CLAIM)
    refused(_held(), "needs to know its caller", {**CLAIM, "access": {"public": True}})


def test_without_accounts_nobody_holds() -> None:
    data = _held()
    data["permissions"], data["auth"] = [], {"scheme": "none"}
    del entity(data, "Article")["owner"]
    refused(data, "no accounts", CLAIM)
