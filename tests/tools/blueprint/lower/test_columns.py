"""What lists and analytics filter, sort and search by."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.lower.listing import MEMBERS
from tools.blueprint.plan.operation import FetchAggregate, FetchPage
from tools.blueprint.plan.store import ListRows
from tools.blueprint.resolve import resolve
from tools.errors import BadInput, Unsupported
from tools.packs.registry import stack


def _list(**step: Any) -> ListRows:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item["name"] == "list_threads")
    operation["steps"] = [{"list": "Comment", "as": "page", **step}]
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    nodes = next(item for item in plan.operations if item.name.snake == "list_threads").nodes
    return next(node for node in nodes if isinstance(node, FetchPage)).call


def test_a_relationship_stands_for_its_column() -> None:
    call = _list(filters=["article", "stars"], order=["-reply_to", "created_at"])
    assert {item.column for item in call.filters} == {"article_id", "stars"}
    assert call.order == (("reply_to_id", True), ("created_at", False))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"filters": ["body"]}, "no `body` to filter by"),
        ({"filters": ["nothing"]}, "no `nothing` to filter by"),
        ({"sorts": ["article"]}, "no `article` to sort by"),
        ({"order": ["-nothing"]}, "no `nothing` to order by"),
        ({"search": ["stars"]}, "no `stars` to search by"),
    ],
)
def test_what_cannot_be_asked_for_is_said(step: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        _list(**step)
    assert raised.value.path == "operations.list_threads"
    assert "Name one of" in raised.value.hint


def _asset_calls(**changed: Any) -> dict[str, Any]:
    """The reading calls of the assets, by operation, with other values in the attribute `extra`."""
    data = yaml.safe_load((BLUEPRINTS / "assets.yaml").read_text(encoding="utf-8"))
    asset = next(item for item in data["entities"] if item["name"] == "Asset")
    extra = next(item for item in asset["attributes"] if item["name"] == "extra")
    extra.update(changed)
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    return {
        item.name.snake: node.call
        for item in plan.operations
        for node in item.nodes
        if isinstance(node, FetchPage | FetchAggregate)
    }


def test_documents_are_filtered_by_members_where_that_is_said() -> None:
    calls = _asset_calls()
    for name in ("list_assets", "search_assets", "list_my_assets", "measure_assets"):
        (found,) = [item for item in calls[name].filters if item.operator == "holds"]
        assert (found.parameter, found.column, found.type) == ("extra", "extra", MEMBERS)
    # A step names a document that is not marked; no standard list does.
    assert [item.column for item in calls["list_site_cards"].filters if item.operator == "holds"] == ["features"]
    assert not [item for item in calls["list_sites"].filters if item.operator == "holds"]


@pytest.mark.parametrize("filterable", [None, False])
def test_an_unmarked_document_is_no_filter_of_standard_lists(filterable: bool | None) -> None:
    calls = _asset_calls(filterable=filterable)
    for name, wanted in (("list_assets", 0), ("search_assets", 0), ("list_my_assets", 1)):
        assert len([item for item in calls[name].filters if item.operator == "holds"]) == wanted


@pytest.mark.parametrize("kind", ["json", "binary"])
def test_what_has_no_order_is_no_order(kind: str) -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    comment = next(item for item in data["entities"] if item["name"] == "Comment")
    comment["attributes"].append({"name": "blob", "type": kind})
    operation = next(item for item in data["operations"] if item["name"] == "list_threads")
    operation["steps"] = [{"list": "Comment", "as": "page", "order": ["blob"]}]
    with pytest.raises(BadInput, match="no `blob` to order by"):
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_secrets_are_no_filter() -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    data["operations"].append(
        {
            "name": "guess", "group": "User", "method": "GET", "path": "/guess",
            "steps": [{"list": "User", "as": "page", "order": ["password_hash"]}],
            "response": {"value": "page", "view": "Profile"},
        }
    )  # fmt: skip
    with pytest.raises(BadInput, match="no `password_hash` to order by"):
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_graphql_asks_for_no_members() -> None:
    data = yaml.safe_load((BLUEPRINTS / "assets.yaml").read_text(encoding="utf-8"))
    data["views"], data["operations"] = [], []
    data["api"]["styles"] = ["rest", "graphql"]
    with pytest.raises(Unsupported, match="filter by members of a json attribute, 'list_assets'") as raised:
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    assert "Take the attribute out of `filters`" in raised.value.hint
    del next(item for item in data["entities"] if item["name"] == "Asset")["attributes"][-1]["filterable"]
    resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
