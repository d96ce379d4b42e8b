"""The draft in short: one line for each part, whole or by name."""

from typing import Any

import pytest

from agent.model_planner.outline import around, full, outlined
from tests.agent.model_planner.support import LIBRARY
from tests.meta.sources import ROOT
from tools.blueprint.document import dump, load
from tools.blueprint.model import Blueprint


def test_parts_stand_one_on_a_line_without_defaults() -> None:
    lines = full(LIBRARY).splitlines()
    assert "- Loan {optimistic_lock: true, owner: member}" in lines
    assert "  - due_on {type: date, required: true}" in lines
    assert "- Loan list, read, create, update, delete: owner, admin" in lines


@pytest.mark.parametrize("path", sorted((ROOT / "tests/blueprints").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_name_is_shown_and_it_is_no_longer_than_the_document(path: Any) -> None:
    blueprint = load(path.read_bytes())
    shown = full(blueprint)
    names = [item.name for kind in (blueprint.entities, blueprint.operations, blueprint.views) for item in kind]
    assert all(name in shown for name in names)
    assert len(shown) <= len(dump(blueprint))


def test_what_no_phrase_is_about_is_shortened() -> None:
    short = outlined(LIBRARY, ["Books have a rating from 1 to 5"])
    assert "  - isbn {" in short
    assert "- Member: email, name, phone, joined_on" in short
    assert "permissions" not in short
    assert len(short) < len(full(LIBRARY))


def test_around_edits_stand_the_parts_of_their_kinds() -> None:
    shown = around(LIBRARY, ['{"part":"permission","name":"Book.delete"}']).splitlines()
    assert "- Book create, update, delete: admin" in shown
    assert [line for line in shown if line.startswith("- Loan")] == ["- Loan: borrowed_at, due_on, returned_at, note"]
    assert any(line.startswith("  - isbn {") for line in shown)
    assert any(line.startswith("relationships: Book.author → Author, ") for line in shown)
    assert not any(line.startswith(("api:", "auth:", "resources:")) for line in shown)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("setting api.rate_limit.requests", "api: {rate_limit: {}, idempotency: true}"),
        ("role admin", "- admin {first: true}"),
        ("role admin", "other roles: member"),
        (
            "relationship Tag.parent",
            "other relationships: Book.author → Author, Loan.book → Book, Loan.member → Member",
        ),
        ("resource Member", "- {entity: Member}"),
    ],
)
def test_around_edits_of_other_kinds(said: str, expected: str) -> None:
    assert expected in around(LIBRARY, [said]).splitlines()


def test_around_nothing_are_names_alone() -> None:
    assert around(LIBRARY, ()) == outlined(LIBRARY, ())


def test_nothing_is_nothing() -> None:
    assert full(Blueprint(name="empty")) == around(Blueprint(name="empty"), ["api"]) == ""
