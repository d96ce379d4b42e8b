import pytest

from tools import doctor
from tools.validators.engines.registry import engine_ids


def test_all_that_is_required_is_found_here() -> None:
    rows = doctor.report()
    assert [row.name for row in rows if row.required and not row.found] == []
    assert {f"engine {name}" for name in engine_ids()} <= {row.name for row in rows}


def test_every_row_says_what_it_is_good_for() -> None:
    assert all(row.adds and row.detail for row in doctor.report())


def test_what_is_missing_is_told_and_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "WHEELS", {"no-such-distribution": "nothing"})
    monkeypatch.setattr(doctor, "PROGRAMS", {("no-such-program", "--version"): "nothing", ("false",): "no"})
    monkeypatch.setattr(doctor, "engine_ids", lambda: ["no-such-engine"])
    found = {row.name: row.found for row in doctor.report()}
    names = ("no-such-distribution", "no-such-program", "false", "engine no-such-engine")
    assert [found[name] for name in names] == [False] * 4
