"""Constants as values of their type."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tools.blueprint.plan.values import ValueType
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.typed import typed

KEY = "01a21948-c102-7fc8-8dcf-27ad2b8d1325"


@pytest.mark.parametrize(
    ("value", "kind", "means"),
    [
        ("0.50", ValueType("decimal", precision=4, scale=2), Decimal("0.50")),
        (Decimal("1.5"), ValueType("decimal", precision=4, scale=2), Decimal("1.5")),
        ("2026-01-31", ValueType("date"), date(2026, 1, 31)),
        ("2026-01-31T12:00:00Z", ValueType("datetime"), datetime(2026, 1, 31, 12, tzinfo=UTC)),
        (KEY, ValueType("uuid"), UUID(KEY)),
        (["2026-01-31"], ValueType("array", items=ValueType("date")), [date(2026, 1, 31)]),
        (("a",), ValueType("array", items=ValueType("string")), ("a",)),
        ((), ValueType("array", items=ValueType("string")), ()),
        ("2026-01-31", ValueType("string"), "2026-01-31"),
        (None, ValueType("date"), None),
        (True, ValueType("bool"), True),
    ],
)
def test_a_constant_means_its_value(value: object, kind: ValueType, means: object) -> None:
    imports = Imports()
    source = typed(value, kind, imports)
    names: dict[str, Any] = {}
    exec(imports.render(), names)  # noqa: S102 - our own output
    found = eval(source, names)  # noqa: S307 - our own output
    assert found == means
    assert type(found) is type(means)
