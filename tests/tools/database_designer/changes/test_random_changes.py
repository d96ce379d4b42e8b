"""From any schema to any other and back: each end is as if it had been made in an empty database."""

from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.blueprint.strategies import attributes, blueprints
from tests.tools.database_designer.changes.trials import tried
from tools.blueprint.document import from_data
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.database_designer import change
from tools.packs import registry
from tools.validators.engines.engine import Engine


@st.composite
def renames(draw: st.DrawFn, old: dict[str, Any], new: dict[str, Any]) -> list[Edit]:
    """Entities, attributes and relationships of the old Blueprint called like some of the new one."""
    made: list[Edit] = []

    def rename(part: PartKind, name: str, to: str) -> None:
        if name.rpartition(".")[2] != to:
            made.append(Edit(op="rename", part=part, name=name, to=to))

    wanted = {entity["name"]: draw(st.permutations(new["entities"]))[0] for entity in old["entities"]}
    for entity in old["entities"]:
        other, name = wanted[entity["name"]], entity["name"]
        if not entity["attributes"] or not draw(st.booleans()):
            continue
        for attribute, target in zip(entity["attributes"], draw(st.permutations(other["attributes"])), strict=False):
            rename(PartKind.ATTRIBUTE, f"{name}.{attribute['name']}", target["name"])
        for link in old["relationships"]:
            if link["from"] == name:
                rename(PartKind.RELATIONSHIP, f"{name}.{link['name']}", f"link_{draw(st.integers(0, 3))}")
        rename(PartKind.ENTITY, name, other["name"])
    return made


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A Blueprint, and the same with other types, flags and bounds under the same names."""
    old = draw(blueprints())
    new = deepcopy(old)
    for entity in new["entities"]:
        if entity["name"] in ("Person", "Realm"):
            continue
        entity["attributes"] = [
            draw(attributes(item["name"])) if draw(st.booleans()) else item for item in entity["attributes"]
        ]
        for flag in ("timestamps", "soft_delete", "optimistic_lock"):
            entity[flag] = draw(st.booleans())
        if draw(st.integers(0, 4)) == 0:
            entity["key"] = {"kind": draw(st.sampled_from(("uuid", "serial")))}
    for link in new["relationships"]:
        if link["name"].startswith("link_") and link["cardinality"] == "many_to_one" and link["required"]:
            link["required"] = draw(st.booleans())
    for item in (*old["resources"], *new["resources"]):
        # There may be no text to search.
        item["actions"] = [action for action in item["actions"] if action != "search"] or ["list"]
    return old, new


def plan(data: dict[str, Any], engine: Engine) -> RenderPlan:
    return resolve(from_data(data), registry.stack("fastapi", engine.id))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(blueprints(), blueprints(), st.data())
def test_random_changes_on_sqlite(
    sqlite: Engine, old: dict[str, Any], new: dict[str, Any], data: st.DataObject
) -> None:
    tried(plan(old, sqlite), plan(new, sqlite), sqlite, data.draw(renames(old, new)))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(neighbours())
def test_small_changes_on_sqlite(sqlite: Engine, pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    old, new = (plan(data, sqlite) for data in pair)
    tried(old, new, sqlite)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(blueprints(), blueprints(), st.data())
def test_random_changes_on_postgresql(
    postgresql: Engine, old: dict[str, Any], new: dict[str, Any], data: st.DataObject
) -> None:
    tried(plan(old, postgresql), plan(new, postgresql), postgresql, data.draw(renames(old, new)))


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_equal_schemas_have_nothing_to_change(sqlite: Engine, data: dict[str, Any]) -> None:
    one, other = plan(data, sqlite), plan(data, sqlite)
    found = change(one, other)
    assert (found.up, found.down, found.losses, found.needs) == ((), (), (), ())
