"""The accounts of printed tests."""

from pathlib import Path

import pytest
import yaml

from tests.golden import write_tree
from tests.tools.code_generator.outputs import output_of, ruff_findings

ACCOUNTS = Path("tests/blueprints/diary.yaml")


@pytest.mark.parametrize("length", [97, 98, 105])
def test_a_password_of_any_length_is_laid_out(length: int, tmp_path: Path) -> None:
    data = yaml.safe_load(ACCOUNTS.read_text(encoding="utf-8"))
    data["auth"]["password"] = {"min_length": length}
    write_tree(tmp_path, output_of(data))
    assert ruff_findings(tmp_path) == ""
