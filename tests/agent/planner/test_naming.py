"""Names: safe ones are tidied, unsafe ones refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.naming import LONGEST, attribute_name, blueprint_name, entity_name, role_name
from agent.planner.notes import Notes
from tools.blueprint.model import Attribute, Blueprint, Entity
from tools.errors import BadInput


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("User", "User"),
        ("order items", "OrderItem"),
        ("order_items", "OrderItem"),
        ("Products", "Product"),
        ("Categories", "Category"),
        ("class", "Class"),
        ("café", "Cafe"),
        ("Straße", "Strasse"),
    ],
)
def test_entities(raw: str, name: str) -> None:
    assert entity_name(raw, Notes()) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [("dueDate", "due_date"), ("Due date", "due_date"), ("due-date", "due_date"), ("constructor", "constructor_value")],
)
def test_attributes(raw: str, name: str) -> None:
    assert attribute_name(raw, Notes()) == name


@pytest.mark.parametrize(
    "raw",
    [
        'User"; DROP TABLE x;--',
        "../../etc",
        "__proto__",
        "Uѕer",
        "кот",
        "A" * 300,
        "",
        " ",
        "1st",
        "a.b",
        "a;b",
        "a\nb",
        "a\x00",
    ],
)
@pytest.mark.parametrize("make", [entity_name, attribute_name, role_name])
def test_unsafe_names_are_refused_with_the_path(raw: str, make: object) -> None:
    with pytest.raises(BadInput) as caught:
        make(raw, Notes(), "payload.x")  # type: ignore[operator]
    assert caught.value.path == "payload.x"
    assert caught.value.hint
    assert len(str(caught.value)) < 300


def test_tables_of_the_backend_itself_are_taken() -> None:
    with pytest.raises(BadInput):
        entity_name("AuthSession", Notes())


def test_a_changed_name_is_told() -> None:
    notes = Notes()
    entity_name("Products", notes)
    assert "Product" in notes.assumptions[0]


def test_words_of_the_permission_language_are_no_roles() -> None:
    assert role_name("Admins", Notes()) == "admin"
    with pytest.raises(BadInput):
        role_name("public", Notes())


@given(st.text(max_size=80))
def test_whatever_passes_fits_a_blueprint(raw: str) -> None:
    try:
        entity = entity_name(raw, Notes())
        attribute = attribute_name(raw, Notes())
    except BadInput:
        return
    made = Entity(name=entity, attributes=(Attribute(name=attribute),))
    assert len(made.name) <= LONGEST


@given(st.text(max_size=200))
def test_every_title_gives_a_name(raw: str) -> None:
    assert Blueprint(name=blueprint_name(raw)).name
