"""Lists of objects: inputs with `fields`, what steps take from the one at hand, and what is refused."""

from typing import Any

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.api_generator.openapi.document import openapi_document
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import ForEach, OperationPlan, RequireReferences, WriteSet, items_of
from tools.blueprint.plan.store import InsertRow
from tools.errors import BadInput, Unsupported

QUANTITY = "          - {name: quantity, attribute: CartLine.quantity, required: true}\n          - {name: remark"
ACCEPT = "            accept: [product_id, quantity, remark]\n"
FOUND = "where: row.id == line.product_id}\n          - {check: product.stock >= line.quantity, else: sold_out}\n"
MADE = "          - create: OrderLine\n            as: order_line\n            from"
"""What tells the loop over the lines sent from those over the cart and the order."""
LINES = "      - name: lines\n        many: true\n"


def _found_by(value: str) -> dict[str, str]:
    return {FOUND + MADE: FOUND.replace("line.product_id", value) + MADE}


def _operation(name: str = "place_order") -> OperationPlan:
    (found,) = (item for item in plan_of("market").operations if item.name.snake == name)
    return found


def test_an_input_lists_objects_with_members_of_their_own() -> None:
    body = _operation().body
    assert body is not None
    (field,) = (field for field in body.fields if field.name.snake == "lines")
    kind = field.type.items
    assert kind is not None
    assert (field.type.kind, field.type.max_items, kind.kind, kind.shape) == (
        "array", 50, "object", "PlaceOrderLinesItem",
    )  # fmt: skip
    told = {member.wire: (member.type.kind, member.required, member.nullable) for member in kind.members}
    assert told == {
        "productId": ("uuid", True, False),
        "quantity": ("int32", True, False),
        "remark": ("string", False, True),
        "gift": ("bool", False, False),
    }
    assert [member.refers for member in kind.members] == ["product", None, None, None]


def test_steps_take_columns_from_the_object_at_hand() -> None:
    (loop,) = (node for node in _operation().nodes if isinstance(node, ForEach))
    source = BoundValue("line", None, None)
    (checked,) = (node.call for node in loop.nodes if isinstance(node, RequireReferences))
    assert checked.source == source
    calls = [step.call for node in loop.nodes if isinstance(node, WriteSet) for step in node.writes]
    (made,) = (call for call in calls if isinstance(call, InsertRow))
    assert (made.source, made.accept) == (source, ("product_id", "quantity", "remark"))
    assert items_of(_operation().nodes).keys() == {"line"}


def test_the_contract_shows_the_objects() -> None:
    schemas: dict[str, Any] = openapi_document(plan_of("market"))["components"]["schemas"]
    listed = schemas["PlaceOrderRequest"]["properties"]["lines"]
    assert listed == {
        "type": "array", "items": {"$ref": "#/components/schemas/PlaceOrderLinesItem"}, "maxItems": 50,
    }  # fmt: skip
    item = schemas["PlaceOrderLinesItem"]
    assert item["required"] == ["productId", "quantity"]
    assert item["additionalProperties"] is False
    assert item["properties"]["quantity"] == {"type": "integer", "format": "int32", "minimum": 1, "maximum": 99}
    assert item["properties"]["remark"]["type"] == ["string", "null"]


def test_what_the_objects_are_called_is_no_view_of_the_blueprint() -> None:
    plan = changed_plan(
        "market", {"name: TagShelf": "name: PlaceOrderLinesItem", "view: TagShelf": "view: PlaceOrderLinesItem"}
    )
    (found,) = (item for item in plan.operations if item.name.snake == "place_order")
    assert found.body is not None
    assert [field.type.items.shape for field in found.body.fields if field.type.items] == ["PlaceOrderLinesItemBody"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({LINES: "      - name: lines\n"}, "one object inside the body is no input"),
        ({LINES: LINES + "        nullable: true\n"}, "`nullable` is said of the members"),
        ({LINES: LINES + "        in: query\n"}, "`fields` are for lists of objects in the body"),
        ({QUANTITY: QUANTITY.replace("{name: remark", "{name: quantity}\n          - {name: remark")}, "stands twice"),
        ({QUANTITY: QUANTITY.replace("CartLine.quantity", "CartLine.number")}, "There is no `CartLine.number`"),
        ({"            from: line\n": ""}, "`accept` names `product_id`, which is no input"),
        ({"            from: line\n": "            from: order\n"}, "which is no item of a list of objects"),
        ({ACCEPT: ACCEPT.replace("remark", "price")}, "which is no member of `line`"),
        ({ACCEPT: "            accept: [product_id, remark]\n"}, "gets no `quantity`, which is required"),
        (_found_by("line.product"), "`line.product` is not known here"),
        (_found_by("line"), "`line` is not known here"),
    ],
)  # fmt: skip
def test_mistakes_are_refused(changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as refused:
        changed_plan("market", changes)
    assert told in str(refused.value)
    assert refused.value.path


def test_graphql_refuses_lists_of_objects() -> None:
    note = "      - {name: note, attribute: Order.note}\n    steps:\n"
    lines = "      - {name: lines, many: true, fields: [{name: note, type: string}]}\n    steps:\n"
    with pytest.raises(Unsupported, match="lists of objects"):
        changed_plan("orders", {note: lines, "accept: [quantity, note]": "accept: [quantity]"})
