"""The suites run through Inspect, reach their bars, and fail below them."""

import fcntl
from math import isnan
from pathlib import Path

import pytest
from inspect_ai.log import list_eval_logs, read_eval_log

from evals.__main__ import BASELINE, main
from evals.report import Report, SampleResult, SuiteReport, committed
from evals.run import run
from evals.suites import SUITES
from tools.errors import BadInput, CheckFailed, Unsupported

FIGURES = {
    "patterns": {"patterns.f1"},
    "retrieval": {"ranking.recall_at_5"},
    "routing": {"route.accuracy"},
    "hostile": {"outcome.accuracy"},
    "injection": {"guarded.accuracy"},
    "chat": {"taken.accuracy"},
    "codegen": {"conformance.proven"},
}
"""What every sample of a suite is scored for, where that is not its entities."""

TOLERANCE = 0.01
"""A figure may fall so far below the committed baseline before it is a step back."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this test run; where it runs in several processes, one that they share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "evals"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def logs(shared: Path) -> Path:
    return shared / "logs"


@pytest.fixture(scope="module")
def report(shared: Path, logs: Path) -> Report:
    """The suites are run by the first process that asks; the others wait for its report."""
    kept = shared / "report.json"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_file():
            kept.write_text(run(log_dir=logs).model_dump_json(), encoding="utf-8")
    return Report.model_validate_json(kept.read_text(encoding="utf-8"))


def test_every_figure_reaches_its_bar(report: Report) -> None:
    report.demand()


def test_no_figure_falls_below_the_baseline(report: Report) -> None:
    baseline = committed(BASELINE)
    deltas = report.deltas(baseline)
    assert {name: set(figures) for name, figures in deltas.items()} == {
        name: set(figures) for name, figures in baseline.items()
    }
    fallen = [
        f"{name}: {figure} {delta:+.4f}"
        for name, figures in deltas.items()
        for figure, delta in figures.items()
        if delta < -TOLERANCE
    ]
    assert fallen == []


def _told(figures: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(figures.items())


def test_inspect_agrees_and_its_log_can_be_read(report: Report, logs: Path) -> None:
    theirs = []
    for info in list_eval_logs(str(logs)):
        log = read_eval_log(info)
        assert log.status == "success"
        assert log.results is not None
        figures = {
            f"{score.scorer}.{score.name}": round(metric.value, 4)
            for score in log.results.scores
            for metric in score.metrics.values()
            if not isnan(metric.value)  # Of no case there is no figure.
        }
        theirs.append(figures)
    ours = [suite.figures for suite in report.suites.values()]
    assert sorted(theirs, key=_told) == sorted(ours, key=_told)


def test_every_sample_says_why(report: Report) -> None:
    for name, suite in report.suites.items():
        figures = FIGURES.get(name.removesuffix("-held-back"), {"entities.f1"})
        for sample in suite.samples:
            assert sample.error == ""
            assert figures <= set(sample.values)
            assert all(sample.explanations[figure.partition(".")[0]] for figure in figures)


def test_unknown_suites_are_refused() -> None:
    with pytest.raises(Unsupported) as raised:
        run(["extraktion"])
    assert raised.value.supported == tuple(sorted(SUITES))
    assert main(["extraktion"]) == 2


def test_below_the_bar_is_an_error_that_names_the_figure() -> None:
    suite = SuiteReport(suite="extraction", figures={"entities.f1": 0.1}, samples=())
    with pytest.raises(CheckFailed) as raised:
        Report(suites={"extraction": suite}).demand()
    assert any("entities.f1 is 0.1000" in finding for finding in raised.value.findings)


def test_a_breakdown_is_an_error_whatever_the_figures() -> None:
    broken = SampleResult(id="x", values={}, explanations={}, error="KeyError")
    figures = dict.fromkeys(committed("bars.yaml")["extraction"], 1.0)
    suite = SuiteReport(suite="extraction", figures=figures, samples=(broken,))
    with pytest.raises(CheckFailed) as raised:
        Report(suites={"extraction": suite}).demand()
    assert raised.value.findings == ("extraction: x: KeyError",)


def test_unknown_baselines_are_refused() -> None:
    with pytest.raises(BadInput):
        committed("../data/patterns.yaml")
    with pytest.raises(BadInput):
        committed("none.yaml")


def test_the_baseline_is_not_updated_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit) as raised:
        main(["--update-baseline"])
    assert raised.value.code == 2
