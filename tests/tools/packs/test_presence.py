"""Which host values may be missing, whatever language prints them."""

from pathlib import Path

from tools.blueprint.document import load
from tools.blueprint.plan.expr import BoundValue, Call, InputValue
from tools.blueprint.plan.values import ValueType
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.needs import row_binds
from tools.packs.patches import patches
from tools.packs.presence import Presence

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PLAN = resolve(load((BLUEPRINTS / "market.yaml").read_bytes()), registry.stack("fastapi", "sqlite"))
TEXT = ValueType("text")


def of(name: str) -> Presence:
    operation = next(item for item in PLAN.operations if item.name.snake == name)
    return Presence(PLAN, operation, row_binds(operation))


def test_what_need_not_be_sent_may_be_missing() -> None:
    presence = of("place_order")
    assert presence.is_nullable(InputValue("note", TEXT))
    assert not presence.is_nullable(InputValue("lines", TEXT))
    assert presence.is_nullable(BoundValue("line", "gift", TEXT))
    assert not presence.is_nullable(BoundValue("line", "quantity", TEXT))
    assert not presence.is_nullable(Call("eq", (InputValue("note", TEXT), InputValue("note", TEXT)), ValueType("bool")))


def test_bodies_of_changes_are_patches_and_others_are_not() -> None:
    found = patches(PLAN.operations)
    assert "ProductUpdate" in found
    assert "ProductCreate" not in found
