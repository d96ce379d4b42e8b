from pathlib import Path

import pytest

from tools.validators.static.graphql import VALIDATOR


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("type Query { x: Int }", "passed"),
        ("type Query { x: ", "failed"),
        ("type Query { x: Missing }", "failed"),
        ("type Mutation { x: Int }", "failed"),
        ("type Query { __x: Int }", "failed"),
    ],
)
def test_a_schema_is_judged(tmp_path: Path, text: str, status: str) -> None:
    (tmp_path / "schema.graphql").write_text(text, encoding="utf-8")
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == [status]


def test_what_is_not_text_fails(tmp_path: Path) -> None:
    (tmp_path / "schema.graphql").write_bytes(b"\xff")
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == ["failed"]


def test_without_schemas_there_is_nothing_to_judge(tmp_path: Path) -> None:
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == ["not_applicable"]
