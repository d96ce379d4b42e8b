"""The live proof as a whole, on the smallest printed backend."""

import shutil
from pathlib import Path

import pytest

from tests.tools.validators.conformance.playing import compiled, plan_of
from tests.tools.validators.live.printed import plant, print_project
from tools.errors import BadInput
from tools.validators.evidence import Evidence
from tools.validators.live import prove


def _by_subject(rows: list[Evidence]) -> dict[str, Evidence]:
    return {f"{row.validator} {row.subject.partition(' (')[0]}": row for row in rows}


def test_a_printed_backend_is_proven_live(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    rows = prove(tmp_path, plan_of("notes"))
    wrong = [row for row in rows if row.status not in ("passed", "not_applicable")]
    assert wrong == []
    subjects = _by_subject(rows)
    reached = "schemathesis every operation reached its success"
    for needed in (
        "live boot",
        "conformance operation-success",
        "schemathesis run",
        reached,
        "live log",
        "live shutdown",
    ):
        assert subjects[needed].status == "passed"
    # Cases of a check that went alike are one row: as many rows as a person can read.
    told = [(row.validator, row.subject.partition(" (")[0], row.status, row.reason) for row in rows]
    assert len(set(told)) == len(told)
    checks = {item["check"] for kind in ("cases", "not_applicable") for item in compiled("notes")[kind]}
    assert {subject for validator, subject, *_ in told if validator == "conformance"} <= checks


def test_a_backend_that_does_not_start_ends_the_proof_with_its_log(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    plant(tmp_path, "app/cli.py", r"\A", "raise RuntimeError('planted')\n")
    rows = prove(tmp_path, plan_of("notes"))
    assert [(row.subject, row.status) for row in rows][-1] == ("boot", "failed")
    assert "planted" in rows[-1].findings[0].hint


def test_a_migration_that_fails_ends_the_proof(tmp_path: Path) -> None:
    print_project("notes", "sqlite", tmp_path)
    shutil.rmtree(tmp_path / "migrations")
    rows = prove(tmp_path, plan_of("notes"))
    assert [(row.subject, row.status) for row in rows] == [("install", "passed"), ("migrate", "failed")]


def test_a_folder_without_a_project_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        prove(tmp_path, plan_of("notes"))
