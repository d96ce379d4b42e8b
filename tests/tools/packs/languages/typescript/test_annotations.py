"""Types of values, and constants as values of their type."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.annotations import annotation, optional
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.typed import typed

PATH = "src/models/book.ts"
KIND = ValueType("enum", values=("a", "b"), enum="BookKind")
MONEY = ValueType("decimal", precision=4, scale=2)


@pytest.mark.parametrize(
    ("kind", "text", "imported"),
    [
        (ValueType("string"), "string", ""),
        (ValueType("uuid"), "string", ""),
        (ValueType("datetime"), "string", ""),
        (ValueType("int64"), "number", ""),
        (ValueType("float"), "number", ""),
        (ValueType("bool"), "boolean", ""),
        (ValueType("binary"), "Buffer", ""),
        (ValueType("json"), "unknown", ""),
        (MONEY, "Big", "import type { Big } from 'big.js';"),
        (ValueType("array", items=ValueType("int32")), "readonly number[]", ""),
        (
            ValueType("array", items=ValueType("array", items=ValueType("string"))),
            "readonly (readonly string[])[]",
            "",
        ),
        (KIND, "BookKind", "import type { BookKind } from './enums.ts';"),
        (replace(KIND, values=("a",)), "string", ""),
        (replace(KIND, enum=None), "string", ""),
    ],
)
def test_each_kind_has_its_type(kind: ValueType, text: str, imported: str) -> None:
    imports = Imports(PATH)
    assert annotation(kind, imports, {"BookKind": ("a", "b")}) == text
    assert imports.render() == imported


def test_null_is_part_of_unknown_already() -> None:
    assert [optional("number", True), optional("number", False), optional("unknown", True)] == [
        "number | null", "number", "unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kind", "source"),
    [
        ("0.50", MONEY, "new Big('0.50')"),
        (Decimal("1.5"), MONEY, "new Big('1.5')"),
        (Decimal("1.5"), None, "new Big('1.5')"),
        (3, MONEY, "new Big('3')"),
        (Decimal("5"), ValueType("int32"), "5"),
        (Decimal("0.5"), ValueType("float"), "0.5"),
        (True, ValueType("bool"), "true"),
        (None, ValueType("date"), "null"),
        ("2026-01-31", ValueType("date"), "'2026-01-31'"),
        ("2026-01-31T12:00:00Z", ValueType("datetime"), "'2026-01-31T12:00:00.000Z'"),
        ("2026-01-31T12:00:00.1239+02:00", ValueType("datetime"), "'2026-01-31T10:00:00.123Z'"),
        ("0001-01-01T00:00:00Z", ValueType("datetime"), "'0001-01-01T00:00:00.000Z'"),
        (datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))), None, "'2026-01-01T00:00:00.000Z'"),
        (datetime(2026, 1, 1, tzinfo=UTC), ValueType("datetime"), "'2026-01-01T00:00:00.000Z'"),
        (
            "01A21948-C102-7FC8-8DCF-27AD2B8D1325",
            ValueType("uuid"),
            "'01a21948-c102-7fc8-8dcf-27ad2b8d1325'",
        ),
        ("YQ==", ValueType("binary"), "Buffer.from('YQ==', 'base64')"),
        (("0.5",), ValueType("array", items=MONEY), "[new Big('0.5')]"),
        ([], ValueType("array", items=MONEY), "[]"),
        ("it's", ValueType("string"), r"'it\'s'"),
    ],
)
def test_a_constant_has_the_form_of_its_type(value: object, kind: ValueType | None, source: str) -> None:
    imports = Imports(PATH)
    assert typed(value, kind, imports) == source
    assert ("import { Big } from 'big.js';" in imports.render()) == ("Big(" in source)
