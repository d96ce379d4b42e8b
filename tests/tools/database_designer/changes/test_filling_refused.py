"""What rows cannot get: no value of its attribute, no attribute, what cannot be written down."""

from copy import deepcopy
from typing import Any

import pytest

from tests.tools.database_designer.changes.library import LIBRARY, Data, add
from tests.tools.database_designer.plans import DATASTORES, plan_of
from tools.database_designer import change
from tools.errors import BadInput


@pytest.mark.parametrize(
    ("made", "value"),
    [
        ({}, 5),
        ({}, "a\x00b"),
        ({}, "\ud800"),
        ({"max_length": 2}, "abc"),
        ({"min_length": 2}, "a"),
        ({"pattern": "[0-9]+"}, "12x"),
        ({"type": "email"}, "nobody"),
        ({"type": "enum", "values": ["red", "it's"]}, "green"),
        ({"type": "bool"}, 1),
        ({"type": "int32"}, 2**31),
        ({"type": "int32"}, "5; DROP TABLE books"),
        ({"type": "int64"}, True),
        ({"type": "float"}, 10**400),
        ({"type": "decimal", "precision": 4, "scale": 2}, "1.234"),
        ({"type": "decimal", "precision": 4, "scale": 2}, "100"),
        ({"type": "decimal"}, "NaN"),
        ({"type": "int32", "minimum": 3}, 2),
        ({"type": "uuid"}, "1"),
        ({"type": "date"}, "2026-02-30"),
        ({"type": "date"}, "now"),
        ({"type": "datetime"}, "2026-01-01T00:00:00"),
        ({"type": "datetime"}, "0001-01-01T00:00:00+14:00"),
        ({"type": "json"}, ["\x00"]),
        ({"type": "json"}, [float("nan")]),
        ({"type": "array", "items": "int32"}, ["a"]),
    ],
)
@pytest.mark.parametrize("datastore", DATASTORES)
def test_what_is_no_value_of_the_attribute_is_refused(datastore: str, made: Data, value: Any) -> None:
    data = deepcopy(LIBRARY)
    add(data, {"name": "shelf", "required": True, **made})
    with pytest.raises(BadInput) as refused:
        change(plan_of(LIBRARY, datastore), plan_of(data, datastore), (), {"Book.shelf": value})
    assert refused.value.code == "bad-fill"
    assert refused.value.hint


def test_what_python_cannot_write_down_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    for kind, value in (("json", deep), ("int64", 10**5000)):
        data = deepcopy(LIBRARY)
        add(data, {"name": "shelf", "type": kind, "required": True})
        with pytest.raises(BadInput, match=r"cannot be Book\.shelf"):
            change(plan_of(LIBRARY, "sqlite"), plan_of(data, "sqlite"), (), {"Book.shelf": value})


@pytest.mark.parametrize("name", ["Book.nothing", "Nothing.title", "Book.author", "Book.author_id", "Tag.id", "Book"])
def test_only_attributes_get_values(name: str) -> None:
    with pytest.raises(BadInput, match="no attribute"):
        change(plan_of(LIBRARY, "sqlite"), plan_of(LIBRARY, "sqlite"), (), {name: "x"})
