"""What a view lists, as far as the rows that a case made can tell."""

from dataclasses import replace
from typing import Any

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.operation import ShowRows
from tools.blueprint.plan.store import ComputeValues, ListOrder
from tools.validators.conformance.document import ref
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.showing import Looking
from tools.validators.conformance.world import World

PRODUCT, TAG = ref("product/id"), ref("tag/id")
ROW = {"id": PRODUCT, "sku": "one", "stock": 5}


def _told(world: World, operation: str, row: dict[str, Any], key: object, **changes: Any) -> dict[str, Any]:
    plan = next(item for item in plan_of("market").operations if item.name.snake == operation)
    node = next(node for node in plan.nodes if isinstance(node, ShowRows))
    assert plan.response.view is not None
    (nest,) = node.call.lists
    call: ComputeValues = replace(node.call, lists=(replace(nest, **changes),))
    return Looking(world, {}, call.parameters).told(plan.response.view, call, row, key)


def _tagged(*places: tuple[str, int | None]) -> World:
    """A product with tags of these names, made in this order, each at its place."""
    world = World()
    world.add("product", ROW, PRODUCT)
    for name, place in places:
        world.add("tag", {"id": ref(name), "name": name}, ref(name))
        world.add("product_tags", {"product_id": PRODUCT, "tag_id": ref(name), "place": place})
    return world


def test_values_stand_in_their_order_and_nulls_last() -> None:
    world = _tagged(("none", None), ("late", 2), ("early", 0))
    assert _told(world, "read_shelf", ROW, PRODUCT)["tagList"] == ["early", "late", "none"]


def test_nulls_are_last_in_a_descending_order_too() -> None:
    world = _tagged(("none", None), ("early", 0), ("late", 2))
    order = (ListOrder("place", True, True),)
    assert _told(world, "read_shelf", ROW, PRODUCT, order=order)["tagList"] == ["late", "early", "none"]


@pytest.mark.parametrize("descending", [False, True])
def test_equal_rows_stand_in_the_order_in_which_they_were_made(descending: bool) -> None:
    world = _tagged(("b", 1), ("a", 1), ("c", 1))
    order = (ListOrder("place", descending, True),)
    assert _told(world, "read_shelf", ROW, PRODUCT, order=order)["tagList"] == ["b", "a", "c"]


def test_the_first_rows_are_shown() -> None:
    world = _tagged(("c", 2), ("a", 0), ("b", 1))
    assert _told(world, "read_shelf", ROW, PRODUCT, most=2)["tagList"] == ["a", "b"]


def test_objects_are_matched_in_their_order() -> None:
    world = _tagged()
    world.add("tag", {"id": TAG, "name": "it"}, TAG)
    for name in ("a", "b"):
        world.add("product", {"id": ref(name), "sku": name, "name": name}, ref(name))
        world.add("product_tags", {"product_id": ref(name), "tag_id": TAG, "place": None})
    items = _told(world, "read_tag_shelf", {"id": TAG}, TAG)["products"]["items"]
    assert [item["object"]["sku"]["is"] for item in items] == ["b", "a"]


def test_a_row_that_others_may_refer_to_lists_nothing_that_can_be_told() -> None:
    assert "tagList" not in _told(_tagged(("a", 0)), "read_shelf", ROW, ref("other/id"))


def test_an_order_that_only_the_server_knows_tells_nothing() -> None:
    assert "tagList" not in _told(_tagged(("a", 0)), "read_shelf", ROW, PRODUCT, order=(ListOrder("id", False, False),))
    missing = (ListOrder("uses", False, False),)
    assert "tagList" not in _told(_tagged(("a", 0)), "read_shelf", ROW, PRODUCT, order=missing)


def test_listed_rows_come_with_their_links() -> None:
    plan = next(item for item in plan_of("market").operations if item.name.snake == "read_shelf")
    (nest,) = next(node for node in plan.nodes if isinstance(node, ShowRows)).call.lists
    world = _tagged(("a", 3))
    world.add("product_tags", {"product_id": ref("other/id"), "tag_id": ref("a"), "place": 9})
    ((row, link),) = world.listed(nest, PRODUCT)
    assert (row["name"], link["place"]) == ("a", 3)
    with pytest.raises(Unknown):
        world.listed(nest, ref("other/id"))


def test_listed_rows_that_refer_to_the_row_are_their_own_links() -> None:
    plan = next(item for item in plan_of("market").operations if item.name.snake == "read_receipt")
    (nest,) = next(node for node in plan.nodes if isinstance(node, ShowRows)).call.lists
    world, order = World(), ref("order/id")
    world.add("order", {"id": order}, order)
    assert world.listed(nest, order) == []
    line = {"id": ref("line/id"), "order_id": order}
    world.add("order_line", line, ref("line/id"))
    world.add("order_line", {"id": ref("x/id"), "order_id": ref("y/id")})
    assert world.listed(nest, order) == [(line, line)]
