"""Enum classes: one for each choice, and none without one."""

from enum import StrEnum
from typing import Any

from tests.tools.api_generator.plans import example_plan, plan_of
from tools.packs.persistence.sqlalchemy.enums import enums_module


def classes(source: str) -> dict[str, list[str]]:
    space: dict[str, Any] = {}
    exec(source, space)  # noqa: S102 - our own module
    found = {name: item for name, item in space.items() if isinstance(item, type) and item is not StrEnum}
    return {name: [member.value for member in item] for name, item in found.items() if issubclass(item, StrEnum)}


def test_every_choice_has_its_class() -> None:
    source = enums_module(example_plan("covering"))
    assert source is not None
    assert classes(source)["DocumentKind"] == ["note", "letter", "very long"]


def test_values_that_look_alike_stay_apart() -> None:
    values = ["a-b", "a_b", "A B", "1"]
    kind = {"name": "kind", "type": "enum", "values": values}
    source = enums_module(
        plan_of({"entities": [{"name": "Thing", "attributes": [kind]}], "resources": [{"entity": "Thing"}]})
    )
    assert source is not None
    assert classes(source) == {"ThingKind": values}


def test_without_a_choice_there_is_no_module() -> None:
    assert enums_module(example_plan("notes")) is None
