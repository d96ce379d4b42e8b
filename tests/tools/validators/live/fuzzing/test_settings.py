"""The fuzzer's configuration comes from the contract alone."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis

from tests.tools.validators.conformance.playing import plan_of
from tools.validators.live.fuzzing.settings import settings

_AVAILABLE = "ensure_resource_availability"


def _expected(name: str, check: str) -> dict[str, list[Any]]:
    data = tomllib.loads(settings(plan_of(name)))
    return {item["include-operation-id"]: item["checks"][check]["expected-statuses"] for item in data["operations"]}


def _accepted(name: str) -> dict[str, list[Any]]:
    return _expected(name, "positive_data_acceptance")


@pytest.mark.parametrize("name", ["covering", "library", "notes", "shop"])
def test_the_fuzzer_understands_it(name: str) -> None:
    package = Path(schemathesis.__file__).parent / "config" / "schema.json"
    jsonschema.validate(tomllib.loads(settings(plan_of(name))), json.loads(package.read_text(encoding="utf-8")))


def test_statuses_are_admitted_only_where_declared() -> None:
    accepted = _accepted("library")
    assert 412 in accepted["update_book"]
    assert 428 in accepted["update_book"]
    assert not {412, 428} & set(accepted["update_author"])
    assert 409 in accepted["create_tag"]
    assert 409 not in accepted["update_author"]
    assert accepted["list_books"] == ["2xx"]


def test_a_refused_valid_body_is_admitted_only_where_it_rests_on_what_is_stored() -> None:
    accepted = _accepted("library")
    assert 422 in accepted["create_book"]  # its author may not exist
    assert 422 not in accepted["update_author"]
    assert 422 not in accepted["register"]
    assert 422 in _accepted("covering")["update_document"]  # its row check


def test_unchanged_is_admitted_where_rows_have_tags() -> None:
    accepted = _accepted("library")
    assert 304 in accepted["read_book"]
    assert 304 not in accepted["read_author"]


def test_what_the_checks_of_an_operation_end_with_is_admitted() -> None:
    accepted = _accepted("orders")
    assert 422 in accepted["buy_product"]  # the order may be too dear
    assert 422 not in accepted["pay_order"]


def test_what_steps_ask_for_is_admitted() -> None:
    accepted = _accepted("invites")
    assert accepted["redeem"] == ["2xx", 404, 409, 410]
    assert 422 in accepted["invite"]  # the time may be over
    assert 403 in accepted["list_members"]
    assert 403 not in accepted["list_memberships"]


def test_a_token_in_a_header_of_its_own_is_missed_as_a_token() -> None:
    """To the fuzzer it is a required header like others; whoever sends none has to sign in."""
    missing = _expected("polls", "missing_required_header")
    assert 401 in missing["vote"]
    assert 401 not in missing["list_prizes"]


def test_of_a_row_that_is_not_there_no_version_is_asked() -> None:
    missing = _expected("library", "missing_required_header")
    assert {404, 428} <= set(missing["update_book"])
    assert 404 not in missing["create_book"]


def test_a_row_that_was_made_may_only_be_missed_where_others_are_looked_for_too() -> None:
    """That a transfer goes to nobody tells nothing of the row that it is from."""

    def spared(name: str) -> set[str]:
        operations = tomllib.loads(settings(plan_of(name)))["operations"]
        off = {"enabled": False}
        return {item["include-operation-id"] for item in operations if item["checks"].get(_AVAILABLE) == off}

    assert spared("wiki") == {"read_booking", "restore_page", "send_purse"}
    assert spared("library") == {"link_book_tag", "unlink_book_tag"}
    assert spared("orders") == set()


def test_a_row_of_another_owner_or_tenant_may_be_missing_though_it_was_made() -> None:
    off = {"enabled": False}
    operations = tomllib.loads(settings(plan_of("crm")))["operations"]
    spared = {item["include-operation-id"] for item in operations if item["checks"].get(_AVAILABLE) == off}
    # Whoever signs up founds an organization, and reads no other; contacts are made where they are read.
    assert {"read_organization", "read_user"} <= spared
    assert not {"read_contact", "update_contact", "read_me"} & spared
