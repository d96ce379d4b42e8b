"""What a long text says twice, and differently: the plainer statement stands, and it is told."""

from decimal import Decimal

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch, Own, PermissionSketch, Sketch
from agent.planner.yielding import give_way, settle_values
from tools.blueprint.model import Action


def _sketch(**facets: object) -> tuple[Sketch, AttributeSketch]:
    sketch, attribute = Sketch(), AttributeSketch("size", facets)
    sketch.entity("Boat").add(attribute)
    return sketch, attribute


@pytest.mark.parametrize(
    ("facets", "left"),
    [
        ({"minimum": Decimal(9), "maximum": Decimal(1)}, {}),
        ({"min_length": 500, "max_length": 1}, {}),
        ({"max_length": 20_000_000}, {}),
        ({"values": ("s", "l"), "default": "xl"}, {"values": ("s", "l")}),
        ({"minimum": Decimal(5), "default": 2}, {"minimum": Decimal(5)}),
        ({"minimum": Decimal(1), "default": 2}, {"minimum": Decimal(1), "default": 2}),
    ],
)
def test_bounds_that_rule_each_other_out_go(facets: dict[str, object], left: dict[str, object]) -> None:
    sketch, attribute = _sketch(**facets)
    notes = Notes()
    settle_values(sketch, notes)
    assert attribute.facets == left
    assert bool(notes.unplaced) is (facets != left)


def test_required_goes_before_optional() -> None:
    sketch, attribute = _sketch(required=True)
    attribute.optional = True
    settle_values(sketch, Notes())
    assert attribute.required is True


def test_what_the_server_sets_later_is_not_required() -> None:
    sketch, attribute = _sketch(required=True, managed=True)
    settle_values(sketch, Notes())
    assert attribute.required is False


def _with_callers() -> Sketch:
    sketch = Sketch(roles=["clerk"])
    sketch.auth.no = "no log-in"
    sketch.entity("Boat").own = Own.ROWS
    sketch.allow(PermissionSketch((Action.DELETE,), ("clerk",), "Boat"))
    return sketch


def test_without_sign_in_nobody_has_a_role_or_rows_of_his_own() -> None:
    sketch, notes = _with_callers(), Notes()
    give_way(sketch, notes)
    assert (sketch.roles, sketch.permissions, sketch.owned) == ([], [], False)
    assert len(notes.unplaced) == 3


def test_sign_in_that_is_asked_for_stands() -> None:
    sketch, notes = _with_callers(), Notes()
    sketch.auth.yes = "JWT"
    give_way(sketch, notes)
    assert sketch.auth.no is None
    assert sketch.roles == ["clerk"]
    assert len(notes.assumptions) == 1


def _permitted(*permissions: PermissionSketch) -> tuple[Sketch, Notes]:
    sketch, notes = Sketch(permissions=list(permissions)), Notes()
    give_way(sketch, notes)
    return sketch, notes


def test_of_those_who_alone_may_all_may() -> None:
    sketch, notes = _permitted(
        PermissionSketch((Action.UPDATE,), ("reviewer",), "Boat", exclusive=True),
        PermissionSketch((Action.UPDATE, Action.DELETE), ("owner",), "Boat", exclusive=True),
    )
    assert {item.allow for item in sketch.permissions} == {("reviewer", "owner")}
    assert any("reviewer and owner may update Boat" in told for told in notes.assumptions)


def test_where_only_some_may_not_everybody_may() -> None:
    sketch, notes = _permitted(
        PermissionSketch((Action.LIST,), ("admin",), "Boat", exclusive=True, scoped=True),
        PermissionSketch((Action.LIST,), ("public",), "Boat"),
        PermissionSketch((Action.LIST,), ("public",), "Quay"),
    )
    assert [(item.allow, item.entity) for item in sketch.permissions] == [(("admin",), "Boat"), (("public",), "Quay")]
    assert notes.unplaced
