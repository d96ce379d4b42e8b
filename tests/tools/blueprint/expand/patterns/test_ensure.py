"""Rows that are there after the call, whoever made them."""

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

TAG = {"ensure": "Tag.label", "name": "ensure"}
MOOD = {"ensure": "Mood.label", "name": "find"}


def _moods(*uniques: list[str]) -> dict[str, Any]:
    """Labels that each author has for its own."""
    data = ground()
    data["entities"].append(
        {"name": "Mood", "owner": "author", "uniques": list(uniques), "attributes": [
            {"name": "label", "type": "string", "required": True}, {"name": "note", "type": "text"}]}
    )  # fmt: skip
    data["relationships"].append({"name": "author", "from": "Mood", "to": "User", "required": True})
    data["resources"].append({"entity": "Mood"})
    return data


def test_the_row_is_made_or_found_in_one_go() -> None:
    found = operation(expanded(ground(), TAG), "ensure_tag")
    assert route(found) == "POST /tags/ensure"
    assert steps(found) == [{"upsert": "Tag", "as": "tag", "by": ["label"], "accept": ["label"]}]
    assert [(item.name, item.required) for item in found.inputs] == [("label", True)]
    assert (found.response.status, found.response.value, found.response.view) == (200, "tag", "Tag")
    assert found.access == Access()


def test_rows_of_one_owner_are_told_apart_from_those_of_others() -> None:
    found = operation(expanded(_moods(["author", "label"]), MOOD), "find_mood")
    assert route(found) == "POST /moods/find"
    assert steps(found) == [
        {"upsert": "Mood", "as": "mood", "by": ["author", "label"], "accept": ["label", "note"],
         "set": {"author_id": "viewer.id"}},
    ]  # fmt: skip


def test_who_may_create_may() -> None:
    data = ground()
    data["roles"] = [{"name": "user", "default": True}, {"name": "editor", "first": True}]
    data["permissions"].append({"entity": "Tag", "actions": ["create", "read"], "allow": ["editor"]})
    assert operation(expanded(data, TAG), "ensure_tag").access == Access(roles=("editor",))
    data["permissions"][-1] = {"entity": "Tag", "actions": ["read"], "allow": ["editor"]}
    refused(data, "not all who may create a Tag may read one", TAG)
    # A stranger would read by name what only those who sign in may.
    refused(ground(), "not all who may create a Tag may read one", {**TAG, "access": {"public": True}})


def test_what_does_not_fit_is_refused() -> None:
    data = ground()
    attribute(data, "Tag.label")["unique"] = False
    refused(data, "Tag.label does not name one Tag", TAG)
    refused(_moods(), "Mood.label does not name one Mood", MOOD)
    refused(ground(), "no attribute `body`", {**TAG, "ensure": "Tag.body"})
    refused(ground(), "An account is made with its password", {**TAG, "ensure": "User.email"})
    data = _moods(["author", "label"])
    entity(data, "Mood")["uniques"].append(["label", "note"])
    refused(data, "Mood.label does not name one Mood", MOOD)
