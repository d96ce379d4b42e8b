"""Rows that were deleted: listed, and brought back."""

from typing import Any

from tests.tools.blueprint.expand.patterns.grounds import (
    entity,
    expanded,
    ground,
    names,
    operation,
    refused,
    relationship,
    route,
    steps,
)
from tools.blueprint.model import Access
from tools.blueprint.plan.expr import Call, ColumnValue, Literal
from tools.blueprint.plan.operation import FetchPage, OperationPlan, WriteSet
from tools.blueprint.plan.store import UpdateRow
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

TRASH = {"trash": "Article"}


def _articles(**more: Any) -> dict[str, Any]:
    data = ground()
    entity(data, "Article").update({"soft_delete": True, **more})
    return data


def _plan(data: dict[str, Any], name: str) -> OperationPlan:
    plan = resolve(expanded(data, TRASH), stack("fastapi", "postgresql"))
    return next(item for item in plan.operations if item.name.snake == name)


def _asks(predicate: object) -> str | None:
    """What a condition asks of the mark."""
    match predicate:
        case Call(function=str(function), args=(ColumnValue(column="deleted_at"),)):
            return function
    return None


def test_what_was_deleted_is_found_and_brought_back() -> None:
    found = operation(expanded(_articles(), TRASH), "restore_article")
    assert route(found) == "POST /articles/{id}/restore"
    assert steps(found) == [
        {"find": "Article", "as": "article", "where": "row.id == input.id", "deleted": True},
        {"restore": "article"},
    ]
    assert (found.response.value, found.response.view, found.access) == ("article", "Article", Access(owner=True))


def test_the_last_one_that_was_deleted_is_listed_first() -> None:
    found = operation(expanded(_articles(), TRASH), "trash_articles")
    assert route(found) == "GET /articles/trash"
    assert (steps(found)[0]["order"], steps(found)[0]["deleted"]) == (["-deleted_at"], True)
    assert found.access == Access(owner=True)
    assert "trash_articles" not in names(expanded(_articles(), {**TRASH, "name": None, "restore": "recover"}))


def test_only_marked_rows_are_there_and_the_mark_is_taken_off_in_one_write() -> None:
    listing = _plan(_articles(), "trash_articles").nodes[0]
    assert isinstance(listing, FetchPage)
    assert [_asks(item.predicate) for item in listing.call.conditions if _asks(item.predicate)] == ["not_null"]
    (write,) = next(node for node in _plan(_articles(), "restore_article").nodes if isinstance(node, WriteSet)).writes
    assert isinstance(write.call, UpdateRow)
    assert [_asks(item.predicate) for item in write.call.conditions] == [None, "not_null"]
    values = {item.column: item.value for item in write.call.assignments}
    assert isinstance(values["deleted_at"], Literal)
    assert values["deleted_at"].value is None
    assert (write.lost is not None and write.lost.status, write.conflicts) == (404, ())


def test_what_is_unique_may_be_taken_meanwhile() -> None:
    data = _articles(uniques=[["author", "title"]], optimistic_lock=True)
    plan = _plan(data, "restore_article")
    (write,) = next(node for node in plan.nodes if isinstance(node, WriteSet)).writes
    assert [(item.kind, item.fields) for item in write.conflicts] == [("unique", ("author_id", "title"))]
    assert not plan.if_match


def test_what_the_row_refers_to_is_there() -> None:
    data = _articles()
    entity(data, "Tag")["soft_delete"] = True
    data["relationships"] += [
        {"name": "topic", "from": "Article", "to": "Tag", "required": True, "inverse": "on_topic"},
        {"name": "mood", "from": "Article", "to": "Tag"},
    ]
    found = operation(expanded(data, TRASH), "restore_article")
    assert steps(found)[1] == {
        "find": "Tag", "as": "topic_of_article", "where": "row.id == article.topic_id", "owner": False, "lock": True,
        "else": "topic_deleted",
    }  # fmt: skip
    assert steps(found)[2]["if"] == "article.mood_id != null"
    assert steps(found)[2]["then"][0]["else"] == "mood_deleted"
    assert [(error.name, error.status) for error in found.errors] == [("topic_deleted", 409), ("mood_deleted", 409)]


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "Nothing is left of a deleted Article", TRASH)
    data = _articles()
    data["resources"][0]["actions"] = ["list", "create"]
    refused(data, "No operation deletes rows of Article", TRASH)
    data = ground()
    entity(data, "User")["soft_delete"] = True
    data["resources"][2]["actions"] = ["list", "read", "delete"]
    refused(data, "Who deletes an account does not sign in again", {"trash": "User"})
    data = _articles()
    entity(data, "Article")["attributes"].append(
        {"name": "place", "type": "int32", "default": 0, "required": True, "managed": True}
    )
    relationship(data, "Article.author")["on_delete"] = "restrict"
    order = {"ordered": "Article.place", "name": "move", "within": "author"}
    refused(data, "What comes back of Article has no place in its order", order, TRASH)
