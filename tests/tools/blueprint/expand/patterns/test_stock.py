"""What is left, and who took how many."""

from typing import Any

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
from tools.blueprint.model import Access, AttributeType
from tools.blueprint.plan.operation import Fetch
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

BUY = {"stock": "Product.stock", "name": "buy", "restock": "refill"}
RECORDED = {**BUY, "record": "Purchase"}


def _shop(**quantity: Any) -> dict[str, Any]:
    data = ground()
    data["entities"] += [
        {"name": "Product", "attributes": [
            {"name": "stock", "type": "int32", "default": 0, "required": True, "managed": True}]},
        {"name": "Purchase", "owner": "buyer", "attributes": [
            {"name": "quantity", "type": "int64", "required": True, **quantity},
            {"name": "note", "type": "string", "max_length": 80}]},
    ]  # fmt: skip
    data["relationships"] += [
        {"name": "buyer", "from": "Purchase", "to": "User", "required": True, "on_delete": "cascade"},
        {"name": "product", "from": "Purchase", "to": "Product", "required": True},
    ]
    data["resources"].append({"entity": "Product", "actions": ["list", "read", "create"]})
    return data


def test_no_more_are_taken_than_are_left() -> None:
    found = operation(expanded(_shop(), BUY), "buy_product")
    assert route(found) == "POST /products/{id}/buy"
    assert steps(found) == [
        {"find": "Product", "as": "product", "where": "row.id == input.id"},
        {"check": "product.stock >= input.quantity", "else": "not_enough"},
        {"update": "product", "set": {"stock": "row.stock - input.quantity"}},
    ]
    assert [(error.name, error.status) for error in found.errors] == [("not_enough", 409)]
    assert (found.response.status, found.response.value, found.access) == (200, "product", Access())


def test_the_row_is_locked_from_the_look_to_the_write() -> None:
    plan = resolve(expanded(_shop(), RECORDED), stack("fastapi", "postgresql"))
    fetch = next(item for item in plan.operations if item.name.snake == "buy_product").nodes[0]
    assert isinstance(fetch, Fetch)
    assert fetch.call.lock


def test_who_took_how_many_is_kept_and_answered() -> None:
    found = operation(expanded(_shop(), RECORDED), "buy_product")
    assert steps(found)[2] == {
        "create": "Purchase", "as": "purchase", "accept": ["note"],
        "set": {"product_id": "product.id", "buyer_id": "viewer.id", "quantity": "input.quantity"},
    }  # fmt: skip
    assert [item.name for item in found.inputs] == ["id", "quantity", "note"]
    assert (found.response.status, found.response.value, found.response.view) == (201, "purchase", "Purchase")


def test_nobody_takes_less_than_one() -> None:
    """A negative quantity would add to what is left."""
    for data, pattern, least, most in (
        (_shop(), BUY, 1, 2**31 - 1),
        (_shop(minimum=-5, maximum=10), RECORDED, 1, 10),
        (_shop(minimum=3), RECORDED, 3, 2**53 - 1),
    ):
        item = operation(expanded(data, pattern), "buy_product").inputs[1]
        assert (item.minimum, item.maximum, item.required) == (least, most, True)


def test_what_is_left_is_added_to_within_its_bounds() -> None:
    data = _shop()
    found = operation(expanded(data, BUY), "refill_product")
    assert route(found) == "POST /products/{id}/refill"
    assert steps(found)[1] == {"check": "product.stock <= 2147483647 - input.quantity", "else": "too_many"}
    assert steps(found)[2] == {"update": "product", "set": {"stock": "row.stock + input.quantity"}}
    attribute(data, "Product.stock")["maximum"] = 500
    found = operation(expanded(data, BUY), "refill_product")
    assert steps(found)[1]["check"] == "product.stock <= 500 - input.quantity"
    assert found.inputs[1].type is AttributeType.INT32
    assert "refill_product" not in names(expanded(data, {"stock": "Product.stock", "name": "buy"}))


def test_requests_may_be_repeated_where_the_api_says_so() -> None:
    assert not operation(expanded(_shop(), RECORDED), "buy_product").idempotency_key
    found = expanded({**_shop(), "api": {"idempotency": True}}, RECORDED)
    assert operation(found, "buy_product").idempotency_key
    assert operation(found, "refill_product").idempotency_key


def test_strangers_take_only_where_nobody_signs_in() -> None:
    data = _shop()
    data["permissions"].append({"entity": "Product", "actions": ["read"], "allow": ["public"]})
    assert operation(expanded(data, RECORDED), "buy_product").access == Access()
    data = _shop()
    data["permissions"], data["auth"] = [], {"scheme": "none"}
    for name in ("Article", "Purchase"):
        del entity(data, name)["owner"]
    assert operation(expanded(data, BUY), "buy_product").access == Access(public=True)


def test_what_does_not_fit_is_refused() -> None:
    refused(_shop(), "no attribute `title` of type int32, int64", {**BUY, "stock": "Article.title"})
    refused(_shop(), "its maker may be a stranger", {**RECORDED, "access": {"public": True}})
    data = _shop()
    entity(data, "Purchase")["attributes"] = []
    refused(data, "Purchase has no attribute `quantity`", RECORDED)
    data = _shop()
    data["resources"].append({"entity": "Purchase", "actions": ["create"]})
    refused(data, "Purchase has an operation `create`, past the pattern", RECORDED)
    data = _shop()
    attribute(data, "Product.stock")["managed"] = False
    refused(data, "could be changed past the pattern", BUY)
    data = _shop()
    entity(data, "Product")["optimistic_lock"] = True
    refused(data, "send the version of the Product", BUY)
