"""Rows that are made or found in one go, values of links, and what a new row cannot be without."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, changed_plan, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.operation import OperationPlan, WriteSet, WriteStep, every
from tools.blueprint.plan.store import PutLink, UpsertRow
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

UPSERTED = "set: {user_id: viewer.id, product_id: product.id}"
UNIQUE = "uniques: [[user, product]]"


def _writes(operation: OperationPlan) -> list[WriteStep]:
    return [write for node in every(operation.nodes) if isinstance(node, WriteSet) for write in node.writes]


def _of(name: str, blueprint: str = "market") -> list[WriteStep]:
    return _writes(next(item for item in plan_of(blueprint).operations if item.name.snake == name))


def test_a_row_is_found_by_what_makes_it_unique() -> None:
    (write,) = _of("put_in_cart")
    assert isinstance(write.call, UpsertRow)
    assert (write.bind, write.lost) == ("line", None)
    assert (write.call.name, set(write.call.by), write.call.live_only) == (
        "upsert_line",
        {"user_id", "product_id"},
        False,
    )
    assert write.call.accept == ("quantity",)
    assert {item.column for item in write.call.changes} == {"quantity", "updated_at"}


def test_its_own_constraint_refuses_nothing_and_others_still_do() -> None:
    (write,) = _of("put_in_cart")
    assert [item.constraint for item in write.conflicts] == ["cart_lines_user_id_fkey", "cart_lines_product_id_fkey"]


def test_a_row_that_is_there_stays_as_it_is_unless_said() -> None:
    call = next(write.call for write in _of("create_article", "press") if isinstance(write.call, UpsertRow))
    assert (call.by, call.changes) == (("name",), ())


def test_a_link_gets_values_of_its_own() -> None:
    call = next(write.call for write in _of("create_article", "press") if isinstance(write.call, PutLink))
    assert [(item.column, getattr(item.value, "name", "")) for item in call.assignments] == [("place", "place")]
    assert call.accept == ()


def test_of_soft_deleted_rows_only_living_ones_are_found() -> None:
    changes = {"  - name: CartLine\n": "  - name: CartLine\n    soft_delete: true\n"}
    plan = changed_plan("market", changes)
    (write,) = _writes(next(item for item in plan.operations if item.name.snake == "put_in_cart"))
    assert isinstance(write.call, UpsertRow)
    assert write.call.live_only


@pytest.mark.parametrize(
    ("changes", "said", "hint"),
    [
        ({"by: [user, product]": "by: [user]"}, "CartLine has no constraint that makes user unique", "uniques"),
        ({"by: [user, product]": "by: [nothing]"}, "CartLine has no constraint that makes nothing unique", "uniques"),
        (
            {UNIQUE: "uniques: [[product]]", "by: [user, product]": "by: [product]"},
            "`upsert` could come by a CartLine of somebody else",
            "Let `user_id` be one of the columns",
        ),
        (
            {
                UNIQUE: "uniques: [[product]]",
                "by: [user, product]": "by: [product]",
                "        change: {quantity: input.quantity}\n": "",
            },
            "`upsert` could come by a CartLine of somebody else",
            "Let `user_id` be one of the columns",
        ),
        (
            {UPSERTED: "set: {user_id: viewer.id}"},
            "`upsert` looks for `product_id`, and gives it no value",
            "`accept` or `set`",
        ),
        ({"accept: [quantity]\n": "accept: []\n"}, "A new CartLine gets no `quantity`, which is required", "`set`"),
        (
            {"attribute: CartLine.quantity, required: true": "attribute: CartLine.quantity"},
            "A new CartLine gets no `quantity`, which is required",
            "from an input that is `required`",
        ),
        ({"              place: place\n": ""}, "A new OrderLine gets no `place`, which is required", "`set`"),
        ({"to: tag, set: {place: place}": "to: tag, set: {nothing: place}"}, "`set` names `nothing`", "relationship"),
        ({"to: tag, set: {place: place}": "to: tag, set: {tag_id: place}"}, "`set` names `tag_id`", "relationship"),
        ({"unlink: product.tags": "unlink: product.lines"}, "Product has no many-to-many relationship `lines`", ""),
        ({"unlink: product.tags": "unlink: tag.tags"}, "No step before has found `tag`", ""),
    ],
)
def test_mistakes_are_told(changes: dict[str, str], said: str, hint: str) -> None:
    with pytest.raises(BadInput) as raised:
        changed_plan("market", changes)
    assert said in raised.value.message
    assert hint in raised.value.hint
    assert (raised.value.path or "").startswith("operations.")


def _company(uniques: list[list[str]]) -> None:
    """A Blueprint with tenants, of which an operation upserts companies."""
    data: dict[str, Any] = yaml.safe_load((BLUEPRINTS / "crm.yaml").read_text(encoding="utf-8"))
    next(item for item in data["entities"] if item["name"] == "Company")["uniques"] = uniques
    upsert = {
        "upsert": "Company", "as": "company", "by": [*uniques[0]], "accept": ["domain", "name"],
        "set": {"organization_id": "viewer.tenant"},
    }  # fmt: skip
    inputs = [{"name": name, "attribute": f"Company.{name}", "required": True} for name in ("domain", "name")]
    data["operations"].append(
        {
            "name": "put_company", "group": "Company", "method": "PUT", "path": "/known-companies", "inputs": inputs,
            "steps": [upsert], "response": {"value": "company", "view": "Company"},
        }
    )  # fmt: skip
    resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_nobody_comes_by_the_row_of_another_tenant() -> None:
    _company([["organization", "domain"]])
    with pytest.raises(BadInput, match="come by a Company of somebody else") as raised:
        _company([["domain"]])
    assert "`organization_id`" in raised.value.hint
