"""Committed outputs: what a change does to generated code is read in the diff of its goldens."""

from pathlib import Path

import pytest

from tests.golden import OPTION, cases, compare, differences, read_tree, selected, write_tree
from tests.tools.code_generator.outputs import output, parse, ruff_findings
from tools.blueprint.document import load
from tools.packs import registry

CASES = cases("code_generator")


def made(case: Path) -> dict[str, str]:
    framework, datastore = (case / "stack.txt").read_text(encoding="utf-8").strip().split(",")
    return output(load((case / "blueprint.yaml").read_bytes()), registry.stack(framework, datastore))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_output_is_the_golden(case: Path, pytestconfig: pytest.Config) -> None:
    compare(case, made(case), update=pytestconfig.getoption(OPTION))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_is_good_code(case: Path, tmp_path: Path) -> None:
    golden = read_tree(case / "expected")
    for path, content in golden.items():
        parse(path, content)
    # A part of a project is held against the settings of the whole, among the modules that it imports.
    write_tree(tmp_path, made(case) | golden)
    assert ruff_findings(tmp_path) == ""


def test_there_is_a_golden_for_each_datastore() -> None:
    chosen = {(case / "stack.txt").read_text(encoding="utf-8").strip() for case in CASES}
    assert chosen == {f"{stack.framework},{stack.datastore}" for stack in registry.stacks()}


def test_patterns_take_in_and_leave_out() -> None:
    paths = ["b.lock", "app/b.py", "app/a.py", "README.md"]
    assert selected(paths, ["*", "!*.lock"]) == ["README.md", "app/a.py", "app/b.py"]
    assert selected(paths, ["app/*", "", "!app/b.py"]) == ["app/a.py"]


def test_every_kind_of_difference_is_told() -> None:
    told = list(differences({"gone": "", "same": "x\n", "ends": "x\n", "new": "a\nb\n"}, {
        "same": "x\n", "ends": "x", "new": "a\nc\n", "more": ""}))  # fmt: skip
    assert told[:3] == ["line ends differ: ends", "missing: gone", "unexpected: more"]
    assert told[-2:] == ["-b", "+c"]


def test_a_case_fails_on_one_byte_and_is_rewritten_as_an_exact_set(tmp_path: Path) -> None:
    (tmp_path / "paths.txt").write_text("*\n", encoding="utf-8")
    write_tree(tmp_path / "expected", {"a/x.py": "1\n", "stale.py": ""})
    with pytest.raises(pytest.fail.Exception, match=r"(?s)\+2.*missing: stale\.py"):
        compare(tmp_path, {"a/x.py": "2\n"}, update=False)
    compare(tmp_path, {"a/x.py": "2\n"}, update=True)
    assert read_tree(tmp_path / "expected") == {"a/x.py": "2\n"}
    compare(tmp_path, {"a/x.py": "2\n"}, update=False)
