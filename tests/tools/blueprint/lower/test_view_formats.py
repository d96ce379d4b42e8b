"""Formats of datetimes in views."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.resolve import resolve
from tools.errors import BadInput, Unsupported
from tools.packs.registry import stack


def _view(name: str) -> Shape:
    return next(shape for shape in plan_of("seats").shapes if shape.name == name)


def _seats(field: dict[str, Any], **more: Any) -> None:
    data = yaml.safe_load((BLUEPRINTS / "seats.yaml").read_text(encoding="utf-8"))
    next(view for view in data["views"] if view["name"] == "ShowtimeCard")["fields"] = [field]
    data |= more
    resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_columns_and_computed_values_have_their_format() -> None:
    formats = {field.name.snake: field.type.format for field in _view("ShowtimeCard").fields}
    assert (formats["starts_at"], formats["starts"], formats["day"]) == (None, "unix_ms", "date")


@pytest.mark.parametrize(
    "field",
    [
        {"name": "title", "source": "title", "format": "unix"},
        {"name": "price", "value": "row.price", "format": "date"},
        {"name": "venue", "source": "venue", "view": "Venue", "format": "date"},
    ],
)
def test_only_a_datetime_has_a_format(field: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="is no datetime, and has a `format`"):
        _seats(field)


def test_graphql_shows_moments_as_they_are() -> None:
    data = {"views": [{"name": "Card", "entity": "Showtime", "fields": [{"name": "id", "source": "id"}]}]}
    view = data["views"][0]
    view["fields"].append({"name": "starts", "source": "starts_at", "format": "unix"})
    found = yaml.safe_load((BLUEPRINTS / "seats.yaml").read_text(encoding="utf-8"))
    operations = [
        item for item in found["operations"] if item["response"].get("view") not in ("Ticket", "ShowtimeCard")
    ]
    with pytest.raises(Unsupported, match="formatted fields"):
        resolve(
            load(yaml.safe_dump({**found, **data, "operations": operations, "api": {"styles": ["rest", "graphql"]}})),
            stack("fastapi", "sqlite"),
        )
