"""Names of a domain may be those of languages, libraries and the project's own parts: the output stays sound."""

from pathlib import Path
from typing import Any

import pytest

from tests.golden import write_tree
from tests.tools.code_generator.names import (
    ATTRIBUTES,
    LONG_ATTRIBUTES,
    LONG_ENTITIES,
    batches,
    blueprint,
    keyed,
    operated,
)
from tests.tools.code_generator.outputs import output_of, parse, ruff_findings, type_findings

HALF = len(ATTRIBUTES) // 2
WORDS = ("false", "in", "input", "null", "row", "true", "viewer")
"""Words of the expressions: no step may bind them."""
CASES: dict[str, dict[str, Any]] = {
    **{f"open-{number}": blueprint(batch) for number, batch in enumerate(batches())},
    **{f"accounts-{number}": blueprint(batch, accounts=True) for number, batch in enumerate(batches())},
    "keys-1": keyed(ATTRIBUTES[:HALF]),
    "keys-2": keyed(ATTRIBUTES[HALF:], casing="camel", pagination={"style": "offset"}),
    "operations": operated(tuple(name for name in ATTRIBUTES if name not in WORDS)),
}


def test_every_name_is_tried() -> None:
    assert len(batches()[0]) > 40
    assert sum(map(len, batches())) > 100


def test_outputs_are_formatted_and_clean(tmp_path: Path) -> None:
    for name, data in CASES.items():
        files = output_of(data, "sqlite" if name.startswith("open") else "postgresql")
        for path, content in files.items():
            parse(path, content)
        write_tree(tmp_path / name, files)
    assert ruff_findings(tmp_path) == ""


def test_long_names_are_laid_out_well(tmp_path: Path) -> None:
    for accounts in (False, True):
        for casing in ("snake", "camel"):
            data = blueprint(LONG_ENTITIES, accounts=accounts, values=LONG_ATTRIBUTES, casing=casing)
            files = output_of(data)
            kept = {path: files[path] for path in files if path.startswith("app/") or path == "pyproject.toml"}
            write_tree(tmp_path / f"{casing}-{accounts}", kept)
    assert ruff_findings(tmp_path) == ""


def test_the_longest_names_print_files_that_parse() -> None:
    entities = ("A" + "bcdefghij" * 5 + "X", "B" + "cdefghijk" * 5 + "Y", "Short", "C" + "Defg" * 11)
    longest = ("a_" + "b" * 44 + "_c", "b_" + "c" * 44 + "_d", "title", "d" * 48, "e" * 48)
    for accounts in (False, True):
        for path, content in output_of(blueprint(entities, accounts=accounts, values=longest)).items():
            parse(path, content)


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("open")])
def test_outputs_pass_the_type_checker(name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    write_tree(tmp_path, output_of(CASES[name]))
    assert type_findings(tmp_path, tmp_path_factory.getbasetemp()) == ""
