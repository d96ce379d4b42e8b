"""The report of given figures, as it is read."""

from pathlib import Path

import pytest

from bench.report import render
from tests.bench.figures import EMPTY, FULL
from tests.golden import GOLDENS, OPTION


def test_the_report_is_the_golden_text(request: pytest.FixtureRequest) -> None:
    golden: Path = GOLDENS / "bench" / "REPORT.md"
    if request.config.getoption(OPTION):
        golden.write_text(render(FULL), encoding="utf-8")
    assert render(FULL) == golden.read_text(encoding="utf-8")


def test_what_was_not_measured_has_no_section() -> None:
    text = render(EMPTY)
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Aims", "## Machine and versions"]
    assert "quick run" in text
    assert "| missed |" not in text


def test_figures_survive_their_file() -> None:
    assert type(FULL).model_validate_json(FULL.model_dump_json(indent=2)) == FULL
