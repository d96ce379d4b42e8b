"""Values as people say them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.chat.said_values import LONGEST, said_value
from tools.blueprint.check.values import fits
from tools.blueprint.lower.types import value_type
from tools.blueprint.model.attribute import Constrained
from tools.blueprint.plan.values import ValueType


def kind(type: str, **facets: Any) -> ValueType:
    return value_type(Constrained.model_validate({"type": type, **facets}))


COLOURS = {"values": ["red", "Light Blue"]}


@pytest.mark.parametrize(
    ("said", "type", "facets", "value"),
    [
        ("A1", "string", {}, "A1"),
        ("  it's fine. ", "string", {}, "it's fine."),
        ("'quoted'", "string", {}, "quoted"),
        ('`a "b"`', "string", {}, 'a "b"'),
        ("'unlike\"", "string", {}, "'unlike\""),
        ("'", "string", {}, "'"),
        ("5", "string", {}, "5"),
        ("-5", "int32", {}, -5),
        ("5.0", "int32", {}, None),
        ("٣", "int32", {}, None),
        ("9" * 5000, "int64", {}, None),
        ("5", "int32", {"maximum": 4}, None),
        ("+1.50", "decimal", {}, "1.50"),
        ("1.505", "decimal", {}, None),
        ("1e3", "decimal", {}, None),
        ("nan", "float", {}, None),
        ("0.5", "float", {}, 0.5),
        ("Yes", "bool", {}, True),
        ("false", "bool", {}, False),
        ("maybe", "bool", {}, None),
        ("light blue", "enum", COLOURS, "Light Blue"),
        ("green", "enum", COLOURS, None),
        ("2026-02-28", "date", {}, "2026-02-28"),
        ("now", "date", {}, None),
        ("Now", "datetime", {}, "now"),
        ("2026-02-28T00:00:00Z", "datetime", {}, "2026-02-28T00:00:00Z"),
        ('["a"]', "array", {"items": "string"}, ["a"]),
        ("a, b", "array", {"items": "string"}, None),
        ('{"a": 1}', "json", {}, {"a": 1}),
        ("[" * 9000, "json", {}, None),
        ("a@b.ch", "email", {}, "a@b.ch"),
        ("x" * (LONGEST + 1), "text", {"max_length": 100_000}, None),
    ],
)
def test_words_are_read_as_the_type_wants(said: str, type: str, facets: dict[str, Any], value: object) -> None:
    found = said_value(said, kind(type, **facets))
    assert found == value
    assert (found is True) == (value is True)


@given(st.text(), st.sampled_from(("string", "int32", "decimal", "float", "bool", "date", "datetime", "json", "uuid")))
def test_what_is_read_fits(said: str, type: str) -> None:
    found = said_value(said, kind(type))
    assert found is None or fits(found, kind(type))
