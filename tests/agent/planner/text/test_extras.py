"""Free-form fields are one document, filtered by its members where that is asked for."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import attribute, entities, names

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("Assets (tag). Each asset has free-form custom fields that can be searched. JWT.", "Asset", "extra"),
        ("Products (name). Products carry arbitrary attributes as JSON, filterable. No auth.", "Product", "extra"),
        ("Pens (ink). Keep extra fields in a JSON column and let clients filter by them. No auth.", "Pen", "extra"),
        ("Pens (ink), lids (color). Keep extra fields of pens as JSON, searchable. No auth.", "Pen", "extra"),
        ("Lamps (name). Store arbitrary metadata for each lamp as JSON, searchable. JWT.", "Lamp", "metadata"),
        ("Boats (name). A boat can have additional properties (JSON) called specs, filterable. JWT.", "Boat", "specs"),
        ("Parcels (code). Parcels accept custom key-value pairs and clients can filter by them.", "Parcel", "extra"),
    ],
)
def test_free_form_fields_are_a_document_that_lists_filter_by(
    planned: Planned, text: str, entity: str, name: str
) -> None:
    draft = planned(text)
    found = attribute(draft.blueprint, entity, name)
    assert (found.type, found.filterable) == ("json", True)
    assert draft.unplaced == ()


def test_nobody_filters_by_what_is_only_kept(planned: Planned) -> None:
    found = attribute(planned("Machines (name). Machines have user-defined fields. JWT.").blueprint, "Machine", "extra")
    assert (found.type, found.filterable) == ("json", None)


@pytest.mark.parametrize(
    ("text", "entity", "wanted"),
    [
        ("Assets (name). Assets have no custom fields. JWT.", "Asset", ["name"]),
        ("Pens (ink). Pens have additional attributes: weight (decimal) and length (int).", "Pen", ["ink", "length"]),
        ("Pens (ink, weight). Clients filter pens by ink. No auth.", "Pen", ["ink", "weight"]),
    ],
)
def test_what_is_no_free_form_field(planned: Planned, text: str, entity: str, wanted: list[str]) -> None:
    blueprint = planned(text).blueprint
    assert set(wanted) <= set(names(blueprint, entity))
    assert "json" not in {item.type for found in blueprint.entities for item in found.attributes}


def test_of_several_things_none_is_guessed(planned: Planned) -> None:
    draft = planned("Pens (ink), lids (color). Keep extra fields in a JSON column. No auth.")
    assert entities(draft.blueprint) == {"Pen", "Lid"}
    assert "Keep extra fields in a JSON column" in draft.unplaced[0]
