"""Versions of rows."""

from typing import Any

import pytest

from tests.tools.blueprint.expand.patterns.grounds import (
    attribute,
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
from tools.blueprint.plan.operation import Fetch, WriteSet
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

HISTORY = {"history": "Article", "versions": "Edition"}
KEEP = {"create": "Edition", "as": "kept_article", "set": {"article_id": "article.id", "title": "article.title"}}
FIND = {"find": "Article", "as": "article", "where": "row.id == input.id"}


def _kept(**title: Any) -> dict[str, Any]:
    data = ground()
    own = attribute(data, "Article.title")
    data["entities"].append({"name": "Edition", "attributes": [{**own, **title}]})
    data["relationships"].append(
        {"name": "article", "from": "Edition", "to": "Article", "required": True, "on_delete": "cascade"}
    )
    return data


def test_a_change_keeps_what_the_row_was() -> None:
    found = expanded(_kept(), HISTORY)
    update = operation(found, "update_article")
    assert (update.intent, route(update)) == ("crud.update", "PATCH /articles/{id}")
    assert steps(update) == [FIND, KEEP, {"update": "article", "accept": ["title"]}]
    assert [item.name for item in found.operations].count("update_article") == 1


def test_version_and_change_are_one_write_on_a_locked_row() -> None:
    plan = resolve(expanded(_kept(), HISTORY), stack("fastapi", "postgresql"))
    nodes = next(item for item in plan.operations if item.name.snake == "update_article").nodes
    assert isinstance(nodes[0], Fetch)
    assert nodes[0].call.lock
    (writes,) = [node for node in nodes if isinstance(node, WriteSet)]
    assert [write.call.table for write in writes.writes] == ["edition", "article"]


def test_who_sees_the_row_sees_its_versions() -> None:
    found = operation(expanded(_kept(), HISTORY), "list_article_versions")
    assert route(found) == "GET /articles/{id}/versions"
    find, listing = steps(found)
    assert find == FIND
    assert (listing["where"], listing["order"]) == ("row.article_id == article.id", ["-created_at"])
    assert (found.access, found.response.view) == (Access(public=True), "Edition")


def test_a_version_is_brought_back_and_what_was_is_kept() -> None:
    found = operation(expanded(_kept(), HISTORY), "restore_article")
    assert route(found) == "POST /articles/{id}/versions/{version_id}/restore"
    assert steps(found) == [
        FIND,
        {"find": "Edition", "as": "version_of_article", "where": "row.id == input.version_id && row.article_id == "
         "article.id"},
        KEEP,
        {"update": "article", "set": {"title": "version_of_article.title"}},
    ]  # fmt: skip
    assert found.access == Access(owner=True)
    assert "restore_article" not in names(expanded(_kept(), {**HISTORY, "restore": None}))


def test_what_does_not_fit_is_refused() -> None:
    refused(_kept(), "There is no entity Nothing", {**HISTORY, "versions": "Nothing"})
    refused(_kept(), "Tag does not refer to Article", {**HISTORY, "versions": "Tag"})
    data = _kept()
    data["resources"] = [{"entity": "Article", "actions": ["list", "read", "create"]}]
    refused(data, "No operation changes rows of Article", HISTORY)
    data = _kept()
    data["resources"].append({"entity": "Edition", "actions": ["list"]})
    refused(data, "Edition has operations of its own", HISTORY)
    data = _kept()
    data["relationships"].append({"name": "editor", "from": "Edition", "to": "User", "required": True})
    entity(data, "Edition")["owner"] = "editor"
    refused(data, "has no owner of its own", HISTORY)
    data = _kept()
    entity(data, "Edition")["timestamps"] = False
    refused(data, "Which Edition is newer is not known", HISTORY)


def test_an_operation_of_ones_own_keeps_nothing() -> None:
    data = _kept()
    data["operations"] = [
        {"name": "update_article", "group": "Article", "method": "PUT", "path": "/articles/{id}",
         "inputs": [{"name": "id", "in": "path", "attribute": "Article.id", "required": True}],
         "steps": [FIND], "response": {"value": "article", "view": "Article"}}
    ]  # fmt: skip
    refused(data, "update_article is the Blueprint's own", HISTORY)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"max_length": 40}, "Edition.title and Article.title differ in `max_length`"),
        ({"required": False}, "differ in `required`"),
        ({"unique": True}, "Two versions may hold the same `title`"),
        ({"name": "other"}, "Edition.other is no attribute of Article"),
    ],
)
def test_what_is_kept_is_declared_alike(change: dict[str, Any], said: str) -> None:
    refused(_kept(**change), said, HISTORY)


def test_what_callers_do_not_change_is_not_kept() -> None:
    data = _kept()
    entity(data, "Edition")["attributes"].append(attribute(data, "Article.views"))
    refused(data, "Article.views is no value that callers change", HISTORY)
    data = _kept()
    entity(data, "Edition")["attributes"] = []
    refused(data, "Edition keeps nothing", HISTORY)
