"""Many rows at once."""

from typing import Any

import pytest

from tests.tools.blueprint.expand.patterns.grounds import (
    entity,
    expanded,
    ground,
    operation,
    refused,
    route,
    steps,
)
from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.model import Access
from tools.blueprint.plan.operation import Fetch, every
from tools.errors import BadInput

BULK = {"bulk": "Article", "create": "import", "update": "change_many", "delete": "delete_many"}


def test_many_rows_are_made_from_a_list_of_objects() -> None:
    made = operation(expanded(ground(), BULK), "import_articles")
    assert (route(made), made.response.status) == ("POST /articles/import", 204)
    (listed,) = made.inputs
    assert (listed.name, listed.max_items, listed.required) == ("items", 100, True)
    assert [(item.name, item.attribute, item.required) for item in listed.fields] == [("title", "Article.title", True)]
    assert steps(made) == [
        {
            "each": "input.items",
            "as": "sent_article",
            "steps": [
                {
                    "create": "Article", "as": "article", "accept": ["title"], "from": "sent_article",
                    "set": {"author_id": "viewer.id"},
                }
            ],
        }
    ]  # fmt: skip


def test_many_rows_are_changed_or_deleted_by_their_keys() -> None:
    found = expanded(ground(), {**BULK, "max_items": 7})
    change, delete = operation(found, "change_many_articles"), operation(found, "delete_many_articles")
    assert (route(change), route(delete)) == ("POST /articles/change-many", "POST /articles/delete-many")
    assert [item.name for item in change.inputs] == ["ids", "title"]
    for taking in (change, delete):
        assert (taking.inputs[0].attribute, taking.inputs[0].max_items) == ("Article.id", 7)
    find = {"find": "Article", "as": "article", "where": "row.id == key_of_article"}
    for taking, step in ((change, {"update": "article", "accept": ["title"]}), (delete, {"delete": "article"})):
        assert steps(taking) == [{"each": "input.ids", "as": "key_of_article", "steps": [find, step]}]


def test_who_may_do_it_to_one_row_may_do_it_to_many() -> None:
    data = ground()
    data["roles"] = [{"name": "member", "default": True}, {"name": "editor"}]
    data["permissions"].append({"entity": "Article", "actions": ["update"], "allow": ["owner", "editor"]})
    data["permissions"].append({"entity": "Article", "actions": ["delete"], "allow": ["editor"]})
    found = expanded(data, BULK)
    assert operation(found, "import_articles").access == operation(found, "create_article").access
    assert operation(found, "change_many_articles").access == Access(owner=True, roles=("editor",))
    assert operation(found, "delete_many_articles").access == Access(roles=("editor",))


def test_only_what_is_named_is_offered() -> None:
    found = expanded(ground(), {"bulk": "Tag", "delete": "clear"})
    assert {item.name for item in found.operations if item.intent == "pattern.bulk"} == {"clear_tags"}


def test_rows_of_others_are_not_there() -> None:
    (delete,) = (item for item in plan_of("gallery").operations if item.name.snake == "delete_many_photos")
    (find,) = (node for node in every(delete.nodes) if isinstance(node, Fetch))
    assert any(condition.unless is not None for condition in find.call.conditions)
    assert (find.absent.code, delete.access.owner) == ("not_found", True)


def _versioned() -> dict[str, Any]:
    data = ground()
    entity(data, "Article")["attributes"][0]["required"] = True
    version = [{"name": "title", "type": "string", "max_length": 80, "required": True}]
    data["entities"].append({"name": "Version", "attributes": version})
    data["relationships"].append(
        {"name": "article", "from": "Version", "to": "Article", "required": True, "on_delete": "cascade"}
    )
    data["permissions"].append({"entity": "Article", "actions": ["update"], "allow": ["owner"]})
    return data


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ({"bulk": "Article"}, "not said what is done"),
        ({"bulk": "Nothing", "create": "import"}, "no entity Nothing"),
        ({"bulk": "User", "create": "import"}, "Accounts come with passwords"),
    ],
)
def test_mistakes_are_refused(pattern: dict[str, Any], said: str) -> None:
    refused(ground(), said, pattern)


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(BadInput, match="import_articles"):
        expanded(ground(), {**BULK, "update": "import"})


def test_changes_that_a_history_keeps_are_made_one_by_one() -> None:
    history = {"history": "Article", "versions": "Version"}
    refused(_versioned(), "would leave their `history` out", history, BULK)
    expanded(_versioned(), history, {"bulk": "Article", "delete": "delete_many"})
