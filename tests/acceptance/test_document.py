"""The document that programs read, and the exit codes that they branch on."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from agent import context as contexts
from agent.cli.main import app
from agent.context import Context
from agent.toolbox import generate
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan

KEYS = {"status", "artifacts", "evidence", "assumptions", "questions", "unplaced", "proof", "documents", "spend"}


def run(out: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(
        app, ["run", "--type", "design_database", "--validate", "static", "--out", str(out), "--json", *arguments]
    )
    return done.exit_code, json.loads(done.stdout)


def rows_are_told(told: dict[str, Any]) -> None:
    assert set(told) >= KEYS
    for row in told["evidence"]:
        assert {"validator", "version", "level", "status", "subject"} <= set(row)
        assert row["status"] in ("passed", "failed", "skipped", "not_applicable")
        assert row["level"] in ("static", "build", "live")
        assert row["reason"] or row["status"] in ("passed", "failed")


def test_0_completed(tmp_path: Path) -> None:
    code, told = run(tmp_path / "out", "Books with a title")
    assert (code, told["status"]) == (0, "completed")
    rows_are_told(told)
    assert "error" not in told
    assert told["artifacts"]
    assert told["assumptions"]
    assert {row["status"] for row in told["evidence"]} <= {"passed", "not_applicable"}
    evidence = json.loads((tmp_path / "out/.backend/evidence.json").read_bytes())
    assert evidence["rows"] == told["evidence"]


def test_1_failed_on_a_fault_of_the_generator_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        return tuple(
            Artifact(made.path, "{", made.language, made.tool) if made.path.endswith(".json") else made
            for made in generate(tool, plan)
        )

    original = contexts.default_context

    def faulty(*arguments: Any, **named: Any) -> Context:
        sound = original(*arguments, **named)
        return Context(
            settings=sound.settings, blobs=sound.blobs, rules=sound.rules, retriever=sound.retriever,
            planner=sound.planner, toolbox=broken,
        )  # fmt: skip

    monkeypatch.setattr(contexts, "default_context", faulty)
    code, told = run(tmp_path / "out", "Books with a title")
    assert (code, told["status"], told["error"]["code"]) == (1, "failed", "not-repaired")
    rows_are_told(told)
    assert any("schema.json" in finding for finding in told["error"]["findings"])
    assert "failed" in {row["status"] for row in told["evidence"]}
    assert told["artifacts"] == []
    assert list(tmp_path.iterdir()) == []


def test_2_bad_input(tmp_path: Path) -> None:
    code, told = run(tmp_path / "out", "Books with a title, on COBOL and db2", "--stack", "cobol,db2")
    assert (code, told["status"]) == (2, "failed")
    rows_are_told(told)
    assert {"code", "message", "hint"} <= set(told["error"])
    assert told["artifacts"] == []
    assert list(tmp_path.iterdir()) == []


def test_2_a_directory_that_was_edited_by_hand_is_refused_with_the_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(out, "Books with a title")[0] == 0
    edited = next(out.rglob("schema.sql"))
    edited.write_text("-- mine\n")
    code, told = run(out, "Books with a title and pages")
    assert (code, told["status"]) == (2, "failed")
    assert edited.relative_to(out).as_posix() in json.dumps(told["error"])
    assert edited.read_text() == "-- mine\n"


def test_3_needs_input(tmp_path: Path) -> None:
    code, told = run(tmp_path / "out", "Books with a title", "--ask")
    assert (code, told["status"]) == (3, "needs_input")
    rows_are_told(told)
    assert told["questions"]
    assert told["artifacts"] == []
    assert list(tmp_path.iterdir()) == []
