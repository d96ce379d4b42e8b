"""What two answers have in common, and how requests are drawn."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.proof.agreement.drawing import Drawer
from tests.proof.agreement.renaming import Renaming
from tests.proof.stack_proof import plan_of
from tools.packs import registry

FIRST, SECOND, THIRD = (f"0189000{number}-0000-7000-8000-000000000000" for number in range(1, 4))
ALIKE: list[tuple[Any, Any]] = [
    ({"id": FIRST, "owner": FIRST}, {"id": SECOND, "owner": SECOND}),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ({"at": "2026-01-01T00:00:00.000Z"}, {"at": "2026-01-01T00:00:01.000Z"}),
    ({"detail": f"Row {FIRST} is gone."}, {"detail": f"Row {SECOND} is gone."}),
    ({"cursor": "eyJhIjoxMjM0NTY3ODkwfQ"}, {"cursor": "eyJhIjo5ODc2NTQzMjEwfQ"}),
]
APART: list[tuple[Any, Any, str]] = [
    ({"a": 1}, {"a": 1.0}, "/a: 1, and 1.0"),
    ({"a": True}, {"a": 1}, "/a: True, and 1"),
    ({"a": None}, {}, "/: members ['a'], and []"),
    ([1, 2], [1], "/: 2 items, and 1"),
    ({"total": "1.50"}, {"total": "1.5"}, "/total: '1.50', and '1.5'"),
    ({"title": "x" * 20}, {"title": "x" * 19}, f"/title: '{'x' * 20}', and '{'x' * 19}'"),
    ({"at": "2026-01-01T00:00:00.000Z"}, {"at": "2026-01-01"}, "/at: '2026-01-01T00:00:00.000Z', and '2026-01-01'"),
    ({"id": FIRST, "owner": FIRST}, {"id": SECOND, "owner": THIRD}, f"/owner: '{FIRST}', and '{THIRD}'"),
    ({"id": FIRST, "owner": THIRD}, {"id": SECOND, "owner": SECOND}, f"/owner: '{THIRD}', and '{SECOND}'"),
]


@pytest.mark.parametrize(("here", "there"), ALIKE)
def test_what_servers_make_up_has_other_names(here: Any, there: Any) -> None:
    assert Renaming().differences(here, there) == []


@pytest.mark.parametrize(("here", "there", "told"), APART)
def test_everything_else_is_the_same(here: Any, there: Any, told: str) -> None:
    assert Renaming().differences(here, there) == [told]


def test_a_name_stays_what_it_was_in_earlier_answers() -> None:
    renaming = Renaming()
    assert renaming.differences({"id": FIRST}, {"id": SECOND}) == []
    assert renaming.differences({"id": FIRST}, {"id": THIRD}) == [f"/id: '{FIRST}', and '{THIRD}'"]


def test_headers_mean_the_same_in_another_order_or_case() -> None:
    here = {"allow": "GET, POST", "content-type": "application/json; charset=utf-8", "date": "now"}
    there = {"allow": "POST, GET", "content-type": "application/json;charset=UTF-8"}
    assert Renaming().headers(here, there) == []
    assert Renaming().headers(here, {}) == [
        "header content-type: 'application/json; charset=utf-8', and None",
        "header allow: 'GET, POST', and None",
    ]


def _drawn(name: str) -> list[str]:
    drawer = Drawer(plan_of(name, registry.stack("fastapi", "sqlite")), 1)
    return [json.dumps(drawer.draw().step, default=str) for _ in range(200)]


@pytest.mark.parametrize("name", sorted(path.stem for path in Path("tests/blueprints").glob("*.yaml")))
def test_the_same_requests_are_drawn_of_every_example(name: str) -> None:
    drawn = _drawn(name)
    assert drawn == _drawn(name)
    assert len(set(drawn)) > 100
