"""Counters, and records of what is counted."""

from typing import Any

from tests.tools.blueprint.expand.patterns.grounds import (
    attribute,
    entity,
    expanded,
    ground,
    operation,
    refused,
    route,
    steps,
)
from tools.blueprint.model import Access

VIEW = {"counter": "Article.views", "name": "view"}
RECORDED = {**VIEW, "record": "Look"}


def _looks() -> dict[str, Any]:
    data = ground()
    data["entities"].append({"name": "Look", "attributes": [{"name": "referrer", "type": "string", "max_length": 80}]})
    data["relationships"].append({"name": "article", "from": "Look", "to": "Article", "required": True})
    return data


def test_one_is_added_in_the_store() -> None:
    found = operation(expanded(ground(), VIEW), "view_article")
    assert route(found) == "POST /articles/{id}/view"
    assert steps(found) == [
        {"find": "Article", "as": "article", "where": "row.id == input.id"},
        {"update": "article", "set": {"views": "row.views + 1"}},
    ]
    assert found.access == Access(public=True)


def test_each_one_is_kept_with_what_the_caller_sends_of_it() -> None:
    found = operation(expanded(_looks(), RECORDED), "view_article")
    assert [item.name for item in found.inputs] == ["id", "referrer"]
    assert steps(found)[1] == {
        "create": "Look", "as": "look", "accept": ["referrer"], "set": {"article_id": "article.id"}
    }  # fmt: skip


def test_a_record_belongs_to_whoever_made_it() -> None:
    data = _looks()
    data["relationships"].append({"name": "viewer", "from": "Look", "to": "User", "required": True})
    entity(data, "Look")["owner"] = "viewer"
    found = operation(expanded(data, {**RECORDED, "access": {}}), "view_article")
    assert steps(found)[1]["set"] == {"article_id": "article.id", "viewer_id": "viewer.id"}
    refused(data, "its maker may be a stranger", RECORDED)


def test_the_row_may_be_named_by_a_unique_attribute() -> None:
    data = ground()
    attribute(data, "Article.title")["unique"] = True
    found = operation(expanded(data, {**VIEW, "key": "title"}), "view_article")
    assert route(found) == "POST /articles/{title}/view"
    assert steps(found)[0]["where"] == "row.title == input.title"
    refused(ground(), "`title` does not name one Article", {**VIEW, "key": "title"})
    refused(ground(), "`nothing` does not name one Article", {**VIEW, "key": "nothing"})


def test_what_is_answered_may_be_said() -> None:
    data = ground()
    fields = [{"name": "title", "source": "title"}]
    label = [{"name": "label", "source": "label"}]
    data["views"] = [
        {"name": "Line", "entity": "Article", "fields": fields},
        {"name": "Other", "entity": "Tag", "fields": label},
    ]
    assert operation(expanded(data, {**VIEW, "view": "Line"}), "view_article").response.view == "Line"
    refused(data, "`Other` is no view of Article", {**VIEW, "view": "Other"})


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "no attribute `title` of type int32, int64", {**VIEW, "counter": "Article.title"})
    for change, said in (
        ({"managed": False}, "could be changed past the pattern"),
        ({"required": False}, "may be null"),
        ({"maximum": 100}, "beyond its `maximum`"),
    ):
        data = ground()
        attribute(data, "Article.views").update(change)
        refused(data, said, VIEW)


def test_whoever_counts_sends_no_version() -> None:
    data = ground()
    entity(data, "Article")["optimistic_lock"] = True
    refused(data, "send the version of the Article", VIEW)


def test_records_that_do_not_fit_are_refused() -> None:
    refused(ground(), "There is no entity Look", RECORDED)
    refused(ground(), "Tag does not refer to Article", {**VIEW, "record": "Tag"})
    data = _looks()
    data["relationships"].append({"name": "other", "from": "Look", "to": "Article"})
    refused(data, "Look refers to Article more than once: article, other", RECORDED)
    data = _looks()
    data["resources"].append({"entity": "Look", "actions": ["list", "create"]})
    refused(data, "Look has an operation `create`, past the pattern", RECORDED)
    data = _looks()
    entity(data, "Look")["timestamps"] = False
    refused(data, "Look does not keep when", RECORDED)
