"""Rows are locked where what is written rests on what they hold, and only there."""

import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.plan.operation import Fetch
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack


def _locks(steps: list[dict[str, object]], *, soft_delete: bool = False) -> bool:
    data = yaml.safe_load((BLUEPRINTS / "events.yaml").read_text(encoding="utf-8"))
    next(item for item in data["entities"] if item["name"] == "Event")["soft_delete"] = soft_delete
    operation = next(item for item in data["operations"] if item["name"] == "book_event")
    found, *_, created = operation["steps"]
    operation |= {"steps": [found, *steps, created], "errors": [{"name": "closed", "status": 409, "title": "Closed"}]}
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    fetch = next(item for item in plan.operations if item.name.snake == "book_event").nodes[0]
    assert isinstance(fetch, Fetch)
    return fetch.call.lock


def test_a_row_that_is_only_referred_to_is_not_locked() -> None:
    assert not _locks([])


def test_a_row_whose_values_decide_is_locked() -> None:
    assert _locks([{"check": 'event.state == "open"', "else": "closed"}])


def test_a_row_that_can_be_marked_as_deleted_is_kept_from_it_by_a_lock() -> None:
    assert _locks([], soft_delete=True)
