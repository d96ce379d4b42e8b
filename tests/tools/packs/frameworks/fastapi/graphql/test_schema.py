"""What ties the schema to its resolvers is laid out well, however many groups there are."""

from pathlib import Path
from typing import Any

import pytest

from tests.golden import write_tree
from tests.tools.code_generator.outputs import output_of, parse, ruff_findings, type_findings

COUNTS = (1, 2, 5, 8, 30)


def blueprint(count: int, **api: Any) -> dict[str, Any]:
    title = {"name": "title", "required": True, "max_length": 40}
    kind = {"name": "kind", "type": "enum", "values": ["a", "b"]}
    entities = [
        {"name": f"Part{chr(65 + number % 26)}{number}", "attributes": [title, kind]} for number in range(count)
    ]
    return {
        "blueprint": 1, "name": "parts", "entities": entities, "api": {"styles": ["rest", "graphql"], **api},
        "relationships": [
            {"name": "whole", "from": one["name"], "to": other["name"]}
            for one, other in zip(entities[1:], entities, strict=False)
        ],
        "resources": [{"entity": entity["name"]} for entity in entities],
    }  # fmt: skip


def test_any_number_of_groups_is_formatted_and_clean(tmp_path: Path) -> None:
    for count in COUNTS:
        for casing in ("snake", "camel"):
            files = output_of(blueprint(count, casing=casing))
            for path, content in files.items():
                parse(path, content)
            write_tree(tmp_path / f"{count}-{casing}", files)
    assert ruff_findings(tmp_path) == ""


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_groups_passes_the_type_checker(
    count: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write_tree(tmp_path, output_of(blueprint(count)))
    assert type_findings(tmp_path, tmp_path_factory.getbasetemp()) == ""
