"""Type words."""

from typing import Any

import pytest

from agent.planner.text.types import read_type


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("string", {"type": "string"}),
        ("VARCHAR(80)", {"type": "string", "max_length": 80}),
        ("numeric(12, 4)", {"type": "decimal", "precision": 12, "scale": 4}),
        ("bigint", {"type": "int64"}),
        ("an integer", {"type": "int32"}),
        ("timestamp", {"type": "datetime"}),
        ("string[]", {"type": "array", "items": "string"}),
        ("list of integers", {"type": "array", "items": "int32"}),
        ("yes/no", {"type": "bool"}),
        ("jsonb", {"type": "json"}),
    ],
)
def test_types(text: str, facets: dict[str, Any]) -> None:
    assert read_type(text) == facets


@pytest.mark.parametrize("text", ["", "banana", "draft, published", "string of pearls"])
def test_no_types(text: str) -> None:
    assert read_type(text) is None
