"""Operations of one's own in all shapes: the suite tells what it can of them, and a sound backend passes it."""

import pytest

from tests.tools.validators.conformance.playing import backend_of, changed_plan, plan_of, played
from tools.validators.conformance import compile_plan
from tools.validators.conformance.making import suite_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.live.fuzzing.feed import compile_feed

PLACE = "  - name: ship_order\n"
SHAPES = {
    "of no entity": """\
  - name: probe
    method: POST
    path: /probe
    inputs: [{name: size, type: int32, required: true, minimum: 1, maximum: 9}]
    steps:
      - {check: input.size < 5, else: too_big}
    errors: [{name: too_big, status: 409, title: Too big}]
    response: {status: 204}
""",
    "with a named value": """\
  - name: tip_order
    group: Order
    method: POST
    path: /orders/{id}/tip
    inputs:
      - {name: id, in: path, attribute: Order.id, required: true}
      - {name: tip, attribute: Order.total, required: true}
    steps:
      - {find: Order, as: order, where: row.id == input.id}
      - {let: sum, be: order.total + input.tip}
      - {check: sum > 5.5, else: too_small}
      - {update: order, set: {total: sum}}
    errors: [{name: too_small, status: 409, title: Too small}]
    response: {value: order, view: Order}
""",
    "found by its query": """\
  - name: product_by_sku
    group: Product
    method: GET
    path: /find-products
    access: {public: true}
    inputs: [{name: wanted, in: query, attribute: Product.sku, required: true}]
    steps:
      - {find: Product, as: product, where: row.sku == input.wanted}
    response: {value: product, view: Product}
""",
    "a list that leaves rows out": """\
  - name: cheap_products
    group: Product
    method: GET
    path: /cheap-products
    access: {public: true}
    steps:
      - {list: Product, as: page, where: "!(row.price > 10)", sorts: [price], order: [-price]}
    response: {value: page, view: Product}
""",
    "of two rows": """\
  - name: move_order
    group: Order
    method: POST
    path: /orders/{id}/to/{other}
    inputs:
      - {name: id, in: path, attribute: Order.id, required: true}
      - {name: other, in: path, attribute: Product.id, required: true}
    steps:
      - {find: Order, as: order, where: row.id == input.id}
      - {find: Product, as: product, where: row.id == input.other}
      - {check: order.product_id != product.id, else: same}
      - {update: order, set: {product_id: product.id, total: product.price * order.quantity}}
    errors: [{name: same, status: 409, title: Same}]
    response: {value: order, view: Order}
""",
}
TOLD = {
    "of no entity": {("operation-success", "probe"), ("guards", "probe")},
    "with a named value": {("operation-success", "tip_order"), ("guards", "tip_order")},
    "found by its query": {("methods", "product_by_sku")},
    "a list that leaves rows out": {("operation-success", "cheap_products")},
    "of two rows": {("operation-success", "move_order")},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_sound_backend_passes_what_is_told_of_it(shape: str) -> None:
    plan = changed_plan("orders", {PLACE: f"{SHAPES[shape]}{PLACE}"})
    suite = compile_plan(plan)
    assert TOLD[shape] <= {(case["check"], case["subject"]) for case in suite["cases"]}
    names = {subject for _, subject in TOLD[shape]}
    # The interpreting backend has no GraphQL.
    outcomes = played(
        backend_of(plan), suite, lambda case: case["subject"] in names and not case["check"].startswith("graphql")
    )
    assert [(outcome["id"], outcome["findings"]) for outcome in outcomes if outcome["status"] != "passed"] == []
    compile_feed(plan)


def _story(name: str, operation: str, refusing: int | None = None) -> Story:
    plan = plan_of(name)
    found = next(item for item in plan.operations if item.name.snake == operation)
    script = Script(suite_of(plan))
    story = Story(script, found, script.caller(found, alone=True), refusing)
    story.reach()
    return story


def _routes(story: Story) -> list[str]:
    steps = [step for step in story.script.steps if step["do"] == "request"]
    return [f"{step['method']} {step['path'].rpartition('}')[2]}" for step in steps]


def test_a_seat_is_given_back_by_whoever_took_it() -> None:
    """What the caller's own key was set to before is what the guard compares with it."""
    assert _routes(_story("polls", "leave_seat"))[-1] == "POST /take"
    assert _routes(_story("polls", "take_seat", 0))[-1] == "POST /take"


def test_a_row_is_made_of_the_one_that_the_path_names() -> None:
    story = _story("polls", "vote")
    poll, choice = story.named("poll"), story.named("choice")
    assert poll is not None
    assert choice is not None
    assert choice.sent["poll_id"] == poll.reference
    assert _routes(story)[-1] == "POST /open"


def test_a_time_that_may_be_null_is_left_out_where_that_is_asked_for() -> None:
    invitation = _story("wiki", "redeem_invitation").named("invitation")
    assert invitation is not None
    assert invitation.sent["expiresAt"] is None


@pytest.mark.parametrize(
    ("name", "operation", "field"), [("wiki", "send_purse", "toId"), ("polls", "vote", "choice_id")]
)
def test_the_fuzzer_is_fed_with_the_rows_that_a_body_names(name: str, operation: str, field: str) -> None:
    """They belong to the row that the path names, turn by turn."""
    fed = compile_feed(plan_of(name)).template["operations"][operation]
    assert len(fed["paths"]) == len(fed["bodies"]) > 1
    assert len({str(body[field]) for body in fed["bodies"]}) == len(fed["bodies"])


def test_the_fuzzer_is_fed_with_codes() -> None:
    fed = compile_feed(plan_of("wiki")).template["operations"]["redeem_invitation"]
    assert all(body["code"]["$"].endswith("/code") for body in fed["bodies"])
