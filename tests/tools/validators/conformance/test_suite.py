"""The suite passes a sound backend, is pure, and says what it leaves out."""

import json
from typing import Any

import pytest

from tests.tools.validators.conformance.backend.application import Backend
from tests.tools.validators.conformance.backend.server import serving
from tests.tools.validators.conformance.playing import (
    BLUEPRINTS,
    VARIABLES,
    backend_of,
    changed_plan,
    compiled,
    plan_of,
    played,
    ready_backend,
)
from tools.validators.conformance import compile_plan
from tools.validators.conformance.document import MAIN
from tools.validators.conformance.runner import Player

NAMES = sorted(path.stem for path in BLUEPRINTS.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_backend_passes_every_case(name: str) -> None:
    # The interpreting backend speaks REST alone; GraphQL is played against printed backends.
    cases = [case for case in compiled(name)["cases"] if not case["check"].startswith("graphql")]
    outcomes = played(ready_backend(name), {**compiled(name), "cases": cases})
    wrong = [outcome for outcome in outcomes if outcome["status"] != "passed"]
    assert wrong == []
    assert len(outcomes) == len(cases)


ACTIONS = "{entity: Account, actions: [list, read, create, update, delete]}"
ALLOWED = "{entity: Account, actions: [create, update, delete], allow: [admin]}"
WITHOUT_CREATE = {text: text.replace("create, ", "") for text in (ACTIONS, ALLOWED)}


def _alone() -> tuple[Backend, dict[str, Any]]:
    """Accounts of which each one is alone in its tenant, for none makes another."""
    plan = changed_plan("covering", WITHOUT_CREATE)
    return backend_of(plan), compile_plan(plan)


def _about_accounts(case: dict[str, Any]) -> bool:
    return "account" in case["id"] and not case["check"].startswith("graphql")


def test_accounts_that_are_alone_in_their_tenant_are_changed_and_deleted_too() -> None:
    backend, plan = _alone()
    outcomes = played(backend, plan, _about_accounts)
    assert [outcome for outcome in outcomes if outcome["status"] != "passed"] == []
    checked = {(outcome["check"], outcome["subject"]) for outcome in outcomes}
    for check, subject in (
        ("operation-success", "delete_account"), ("accounts", "delete_account"), ("accounts", "update_account"),
        ("access-to-foreign-rows", "list_accounts"), ("filters", "list_accounts"), ("uniqueness", "update_account"),
    ):  # fmt: skip
        assert (check, subject) in checked


def test_what_needs_another_admin_is_skipped_where_nobody_makes_one() -> None:
    backend, plan = _alone()
    with serving(backend) as url:
        outcomes = list(Player(plan, url, dict(VARIABLES)).play(MAIN, _about_accounts))
    assert {outcome["status"] for outcome in outcomes} == {"passed", "skipped"}
    skipped = [outcome for outcome in outcomes if outcome["status"] == "skipped"]
    assert {outcome["reason"] for outcome in skipped} == {
        "nobody who controls the server and its database plays this plan"
    }


def test_a_datastore_with_a_server_is_lost_and_found() -> None:
    outcomes = played(
        ready_backend("library", "postgresql"),
        compiled("library", "postgresql"),
        lambda case: case["check"] == "database-loss",
    )
    # The interpreting backend keeps answering without its store, which is all that is wrong with it.
    assert [outcome["status"] for outcome in outcomes] == ["failed"]
    assert {finding["message"][:10] for finding in outcomes[0]["findings"]} == {"status 200"}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_plan_compiles_to_the_same_json(name: str) -> None:
    assert json.dumps(compile_plan(plan_of(name))) == json.dumps(compiled(name))


@pytest.mark.parametrize("name", NAMES)
def test_case_ids_are_unique_and_fixtures_exist(name: str) -> None:
    plan = compiled(name)
    ids = [case["id"] for case in plan["cases"]]
    assert len(ids) == len(set(ids))
    needed = {need for item in (*plan["cases"], *plan["fixtures"].values()) for need in item["needs"]}
    assert needed <= plan["fixtures"].keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_has_its_success_checked(name: str) -> None:
    checked = {case["subject"] for case in compiled(name)["cases"] if case["check"] == "operation-success"}
    assert checked == {operation.name.snake for operation in plan_of(name).operations}


def test_what_does_not_apply_says_why() -> None:
    spared = {item["check"]: item["reason"] for item in compiled("notes")["not_applicable"]}
    assert spared["sessions"] == "there are no accounts"
    assert spared["idempotent-replay"] == "no operation takes an Idempotency-Key"
    assert spared["database-loss"] == "the datastore has no server of its own to lose"
