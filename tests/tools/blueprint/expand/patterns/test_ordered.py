"""Rows in an order without gaps."""

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
    relationship,
    route,
    steps,
)
from tools.blueprint.model import Access
from tools.blueprint.plan.operation import Fetch, Lock
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

MOVE = {"ordered": "Part.position", "name": "move", "within": "article"}
OWN = {"ordered": "Part.position", "name": "move", "within": "author"}
HELD = [
    {"find": "Part", "as": "found_part", "where": "row.id == input.id"},
    {"find": "Article", "as": "article", "where": "row.id == found_part.article_id", "owner": False, "lock": True},
    {"find": "Part", "as": "part", "where": "row.id == input.id && row.article_id == article.id"},
]
CLOSING = {"update_all": "article.parts", "where": "row.position > part.position",
           "set": {"position": "row.position - 1"}}  # fmt: skip


def _parts(*actions: str) -> dict[str, Any]:
    data = ground()
    data["entities"].append(
        {"name": "Part", "attributes": [
            {"name": "text", "type": "string", "required": True},
            {"name": "position", "type": "int32", "default": 0, "required": True, "managed": True}]}
    )  # fmt: skip
    data["relationships"].append(
        {"name": "article", "from": "Part", "to": "Article", "required": True, "immutable": True, "inverse": "parts",
         "on_delete": "cascade"}
    )  # fmt: skip
    data["resources"].append({"entity": "Part", "actions": list(actions or ("list", "read", "create", "delete"))})
    return data


def _own() -> dict[str, Any]:
    data = _parts()
    entity(data, "Part")["owner"] = "author"
    data["relationships"].append({"name": "author", "from": "Part", "to": "User", "required": True, "inverse": "parts"})
    relationship(data, "Part.article")["on_delete"] = "restrict"
    return data


def test_rows_between_the_places_go_one_place_on() -> None:
    found = operation(expanded(_parts(), MOVE), "move_part")
    assert route(found) == "POST /parts/{id}/move"
    assert steps(found) == [
        *HELD,
        {"let": "last_position", "be": "article.parts.count() - 1"},
        {"let": "new_position", "be": "input.position < last_position ? input.position : last_position"},
        {"update_all": "article.parts", "where": "row.position > part.position && row.position <= new_position",
         "set": {"position": "row.position - 1"}},
        {"update_all": "article.parts", "where": "row.position < part.position && row.position >= new_position",
         "set": {"position": "row.position + 1"}},
        {"update": "part", "set": {"position": "new_position"}},
    ]  # fmt: skip
    assert [(item.name, item.minimum) for item in found.inputs] == [("id", None), ("position", 0)]
    assert (found.response.value, found.access) == ("part", Access())


def test_a_new_row_goes_to_the_end_and_a_deleted_one_closes_its_gap() -> None:
    found = expanded(_parts(), MOVE)
    assert steps(operation(found, "create_part")) == [
        {"find": "Article", "as": "article", "where": "row.id == input.article_id", "lock": True},
        {"create": "Part", "as": "part", "accept": ["text", "article_id"], "set": {
            "position": "article.parts.count()"}},
    ]  # fmt: skip
    assert steps(operation(found, "delete_part")) == [*HELD, CLOSING, {"delete": "part"}]
    listed = steps(operation(found, "list_parts"))[0]
    assert listed["order"] == ["position"]
    assert names(expanded(_parts("read"), MOVE)) & {"create_part", "delete_part", "list_parts"} == set()


def test_a_move_across_closes_one_gap_and_opens_another() -> None:
    found = operation(expanded(_parts(), {**MOVE, "across": True}), "move_part")
    assert [(item.name, item.required) for item in found.inputs][1:] == [("position", True), ("article_id", False)]
    made = steps(found)
    assert made[2] == {
        "find": "Article", "as": "other_article", "lock": True, "else": "no_article",
        "where": "row.id == (input.article_id == null ? found_part.article_id : input.article_id)",
    }  # fmt: skip
    assert made[6]["else"] == [
        CLOSING,
        {"update_all": "other_article.parts", "where": "row.position >= new_position",
         "set": {"position": "row.position + 1"}},
    ]  # fmt: skip
    assert made[7] == {"update": "part", "set": {"position": "new_position", "article_id": "other_article.id"}}
    assert [(error.name, error.status) for error in found.errors] == [("no_article", 404)]


