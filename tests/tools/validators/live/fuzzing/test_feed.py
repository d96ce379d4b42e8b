"""Live keys and credentials for the fuzzer."""

from typing import Any

import pytest

from tests.tools.validators.conformance.backend.server import serving
from tests.tools.validators.conformance.playing import (
    BLUEPRINTS,
    VARIABLES,
    changed_plan,
    control_of,
    plan_of,
    ready_backend,
)
from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance.runner import Player
from tools.validators.live.fuzzing.feed import SPENT, compile_feed


def _fed(name: str) -> dict[str, Any]:
    feed = compile_feed(plan_of(name))
    backend = ready_backend(name)
    with serving(backend) as url:
        player = Player(feed.plan, url, dict(VARIABLES), control_of(backend))
        assert [outcome["status"] for outcome in player.play("main")] == ["passed"]
        found: dict[str, Any] = player.filled(feed.template)
        return found


@pytest.mark.parametrize("name", ["covering", "library", "notes", "shop"])
def test_every_operation_with_a_path_gets_keys(name: str) -> None:
    operations = _fed(name)["operations"]
    for operation in plan_of(name).operations:
        paths = operations[operation.name.snake]["paths"]
        assert bool(paths) == bool(operation.path_fields)
        assert all(path.keys() == {field.wire for field in operation.path_fields} for path in paths)


@pytest.mark.parametrize("name", sorted(path.stem for path in BLUEPRINTS.glob("*.yaml")))
def test_of_every_example_it_is_known_when_operations_go_well(name: str) -> None:
    assert compile_feed(plan_of(name)).unfed == {}


def test_who_calls_is_known_where_nobody_can_tell_when_it_goes_well() -> None:
    never = 'check: order.status == "open" && order.status == "paid"'
    feed = compile_feed(changed_plan("orders", {'check: order.status == "open"': never}))
    assert feed.unfed.keys() == {"pay_order", "ship_order"}
    assert "no calls were found" in feed.unfed["pay_order"]
    assert feed.template["operations"]["pay_order"]["actor"]


def test_what_can_never_go_well_is_told() -> None:
    """A tenant in which its caller's account is kept; a row that must refer to one which no operation makes."""
    resource, permission = "{entity: Organization, actions: [", "{entity: Organization, actions: [update"
    kept = changed_plan("crm", {f"{resource}read": f"{resource}delete, read", permission: f"{permission}, delete"})
    assert compile_feed(kept).unfed["delete_organization"] == "its caller's own account keeps it"
    actions = "{entity: Author, actions: ["
    unmade = changed_plan(
        "library", {"{entity: Author}": f"{actions}update]}}", f"{actions}create, update": f"{actions}update",
                    f"{actions}list, read]": f"{actions}update]"},
    )  # fmt: skip
    assert compile_feed(unmade).unfed["create_book"] == "no operation makes a row of author"


def test_operations_that_use_rows_up_get_many_different_ones() -> None:
    operations = _fed("library")["operations"]
    keys = [path["id"] for path in operations["delete_author"]["paths"]]
    assert len(set(keys)) == SPENT
    assert not set(keys) & {path["id"] for path in operations["read_author"]["paths"]}


def test_whoever_may_call_is_named_and_can_log_in() -> None:
    fed = _fed("library")
    assert fed["operations"]["create_book"]["actor"] == "@admin"
    assert fed["operations"]["list_books"]["actor"] == "@member"
    assert "actor" not in fed["operations"]["login"]
    assert fed["actors"]["@admin"]["password"] == VARIABLES["admin_password"]
    assert fed["operations"]["update_book"]["tag"] == "/v1/books/{id}"


def test_references_are_live() -> None:
    body = _fed("library")["operations"]["create_book"]["body"]
    assert len(body["author_id"]) == 36


def test_rows_are_read_by_whoever_makes_them() -> None:
    """An account that another one makes is of its tenant, which nobody else sees into."""
    operations = _fed("covering")["operations"]
    makers = {operations[name]["actor"] for name in ("create_account", "read_account", "delete_account")}
    assert makers == {operations["create_account"]["actor"]}


def test_what_guards_ask_of_a_body_goes_with_the_rows_of_its_path() -> None:
    operations = _fed("seats")["operations"]
    held = operations["hold_seat"]
    assert len(held["bodies"]) == len(held["paths"]) == SPENT
    assert {frozenset(body) for body in held["bodies"]} == {frozenset({"seat_id", "held_until"})}
    assert len({body["seat_id"] for body in held["bodies"]}) == SPENT
    assert "bodies" not in operations["create_seat"]


def test_rows_that_only_a_body_names_are_made_too() -> None:
    redeemed = _fed("invites")["operations"]["redeem"]
    assert redeemed["paths"] == []
    assert len({body["code"] for body in redeemed["bodies"]}) == SPENT


def test_a_body_names_rows_that_only_operations_of_ones_own_make() -> None:
    fed = compile_feed(plan_of("kanban")).template["operations"]["move_card"]
    assert fed["drop"] == []
    assert "list_id" in fed["body"]


def test_a_row_that_came_with_another_one_is_named_by_what_is_known_of_it() -> None:
    paths = _fed("handbook")["operations"]["read_revision"]["paths"]
    assert {path["number"] for path in paths} == {"1"}


def test_what_comes_with_a_file_is_no_part_of_the_form() -> None:
    step = "- {find: Content, as: content, where: row.document_id == document.id}\n      - update: document"
    named = step.replace("- update", '- {check: input.file_name != "x", else: not_found}\n      - update')
    feed = compile_feed(changed_plan("uploads", {step: named}))
    assert "bodies" not in feed.template["operations"]["replace_file"]


def test_rows_of_a_table_do_not_become_alike_in_what_is_unique() -> None:
    fields = [{"name": "key", "attribute": "Box.id", "required": True}, {"name": "told", "attribute": "Box.mark"}]
    mark = {"name": "mark", "type": "enum", "values": ["a", "b"]}
    name = {"name": "name", "type": "string", "required": True}
    box = {"name": "Box", "attributes": [mark, name], "uniques": [["mark", "name"]]}
    steps = [
        {"find": "Box", "as": "found", "where": "row.id == entry.key", "else": "not_found"},
        {"update": "found", "set": {"mark": "entry.told"}},
    ]
    load = {
        "group": "Box",
        "name": "load_boxes",
        "method": "POST",
        "path": "/boxes/load",
        "inputs": [{"name": "entries", "in": "csv", "required": True, "fields": fields}],
        "steps": [{"each": "input.entries", "as": "entry", "steps": steps}],
        "response": {"status": 204},
        "access": {"public": True},
    }
    data = {"blueprint": 1, "name": "tried", "entities": [box], "operations": [load]}
    data["resources"] = [{"entity": "Box", "actions": ["read", "create"]}]
    feed = compile_feed(resolve(from_data(data), stack("fastapi", "sqlite")))
    for table in feed.template["operations"]["load_boxes"]["tables"]:
        head, *rows = table["$text"].split()
        assert head == "key,told"
        assert all(row.endswith(",") for row in rows)
