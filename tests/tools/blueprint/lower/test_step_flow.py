"""Steps inside steps: what they become, what is known inside them, and what cannot stand there."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.contention import contends
from tools.blueprint.plan.expr import BoundValue, Call, InputValue
from tools.blueprint.plan.operation import (
    Branch,
    Fetch,
    ForEach,
    Guard,
    Node,
    OperationPlan,
    RequireReferences,
    ShowRows,
    WriteSet,
    every,
)
from tools.blueprint.plan.store import DeleteReferring, FindRows, PutLink, UpsertRow
from tools.blueprint.plan.values import ValueType
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

Step = dict[str, Any]
FIND: Step = {"find": "Product", "as": "product", "where": "row.id == line.product_id"}
LINES: Step = {"each": "CartLine", "as": "line", "where": "row.user_id == viewer.id"}
NOTHING: Step = {"check": "true", "else": "sold_out"}


def _operation(name: str, blueprint: str = "market") -> OperationPlan:
    return next(item for item in plan_of(blueprint).operations if item.name.snake == name)


def _with_steps(*steps: Step, entities: dict[str, Step] | None = None, **more: Any) -> OperationPlan:
    """`check_out`, which finds its buyer, makes the order and does these steps."""
    data = yaml.safe_load((BLUEPRINTS / "market.yaml").read_text(encoding="utf-8"))
    for entity in data["entities"]:
        entity.update((entities or {}).get(entity["name"], {}))
    operation = next(item for item in data["operations"] if item["name"] == "check_out")
    operation["steps"][1:] = [operation["steps"][2], *steps]
    operation["inputs"] += more.get("inputs", [])
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    return next(item for item in plan.operations if item.name.snake == "check_out")


def _loop(operation: OperationPlan) -> ForEach:
    return next(node for node in operation.nodes if isinstance(node, ForEach))


def _writes(nodes: tuple[Node, ...]) -> Iterator[object]:
    for node in every(nodes):
        if isinstance(node, WriteSet):
            yield from (write.call for write in node.writes)


def test_rows_are_read_in_order_and_locked_where_steps_change_them() -> None:
    loop = _loop(_operation("check_out"))
    assert isinstance(loop.items, FindRows)
    assert (loop.bind, loop.place, loop.over.code if loop.over else "") == ("line", "place", "too_much")
    call = loop.items
    assert (call.name, call.table, call.most, call.order) == (
        "rows_of_line",
        "cart_line",
        500,
        (("product_id", False),),
    )
    assert call.lock
    kinds = [type(node) for node in loop.nodes]
    assert kinds == [Fetch, Guard, WriteSet, Branch, WriteSet]


def test_a_branch_has_its_writes_on_either_side() -> None:
    branch = next(node for node in _loop(_operation("check_out")).nodes if isinstance(node, Branch))
    assert [type(node) for node in (*branch.then, *branch.otherwise)] == [WriteSet, WriteSet]
    assert [getattr(call, "name", "") for call in _writes((branch,))] == ["update_product", "update_product_2"]


def test_items_of_an_input_are_values() -> None:
    loop = _loop(_operation("tag_product"))
    assert isinstance(loop.items, InputValue)
    assert (loop.items.name, loop.items.type.kind, loop.over) == ("names", "array", None)
    upsert, link = _writes(loop.nodes)
    assert isinstance(upsert, UpsertRow)
    assert isinstance(link, PutLink)
    assert upsert.parameters[0].value == BoundValue("name", None, upsert.parameters[0].type)
    (place,) = [item for item in link.parameters if item.name == "place"]
    assert place.value == BoundValue("place", None, ValueType("int32"))


def test_all_links_go_at_once_and_who_empties_a_list_holds_its_row() -> None:
    fetch, emptied, *_ = _operation("tag_product").nodes
    assert isinstance(fetch, Fetch)
    assert fetch.call.lock
    (call,) = _writes((emptied,))
    assert isinstance(call, DeleteReferring)
    assert (call.name, call.near) == ("remove_product_tags", "product_id")


def test_rows_that_are_only_looked_at_are_not_locked() -> None:
    loop = _loop(_with_steps({**LINES, "steps": [FIND]}))
    assert isinstance(loop.items, FindRows)
    assert not loop.items.lock
    assert (loop.items.most, loop.items.order, loop.over.code if loop.over else "") == (100, (), "conflict")


def test_rows_of_others_stay_out_unless_the_step_says_so() -> None:
    def narrowed(**more: object) -> int:
        call = _loop(_with_steps({"each": "CartLine", "as": "line", "steps": [FIND], **more})).items
        assert isinstance(call, FindRows)
        return len(call.conditions)

    assert (narrowed(), narrowed(owner=False)) == (1, 0)


def test_who_holds_rows_of_a_loop_may_come_into_anothers_way() -> None:
    assert all(contends(_operation(name)) for name in ("check_out", "cancel_order", "tag_product"))
    assert contends(_operation("create_article", "press"))
    assert not contends(_operation("favorite_article", "press"))


def test_the_answer_is_read_after_all_steps() -> None:
    assert isinstance(_operation("check_out").nodes[-1], ShowRows)


def test_inner_rows_with_versions_are_locked_and_ask_for_no_version() -> None:
    update = {"update": "product", "set": {"stock": "product.stock"}}
    entities = {"Product": {"optimistic_lock": True}, "CartLine": {"optimistic_lock": True}}
    operation = _with_steps({**LINES, "steps": [FIND, update, {"delete": "line"}]}, entities=entities)
    assert not operation.if_match
    loop = _loop(operation)
    assert isinstance(loop.items, FindRows)
    assert isinstance(loop.nodes[0], Fetch)
    assert loop.items.lock
    assert loop.nodes[0].call.lock


@pytest.mark.parametrize("inner", [
    {"list": "Product", "as": "page"}, {"aggregate": "Product", "as": "numbers", "measures": {"count": "count()"}},
    {"hash": "line.id", "as": "hashed"}, {"issue_token": "buyer", "as": "tokens"}, {"revoke_token": "session"},
])  # fmt: skip
@pytest.mark.parametrize("outer", ["each", "then", "else"])
def test_what_is_about_the_answer_or_the_session_stands_outside(inner: Step, outer: str) -> None:
    steps: dict[str, Step] = {
        "each": {**LINES, "steps": [inner]},
        "then": {"if": "true", "then": [inner]},
        "else": {"if": "true", "then": [NOTHING], "else": [inner]},
    }
    with pytest.raises(BadInput) as raised:
        _with_steps(steps[outer])
    assert raised.value.message == f"`{next(iter(inner))}` cannot stand inside another step."
    assert raised.value.hint == (
        "Only these can: check, create, delete, each, emit, find, if, let, link, restore, unlink, update, update_all, "
        "upsert."
    )
    assert raised.value.path == "operations.check_out"


def _nested(depth: int) -> Step:
    step = NOTHING
    for _ in range(depth):
        step = {"if": "true", "then": [step]}
    return step


def test_steps_stand_four_deep_and_no_deeper() -> None:
    # Where a branch holds nothing but a guard, both are one.
    assert isinstance(_with_steps(_nested(4)).nodes[-2], Guard)
    with pytest.raises(BadInput, match="more than 4 deep"):
        _with_steps(_nested(5))


@pytest.mark.parametrize(
    ("steps", "said", "hint"),
    [
        (
            [{**LINES, "steps": [FIND]}, {"check": "line.quantity > 0", "else": "sold_out"}],
            "`line.quantity` is not known here",
            "",
        ),
        ([{**LINES, "steps": [FIND]}, {"update": "product", "set": {"stock": "0"}}], "No step before has found", ""),
        (
            [{"if": "true", "then": [{"let": "n", "be": "1"}], "else": [{"check": "n > 0", "else": "sold_out"}]}],
            "`n` is not known",
            "",
        ),
        ([{**LINES, "as": "order", "steps": [FIND]}], "`order` is bound by two steps", "name of its own"),
        ([{**LINES, "at": "row", "steps": [FIND]}], "`row` is bound by two steps", "name of its own"),
        ([{**LINES, "steps": [NOTHING]}], "No step uses `line`", "Take it out"),
        ([{**LINES, "at": "n", "steps": [FIND]}], "No step uses `n`", "Take it out"),
        ([{**LINES, "order": ["nothing"], "steps": [FIND]}], "CartLine has no `nothing` to order by", "Name one of"),
        ([{**LINES, "each": "Nothing", "steps": [FIND]}], "There is no entity Nothing", "Name one of the entities"),
        ([{**LINES, "else": "unheard_of", "steps": [FIND]}], "unheard_of", "operation's `errors`"),
        ([{"if": "order.note", "then": [NOTHING]}], "A bool is wanted here", ""),
        ([{"each": "input.nothing", "as": "it", "steps": [NOTHING]}], "names 'nothing'", "an input"),
        ([{"each": "input.note", "as": "it", "steps": [NOTHING]}], "`input.note` is no list", "type array"),
    ],
)
def test_mistakes_are_told(steps: list[Step], said: str, hint: str) -> None:
    with pytest.raises(BadInput) as raised:
        _with_steps(*steps)
    assert said in raised.value.message
    assert hint in raised.value.hint
    assert raised.value.path == "operations.check_out"


@pytest.mark.parametrize(
    ("given", "told"),
    [({"where": "true"}, "where"), ({"owner": False}, "owner"), ({"order": ["name"]}, "order"), ({"most": 5}, "most"),
     ({"else": "sold_out"}, "else")],
)  # fmt: skip
def test_what_is_about_rows_says_nothing_about_items(given: Step, told: str) -> None:
    names = {"name": "names", "attribute": "Tag.name", "many": True}
    with pytest.raises(BadInput) as raised:
        _with_steps({"each": "input.names", "as": "name", "steps": [NOTHING], **given}, inputs=[names])
    assert raised.value.message == f"`{told}` is about rows, and `input.names` holds values."
    assert "bounds" in raised.value.hint


@pytest.mark.parametrize("item", [
    {"attribute": "Tag.nothing"}, {"attribute": "CartLine.product"}, {"attribute": "Product.tags"},
    {"attribute": "Tag.name", "in": "query"}, {"type": "string"},
])  # fmt: skip
def test_lists_of_values_are_scalar_and_stand_in_the_body(item: Step) -> None:
    with pytest.raises(BadInput, match="`many` needs an attribute of a scalar type, and the body") as raised:
        _with_steps(inputs=[{"name": "names", "many": True, **item}])
    assert raised.value.path == "operations.check_out.inputs.names"


def test_conditions_with_nothing_between_them_are_one() -> None:
    check = {"check": 'buyer.name != "a"', "else": "sold_out"}
    second = {"if": 'buyer.name != "b"', "then": [check, {**check}]}
    guard = _with_steps({"if": 'buyer.name != "c"', "then": [check]}).nodes[-2]
    assert isinstance(guard, Guard)
    assert isinstance(guard.condition, Call)
    assert [part.function for part in guard.condition.args if isinstance(part, Call)] == ["not", "ne"]
    branch = _with_steps({"if": 'buyer.name != "c"', "then": [second]}).nodes[-2]
    assert isinstance(branch, Branch)
    assert isinstance(branch.condition, Call)
    assert branch.condition.function == "and"
    assert [type(node) for node in branch.then] == [Guard, Guard]


def test_each_branch_makes_sure_of_what_it_is_sent() -> None:
    """What one branch has looked after, another one and what comes after have not."""

    def made(name: str) -> Step:
        accept, own = ["product_id", "quantity"], {"user_id": "viewer.id"}
        return {"create": "CartLine", "as": name, "accept": accept, "set": own}

    choice = {"if": "input.quantity > 1", "then": [made("one")], "else": [made("other")]}
    inputs = [{"name": "product_id", "attribute": "CartLine.product", "required": True},
              {"name": "quantity", "attribute": "CartLine.quantity", "required": True}]  # fmt: skip
    operation = _with_steps(choice, made("last"), inputs=inputs)
    branch = next(node for node in operation.nodes if isinstance(node, Branch))
    for nodes in (branch.then, branch.otherwise, operation.nodes):
        assert any(isinstance(node, RequireReferences) for node in nodes)