def test_what_the_rows_belong_to_is_locked_before_they_are_looked_at() -> None:
    plan = resolve(expanded(_parts(), MOVE), stack("fastapi", "postgresql"))
    for name in ("create_part", "delete_part", "move_part"):
        nodes = next(item for item in plan.operations if item.name.snake == name).nodes
        fetched = [node for node in nodes if isinstance(node, Fetch)]
        assert next(node for node in fetched if node.bind == "article").call.lock
        if name != "create_part":
            assert [node.call.again for node in fetched] == [False, False, True]
    plan = resolve(expanded(_parts(), {**MOVE, "across": True}), stack("fastapi", "postgresql"))
    move = next(item for item in plan.operations if item.name.snake == "move_part")
    assert [type(node) for node in move.nodes[:2]] == [Fetch, Lock]
    assert isinstance(move.nodes[1], Lock)
    assert len(move.nodes[1].call.parameters) == 2


def test_rows_stand_in_an_order_of_their_owner() -> None:
    found = expanded(_own(), OWN)
    assert steps(operation(found, "create_part"))[0] == {
        "find": "User", "as": "user", "where": "row.id == viewer.id", "lock": True,
    }  # fmt: skip
    assert steps(operation(found, "create_part"))[1]["set"] == {
        "author_id": "viewer.id", "position": "user.parts.count()",
    }  # fmt: skip
    assert steps(operation(found, "move_part"))[1]["where"] == "row.id == found_part.author_id"
    refused(_own(), "set from the caller, and no move changes it", {**OWN, "across": True})


@pytest.mark.parametrize(
    ("place", "changes", "said"),
    [
        ("Part.article", {"required": False, "on_delete": "set_null"}, "always belong to"),
        ("Part.article", {"cardinality": "one_to_one"}, "always belong to"),
        ("Part.article", {"inverse": None}, "Nothing leads back over Part.article"),
        ("Part.article", {"immutable": False}, "could be changed past the pattern, and leave a gap"),
    ],
)
def test_what_rows_do_not_always_belong_to_is_refused(place: str, changes: dict[str, Any], said: str) -> None:
    data = _parts()
    relationship(data, place).update(changes)
    refused(data, said, MOVE)


def test_rows_that_come_and_go_past_the_order_are_refused() -> None:
    data = _own()
    relationship(data, "Part.author")["on_delete"] = "cascade"
    refused(data, "Rows of Part go with their `author`, and leave gaps", MOVE)
    for step in (
        {"create": "Part", "as": "part", "accept": ["text"], "set": {"article_id": "article.id"}},
        {"each": "Part", "as": "part", "where": "row.article_id == article.id", "steps": [{"delete": "part"}]},
    ):
        data = _parts()
        data["operations"] = [
            {"name": "work", "method": "POST", "path": "/articles/{id}/work", "inputs": [
                {"name": "id", "in": "path", "attribute": "Article.id", "required": True},
                {"name": "text", "attribute": "Part.text", "required": True}],
             "steps": [{"find": "Article", "as": "article", "where": "row.id == input.id"}, step],
             "response": {"status": 204}},
        ]  # fmt: skip
        refused(data, "The operation work makes or deletes a Part, past the order", MOVE)


def test_rows_that_other_patterns_make_are_refused() -> None:
    data = _parts("list")
    data["entities"][-1]["uniques"] = [["article", "text"]]
    ensure = {"ensure": "Part.text", "name": "ensure"}
    refused(data, "Another pattern makes rows of Part, past the order", ensure, MOVE)
    refused(data, "Another pattern makes rows of Part", {"counter": "Article.views", "name": "see", "record": "Part"},
            MOVE)  # fmt: skip


def test_what_does_not_fit_is_refused() -> None:
    data = _parts()
    attribute(data, "Part.position")["managed"] = False
    refused(data, "could be changed past the pattern", MOVE)
    data = _parts()
    attribute(data, "Part.position")["required"] = False
    refused(data, "Part.position may be null", MOVE)
    data = _parts()
    entity(data, "Part")["optimistic_lock"] = True
    refused(data, "send the version of the Part", MOVE)
    refused(_parts(), "no to-one relationship `chapter`", {**MOVE, "within": "chapter"})
