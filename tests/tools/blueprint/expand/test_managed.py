"""Relationships that no client sets."""

from typing import Any

import pytest

from tests.tools.blueprint.expand.patterns.grounds import expanded, ground, names, operation
from tools.errors import BadInput


def _held(**more: Any) -> dict[str, Any]:
    """Articles that an editor may hold."""
    data = ground()
    data["relationships"].append({"name": "editor", "from": "Article", "to": "User", **more})
    return data


def test_a_managed_relationship_is_no_input() -> None:
    for name in ("create_article", "update_article"):
        assert "editor_id" in {item.name for item in operation(expanded(_held()), name).inputs}
        assert "editor_id" not in {item.name for item in operation(expanded(_held(managed=True)), name).inputs}


def test_operations_of_ones_own_set_it() -> None:
    data = _held(managed=True)
    data["operations"] = [
        {"name": "edit", "group": "Article", "method": "POST", "path": "/articles/{id}/edit",
         "inputs": [{"name": "id", "in": "path", "attribute": "Article.id", "required": True}],
         "steps": [{"find": "Article", "as": "article", "where": "row.id == input.id"},
                   {"update": "article", "set": {"editor_id": "viewer.id"}}],
         "response": {"value": "article", "view": "Article"}}
    ]  # fmt: skip
    expanded(data)


def test_a_required_one_could_be_set_by_nobody_who_creates() -> None:
    data = _held(managed=True, required=True)
    with pytest.raises(BadInput, match="does not send `editor`") as raised:
        expanded(data)
    assert raised.value.path == "resources.Article"
    data["resources"] = [{"entity": "Article", "actions": ["list", "read"]}]
    expanded(data)


def test_managed_links_of_many_to_many_are_listed_and_no_more() -> None:
    data = ground()
    next(item for item in data["relationships"] if item["name"] == "tags")["managed"] = True
    found = names(expanded(data))
    assert "list_article_tags" in found
    assert not {"link_article_tag", "unlink_article_tag"} & found
