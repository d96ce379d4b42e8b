"""The build proof of the smallest printed backend, sound and with faults."""

from pathlib import Path

import pytest

from tests.tools.validators.live.printed import plant, print_project
from tools.errors import BadInput
from tools.validators.build import check_build
from tools.validators.evidence import Evidence

PURPOSES = ["install", "lint", "check_format", "typecheck", "test"]
FAULTS = {
    "lint": ("app/main.py", r"\A", "import os\n"),
    "check_format": ("app/main.py", r"\Z", "_UNUSED = {'a':1}\n"),
    "typecheck": ("app/main.py", r"\Z", '_unused: int = "text"\n'),
    "test": ("tests/test_protocol.py", r"\Z", "\n\ndef test_planted() -> None:\n    assert not True\n"),
}


def _statuses(rows: list[Evidence]) -> dict[str, str]:
    return {row.subject: row.status for row in rows}


def test_a_printed_backend_passes_its_own_commands(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    before = sorted(tmp_path.rglob("*"))
    rows = list(check_build(tmp_path))
    assert _statuses(rows) == dict.fromkeys(PURPOSES, "passed"), rows
    assert [row.subject for row in rows] == PURPOSES
    assert sorted(tmp_path.rglob("*")) == before


def test_each_command_finds_its_fault(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    for file, pattern, replacement in FAULTS.values():
        plant(tmp_path, file, pattern, replacement)
    rows = list(check_build(tmp_path))
    assert {row.subject for row in rows if row.status == "failed"} == set(FAULTS)
    (tests,) = (row for row in rows if row.subject == "test")
    assert "test_planted" in tests.findings[0].hint


def test_a_project_without_a_lock_is_not_installed(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    for lock in tmp_path.glob("*.lock"):
        lock.unlink()
    (row,) = check_build(tmp_path)
    assert (row.subject, row.status, row.findings[0].code) == ("install", "failed", "no-lock")


def test_a_language_without_toolchain_is_skipped_and_says_so(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    plant(tmp_path, ".backend/project.json", '"language": "python"', '"language": "cobol"')
    (row,) = check_build(tmp_path)
    assert row.status == "skipped"
    assert "cobol" in row.reason


def test_a_project_that_names_no_test_command_fails(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    plant(tmp_path, ".backend/project.json", r'"test": \[[^]]*\]', '"test": []')
    rows = list(check_build(tmp_path))
    assert (rows[-1].subject, rows[-1].status, rows[-1].findings[0].code) == ("test", "failed", "no-command")


def test_a_folder_without_a_project_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        list(check_build(tmp_path))
