"""Views that leave out fields where they are null."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, changed_plan, plan_of
from tools.api_generator.openapi.shapes import component_schemas
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.resolve import resolve
from tools.errors import Unsupported
from tools.packs.frameworks.fastapi.schemas import schema_module
from tools.packs.registry import stack


def _view(plan: RenderPlan, name: str) -> Shape:
    return next(shape for shape in plan.shapes if shape.name == name)


def _field(shape: Shape, wire: str) -> Field:
    return next(field for field in shape.fields if field.wire == wire)


def test_only_fields_that_may_be_null_are_left_out() -> None:
    view = _view(plan_of("handbook"), "RevisionLine")
    assert {field.wire for field in view.fields if not field.required} == {"summary"}
    assert _field(view, "summary").nullable


def test_views_show_nulls_unless_they_say_otherwise() -> None:
    shown = _view(changed_plan("handbook", {"    nulls: left_out\n": ""}), "RevisionLine")
    assert all(field.required for field in shown.fields)


def test_the_contract_has_no_null_where_a_field_is_left_out() -> None:
    schema = component_schemas(plan_of("handbook"))["RevisionLine"]
    assert "summary" not in schema["required"]
    assert schema["properties"]["summary"]["type"] == "string"
    shown = component_schemas(changed_plan("handbook", {"    nulls: left_out\n": ""}))["RevisionLine"]
    assert "summary" in shown["required"]
    assert shown["properties"]["summary"]["type"] == ["string", "null"]


def test_a_row_inside_is_left_out_as_a_value_is() -> None:
    data = _data("blog")
    for view in data["views"]:
        if any(field.get("view") for field in view["fields"]):
            view["nulls"] = "left_out"
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    left = [(shape.name, field) for shape in plan.shapes for field in shape.fields if not field.required and field.view]
    left = [(name, field) for name, field in left if name in component_schemas(plan)]
    assert left
    for name, field in left:
        assert "$ref" in component_schemas(plan)[name]["properties"][field.wire]


def test_each_schema_leaves_out_its_own_fields_alone() -> None:
    plan = plan_of("handbook")
    group = next(group for group in plan.groups if group.name.snake == "revision")
    printed = schema_module(plan, group)
    assert printed.count("summary: str | None = Field(exclude_if=is_null)") == 2
    assert printed.count("exclude_if") == 2


def test_graphql_shows_nulls() -> None:
    data = _data("notes")
    data["api"] = {**data.get("api", {}), "styles": ["rest", "graphql"]}
    entity = data["entities"][0]["name"]
    fields = [{"name": "id", "source": "id"}]
    data["views"] = [{"name": "Short", "entity": entity, "fields": fields, "nulls": "left_out"}]
    with pytest.raises(Unsupported, match="leaves out nulls"):
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def _data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
