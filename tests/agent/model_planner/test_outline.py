"""The draft in short: one line for each part, whole or by name."""

from typing import Any

import pytest

from agent.model_planner.outline import full, outlined
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


def test_nothing_is_nothing() -> None:
    assert full(Blueprint(name="empty")) == ""
