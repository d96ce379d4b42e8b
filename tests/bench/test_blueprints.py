"""The Blueprints that are measured: as many entities as asked for, the same ones each time, sound on every stack."""

import pytest

from bench.blueprints import ACCOUNT, synthetic
from tools.blueprint.document import dump
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.packs import registry


@pytest.mark.parametrize("entities", [3, 6, 7, 8, 9, 13, 60, 600])
def test_there_are_as_many_entities_as_asked_for(entities: int) -> None:
    names = [entity.name for entity in synthetic(entities).entities]
    assert len(set(names)) == len(names) == entities
    assert names[0] == ACCOUNT


def test_the_same_number_gives_the_same_blueprint() -> None:
    assert dump(synthetic(24)) == dump(synthetic(24))


@pytest.mark.parametrize("stack", registry.stacks(), ids=lambda stack: f"{stack.framework}-{stack.datastore}")
@pytest.mark.parametrize("entities", [3, 6, 8, 20])
def test_every_stack_takes_it(entities: int, stack: Stack) -> None:
    plan = resolve(synthetic(entities), stack)
    assert plan.auth is not None


def test_entities_are_related_owned_searched_and_counted() -> None:
    blueprint = synthetic(6)
    assert {relationship.cardinality for relationship in blueprint.relationships} >= {"many_to_many"}
    assert [entity.owner for entity in blueprint.entities[1:]] == ["keeper", None, "keeper", None, "keeper"]
    actions = {action for resource in blueprint.resources for action in resource.actions or ()}
    assert {"search", "analytics"} <= actions


def test_less_than_a_family_is_refused() -> None:
    with pytest.raises(ValueError, match="the least"):
        synthetic(2)
