"""What goes away is seen, part by part; what is only added is not taken for a loss."""

from typing import Any

import pytest

from agent.model_planner.guard.facts import added, facts, lost
from tests.agent.model_planner.support import LIBRARY
from tests.meta.sources import ROOT
from tools.blueprint.document import from_data, load, to_data
from tools.blueprint.model import Blueprint


def changed(**parts: Any) -> Blueprint:
    return from_data({**to_data(LIBRARY), **parts})


def without(kind: str, name: str) -> Blueprint:
    return changed(**{kind: [item for item in to_data(LIBRARY)[kind] if item.get("name", item.get("entity")) != name]})


def book(**attribute: Any) -> Blueprint:
    """The library with another `Book.isbn`."""
    entities = to_data(LIBRARY)["entities"]
    [found] = [entity for entity in entities if entity["name"] == "Book"]
    found["attributes"] = [{**item, **attribute} if item["name"] == "isbn" else item for item in found["attributes"]]
    return changed(entities=entities)


LOSSES = [
    (without("entities", "Tag"), "entity Tag"),
    (without("relationships", "author"), "relationship Book.author"),
    (without("roles", "admin"), "role admin"),
    (without("resources", "Tag"), "resource Tag"),
    (book(unique=False), "attribute Book.isbn: unique"),
    (book(max_length=12), "attribute Book.isbn: max_length"),
    (changed(name="shop"), "setting name: library"),
    (changed(api={}), "setting api.idempotency: true"),
    (changed(resources=[{"entity": "Author", "actions": ["list"]}]), "resource Author: delete"),
    (changed(permissions=[]), "permission Book.delete: admin"),
]


@pytest.mark.parametrize(("now", "what"), LOSSES)
def test_a_loss_is_seen(now: Blueprint, what: str) -> None:
    assert what in lost(LIBRARY, now)


def test_parts_of_what_is_gone_are_not_listed() -> None:
    assert lost(LIBRARY, without("entities", "Tag")) == ("entity Tag",)


def test_a_standard_operation_that_the_draft_left_out_is_an_exclusion() -> None:
    base = changed(resources=[{"entity": "Book", "actions": ["list", "read"]}])
    now = changed(resources=[{"entity": "Book", "actions": ["list", "read", "delete", "search"]}])
    assert lost(base, now) == ("that nobody may delete a Book by itself",)


def test_what_is_added_is_no_loss() -> None:
    now = changed(entities=[*to_data(LIBRARY)["entities"], {"name": "Shelf", "attributes": [{"name": "label"}]}])
    assert (lost(LIBRARY, now), added(LIBRARY, now)) == ((), ("entity Shelf",))


def test_texts_for_people_may_change() -> None:
    assert lost(LIBRARY, changed(description="Another one.", title="B")) == ()


@pytest.mark.parametrize("path", sorted((ROOT / "tests/blueprints").glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_lost_where_nothing_changes_and_all_where_nothing_is_left(path: Any) -> None:
    blueprint = load(path.read_bytes())
    assert (lost(blueprint, blueprint), added(blueprint, blueprint)) == ((), ())
    gone = lost(blueprint, Blueprint(name="empty"))
    assert {f"entity {entity.name}" for entity in blueprint.entities} <= set(gone)
    assert {part for part, facet in facts(blueprint) if part.startswith(("operation", "pattern"))} <= set(gone)
