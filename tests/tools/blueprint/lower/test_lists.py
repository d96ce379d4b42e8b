"""Views that list related rows: what they lead to, in which order, and what they cannot list."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.expr import Call
from tools.blueprint.plan.operation import OperationPlan, ShowRows
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import ListNest, ListOrder
from tools.blueprint.plan.values import ValueType
from tools.blueprint.resolve import resolve
from tools.errors import BadInput, Unsupported
from tools.packs.registry import stack

PRODUCTS = {"name": "it", "source": "products", "view": "ProductName"}
TAGS = {"name": "it", "source": "tags", "show": "name"}


def _operation(plan: RenderPlan, name: str) -> OperationPlan:
    return next(item for item in plan.operations if item.name.snake == name)


def _list(operation: OperationPlan) -> ListNest:
    (found,) = next(node for node in operation.nodes if isinstance(node, ShowRows)).call.lists
    return found


def _field(operation: OperationPlan, name: str) -> Field:
    assert operation.response.view is not None
    return next(field for field in operation.response.view.fields if field.name.snake == name)


def _with_fields(changes: dict[str, list[dict[str, Any]]], **api: Any) -> RenderPlan:
    """The market, of which views have other fields."""
    data = yaml.safe_load((BLUEPRINTS / "market.yaml").read_text(encoding="utf-8"))
    for view in data["views"]:
        view["fields"] = changes.get(view["name"], view["fields"])
    next(item for item in data["entities"] if item["name"] == "Tag")["attributes"].extend(
        (
            {"name": "secret", "type": "string", "sensitive": True},
            {"name": "marks", "type": "array", "items": "int32"},
            {"name": "hue", "type": "string"},
        )
    )
    data["api"] |= api
    return resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_values_over_a_link() -> None:
    operation = _operation(plan_of("market"), "read_shelf")
    found = _list(operation)
    assert (found.table, found.link, found.near, found.far) == ("tag", "product_tags", "product_id", "tag_id")
    assert (found.order, found.most) == ((ListOrder("place", False, True),), 100)
    assert found.show is not None
    assert (found.show.name, found.columns) == ("name", ())
    field = _field(operation, "tag_list")
    assert field.type.items is not None
    assert (field.type.kind, field.type.items.kind, field.type.max_items) == ("array", "string", 100)
    assert (field.wire, field.nullable, field.computed, field.view) == ("tagList", False, True, None)


def test_rows_without_the_value_are_left_out() -> None:
    plan = _with_fields({"Shelf": [{"name": "it", "source": "tags", "show": "hue"}]})
    found = _list(_operation(plan, "read_shelf"))
    assert found.show is not None
    assert not found.show.nullable
    assert [item.predicate for item in found.conditions] == [Call("not_null", (found.show.value,), ValueType("bool"))]
    assert not any(_list(_operation(plan_of("market"), "read_shelf")).conditions)


def test_objects_over_the_other_end_of_a_link() -> None:
    operation = _operation(plan_of("market"), "read_tag_shelf")
    found = _list(operation)
    assert (found.table, found.link, found.near, found.far) == ("product", "product_tags", "tag_id", "product_id")
    assert (found.order, found.most, found.show) == ((ListOrder("name", True, False),), 20, None)
    assert [item.name for item in found.columns] == ["sku", "name"]
    field = _field(operation, "products")
    assert field.view is not None
    assert (field.view.name, field.type.max_items) == ("ProductName", 20)


def test_objects_that_refer_to_the_row_show_values_and_rows_of_their_own() -> None:
    found = _list(_operation(plan_of("market"), "read_receipt"))
    assert (found.table, found.link, found.near, found.far) == ("order_line", None, "order_id", None)
    assert [item.name for item in found.values] == ["amount"]
    assert [(nest.name, nest.table) for nest in found.nests] == [("product", "product")]


def test_lists_stand_in_lists() -> None:
    plain = [{"name": "place", "source": "place"}]
    plan = _with_fields({"ProductName": [{"name": "sku", "source": "sku"}, TAGS], "ReceiptLine": plain})
    found = _list(_operation(plan, "read_tag_shelf"))
    assert [(item.name, item.table) for item in found.lists] == [("it", "tag")]


def test_rows_that_are_marked_as_deleted_are_not_listed() -> None:
    data = yaml.safe_load((BLUEPRINTS / "market.yaml").read_text(encoding="utf-8"))
    for entity in data["entities"]:
        if entity["name"] in ("Product", "OrderLine"):
            entity["soft_delete"] = True
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    counts = [
        len(_list(_operation(plan, name)).conditions) for name in ("read_tag_shelf", "read_receipt", "read_shelf")
    ]
    assert counts == [1, 1, 0]


@pytest.mark.parametrize(
    ("view", "field", "said", "hint"),
    [
        ("Shelf", {**TAGS, "view": "TagShelf"}, "lists objects (`view`) and values (`show`)", "Leave one of them out"),
        ("TagShelf", {**PRODUCTS, "view": "Shelf2"}, "there is no view `Shelf2`", ""),
        ("TagShelf", {**PRODUCTS, "view": "Receipt"}, "leads to Product, and Receipt shows Order", "a view of Product"),
        ("Shelf", {**TAGS, "show": "nothing"}, "Tag has no `nothing` to show", "not sensitive"),
        ("Shelf", {**TAGS, "show": "secret"}, "Tag has no `secret` to show", "not sensitive"),
        ("Shelf", {**TAGS, "order": ["nothing"]}, "`it` has no `nothing` to order by", "relationship.attribute"),
        ("Shelf", {**TAGS, "order": ["-secret"]}, "`it` has no `secret` to order by", "relationship.attribute"),
        ("Shelf", {**TAGS, "order": ["marks"]}, "`it` has no `marks` to order by", "relationship.attribute"),
        ("Shelf", {**TAGS, "order": ["tags.nothing"]}, "`it` has no `tags.nothing` to order by", ""),
        ("Shelf", {**TAGS, "order": ["products.place"]}, "`it` has no `products.place` to order by", ""),
        (
            "Receipt",
            {"name": "it", "source": "lines", "show": "place", "order": ["lines.place"]},
            "no `lines.place`",
            "",
        ),
        ("Shelf", {"name": "it", "source": "sku", "show": "name"}, "`it` is no list, and has `show`", "to many rows"),
        ("Shelf", {"name": "it", "source": "sku", "order": ["name"]}, "`it` is no list, and has `order`", ""),
        ("Shelf", {"name": "it", "value": "row.stock", "most": 3}, "`it` is no list, and has `most`", ""),
        ("ReceiptLine", {"name": "it", "source": "product", "view": "ProductName", "most": 3}, "has `most`", ""),
        ("Shelf", {"name": "it", "source": "tags"}, "there is no `tags`", ""),
    ],
)
def test_mistakes_name_the_view(view: str, field: dict[str, Any], said: str, hint: str) -> None:
    with pytest.raises(BadInput) as raised:
        _with_fields({view: [{"name": "id", "source": "id"}, field]})
    assert said in raised.value.message
    assert hint in raised.value.hint
    assert raised.value.path.startswith(f"views.{view}")


@pytest.mark.parametrize("inner", [TAGS, {"name": "it", "source": "order_lines", "view": "ReceiptLine2"}])
def test_a_row_inside_lists_nothing(inner: dict[str, Any]) -> None:
    data = yaml.safe_load((BLUEPRINTS / "market.yaml").read_text(encoding="utf-8"))
    views = {view["name"]: view for view in data["views"]}
    data["views"].append({"name": "ReceiptLine2", "entity": "OrderLine", "fields": [{"name": "id", "source": "id"}]})
    views["ProductName"]["fields"].append(inner)
    with pytest.raises(BadInput) as raised:
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    assert raised.value.message == "View ReceiptLine: `product` shows ProductName, which lists rows (`it`)."
    assert raised.value.path == "views.ReceiptLine"


@pytest.mark.parametrize("field", [TAGS, {"name": "it", "source": "tags", "view": "TagShelf"}])
def test_over_graphql_no_view_lists_rows(field: dict[str, Any]) -> None:
    plain = ({"name": "id", "source": "id"},)
    views = {name: list(map(dict, plain)) for name in ("ProductName", "TagShelf", "ReceiptLine", "Receipt")}
    with pytest.raises(Unsupported) as raised:
        _with_fields({**views, "Shelf": [*map(dict, plain), field]}, styles=["rest", "graphql"])
    assert "Shelf" in raised.value.message
    assert "listed" in raised.value.message
