"""The suites with a language model: it completes the drafts, and what it costs is a figure."""

from pathlib import Path

from agent.model.port import Reply, ToolCall, Usage
from agent.model.scripted import ScriptedModel
from evals.model import at_hand
from evals.report import Report
from evals.run import run

NOTHING = Reply("", (ToolCall("1", "edit_blueprint", '{"edits": []}'),), Usage(3000, 20))


def test_the_planners_suites_run_with_a_model_and_tell_its_cost(tmp_path: Path) -> None:
    model = ScriptedModel([NOTHING] * 12)
    report = run(["short-held-back"], tmp_path, model)
    figures = report.suites["short-held-back"].figures
    assert figures["cost.calls"] == 1
    assert figures["cost.tokens"] == 3020
    assert len(model.heard) == 12
    assert figures["entities.f1"] == alone(tmp_path).suites["short-held-back"].figures["entities.f1"]
    assert at_hand() is None


def alone(logs: Path) -> Report:
    report = run(["short-held-back"], logs)
    assert "cost.calls" not in report.suites["short-held-back"].figures
    return report


def test_a_turn_that_is_understood_asks_no_model(tmp_path: Path) -> None:
    model = ScriptedModel([NOTHING] * 300)
    report = run(["chat"], tmp_path, model)
    samples = {item.id: item for item in report.suites["chat"].samples}
    assert "cost.calls" not in samples["book-price-list-price"].values
    assert 0 < len(model.heard) < len(samples)
