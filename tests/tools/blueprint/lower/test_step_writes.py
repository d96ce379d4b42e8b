"""Rows that are made or found in one go, values of links, and what a new row cannot be without."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, changed_plan, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.operation import Fetch, OperationPlan, RequireReferences, WriteSet, WriteStep, every
from tools.blueprint.plan.store import PutLink, UpdateReferring, UpsertRow
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


READ_ALL = {
    "name": "read_all", "method": "POST", "path": "/products/{id}/read", "access": {"roles": ["admin"]},
    "inputs": [{"name": "id", "in": "path", "attribute": "Product.id", "required": True},
               {"name": "least", "type": "int32", "required": True}],
    "steps": [
        {"find": "Product", "as": "product", "where": "row.id == input.id"},
        {"update_all": "product.lines", "where": "row.quantity > input.least",
         "set": {"quantity": "row.quantity - input.least"}},
    ],
    "response": {"status": 204},
}  # fmt: skip


def _reading(**changes: Any) -> OperationPlan:
    data = yaml.safe_load((BLUEPRINTS / "market.yaml").read_text(encoding="utf-8"))
    product = next(item for item in data["relationships"] if (item["from"], item["name"]) == ("CartLine", "product"))
    product["inverse"] = "lines"
    data["operations"].append({**READ_ALL, **changes})
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    return next(item for item in plan.operations if item.name.snake == "read_all")


def test_all_rows_that_refer_to_one_are_changed_at_once() -> None:
    (write,) = _writes(_reading())
    assert isinstance(write.call, UpdateReferring)
    assert (write.call.table, write.call.near, len(write.call.conditions)) == ("cart_line", "product_id", 1)
    assert [item.column for item in write.call.assignments] == ["updated_at", "quantity"]
    assert write.call.parameters[0].name == "product_id"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"update_all": "product.ratings_of_others", "set": {"quantity": "1"}}, "leads to no rows that refer"),
        ({"update_all": "nobody.lines", "set": {"quantity": "1"}}, "No step before has found `nobody`"),
        ({"update_all": "product.lines", "set": {"nothing": "1"}}, "`set` names `nothing`"),
    ],
)
def test_rows_that_nothing_leads_to_are_refused(step: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        _reading(steps=[READ_ALL["steps"][0], step])
    assert raised.value.hint


def test_a_row_that_all_are_changed_with_is_not_answered_as_it_was() -> None:
    inputs = [READ_ALL["inputs"][0], {"name": "line_id", "in": "path", "attribute": "CartLine.id", "required": True}]
    steps = [READ_ALL["steps"][0], {"find": "CartLine", "as": "line", "where": "row.id == input.line_id"},
             {"update_all": "product.lines", "set": {"quantity": "1"}}]  # fmt: skip
    more = {
        "path": "/products/{id}/read/{line_id}",
        "inputs": inputs,
        "response": {"value": "line", "view": "CartLine"},
    }
    with pytest.raises(BadInput, match="answered as it was found") as raised:
        _reading(steps=steps, **more)
    assert raised.value.hint
    assert _reading(steps=[*steps, {"update": "line", "set": {"quantity": "2"}}], **more).response.bind == "line"


def test_a_row_is_locked_where_a_step_says_so_and_read_again() -> None:
    steps = [
        {"find": "Product", "as": "seen", "where": "row.id == input.id"},
        {"find": "Product", "as": "product", "where": "row.id == input.id", "lock": True},
        READ_ALL["steps"][1],
    ]
    nodes = [node for node in _reading(steps=steps).nodes if isinstance(node, Fetch)]
    assert [(node.call.lock, node.call.again) for node in nodes] == [(False, False), (True, True)]
    nodes = [node for node in _reading(steps=steps[1:]).nodes if isinstance(node, Fetch)]
    assert [(node.call.lock, node.call.again) for node in nodes] == [(True, False)]


def test_what_a_new_row_refers_to_is_told_of_as_a_reference_where_it_is_found_first() -> None:
    plan = plan_of("playlists")
    nodes = next(item for item in plan.operations if item.name.snake == "create_track").nodes
    assert [type(node) for node in nodes[:2]] == [RequireReferences, Fetch]
    asked = [check.field for node in nodes if isinstance(node, RequireReferences) for check in node.call.references]
    assert asked == ["playlist_id", "artist_id"]


@pytest.mark.parametrize(
    ("entity", "changes", "said"),
    [
        ("Clip", {"deleted": False}, "`found` is not marked as deleted"),
        ("Artist", {"deleted": True}, "No Artist is marked as deleted"),
    ],
)
def test_only_what_is_marked_as_deleted_is_restored(entity: str, changes: dict[str, Any], said: str) -> None:
    data = yaml.safe_load((BLUEPRINTS / "playlists.yaml").read_text(encoding="utf-8"))
    find = {"find": entity, "as": "found", "where": "row.id == input.id", **changes}
    data["operations"] = [{
        "name": "bring_back", "method": "POST", "path": "/back/{id}", "response": {"status": 204},
        "inputs": [{"name": "id", "in": "path", "attribute": f"{entity}.id", "required": True}],
        "steps": [find, {"restore": "found"}],
    }]  # fmt: skip
    with pytest.raises(BadInput, match=said) as raised:
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    assert raised.value.hint
