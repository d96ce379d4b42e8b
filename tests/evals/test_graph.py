"""Programs start suites through a graph."""

import json
from pathlib import Path

import pytest

from evals.graph import graph
from evals.report import Report, committed

ROOT = Path(__file__).parents[2]


def test_a_program_gets_the_report_and_the_differences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    told = graph.invoke({"suites": ["routing-held-back"]})
    assert told["status"] == "completed"
    report = Report.model_validate(told["report"])
    assert set(report.suites) == {"routing-held-back"}
    assert told["deltas"] == report.deltas(committed("baseline.yaml"))
    json.dumps(told)


def test_figures_below_their_bar_are_an_error_beside_the_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("evals.report.committed", lambda _: {"routing-held-back": {"route.accuracy": 1.1}})
    told = graph.invoke({"suites": ["routing-held-back"]})
    assert told["status"] == "failed"
    assert told["error"]["code"] == "below-the-bar"
    assert any("route.accuracy" in finding for finding in told["error"]["findings"])
    assert told["report"]["suites"]


@pytest.mark.parametrize("given", [{"suites": ["extraktion"]}, {"suites": ["short"], "compare": "../bars.yaml"}])
def test_a_wrong_call_runs_nothing_and_says_why(given: dict[str, object]) -> None:
    told = graph.invoke(given)
    assert told["status"] == "failed"
    assert told["error"]["fault"] == "input"
    assert told["error"]["hint"]
    assert "report" not in told


def test_it_is_where_the_server_looks_for_it() -> None:
    declared = json.loads((ROOT / "langgraph.json").read_text(encoding="utf-8"))["graphs"]["evals"]
    assert declared == "./evals/graph.py:graph"
