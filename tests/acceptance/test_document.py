"""The document that programs read, and the exit codes that they branch on."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from agent import context as contexts
from agent.cli.main import app
from agent.context import Context
from agent.toolbox import generate
from tests.meta.sources import ROOT
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
        return dataclasses.replace(sound, toolbox=broken)

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


NOTES = str(ROOT / "tests/blueprints/notes.yaml")
REFUSED: dict[str, tuple[list[str], str]] = {
    "no such task": (["run", "--task", "not/there"], "unreadable-file"),
    "a task that is a folder": (["run", "--task", "."], "unreadable-file"),
    "nothing": (["run"], "nothing-to-build"),
    "an empty request": (["run", ""], "nothing-to-build"),
    "two requests": (["run", "x", "--blueprint", NOTES], "several-requests"),
    "three requests": (["run", "x", "--blueprint", NOTES, "--task", "-"], "several-requests"),
    "no level": (["run", "x", "--validate", "moon"], "unsupported"),
    "no stack": (["run", "x", "--stack", ",,"], "bad-stack"),
    "no stack for a Blueprint": (["run", "--blueprint", NOTES, "--stack", "cobol"], "unsupported"),
    "no answer": (["run", "x", "--answer", "y"], "bad-answer"),
    "no such option": (["run", "x", "--nope"], "bad-usage"),
    "an option without its value": (["run", "x", "--out"], "bad-usage"),
    "no such command": (["fly"], "bad-usage"),
    "no command": ([], "bad-usage"),
    "too much": (["stacks", "all"], "bad-usage"),
    "no plan": (["plan", ""], "nothing-to-build"),
    "no such plan": (["plan", "--task", "not/there"], "unreadable-file"),
    "no output": (["validate", "."], "no-output"),
    "no such level of an output": (["validate", ".", "--level", "moon"], "unsupported"),
    "no Blueprint": (["blueprint", "check", "not/there", "--json"], "unreadable-file"),
    "no query": (["knowledge", "search", "--json"], "bad-usage"),
    "no number": (["knowledge", "search", "x", "-k", "many", "--json"], "bad-usage"),
    "no such suite": (["eval", "no-such-suite"], ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_2_before_there_is_a_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BACKEND_ENGINEER_REQUEST", raising=False)
    arguments, code = REFUSED[name]
    done = CliRunner().invoke(app, arguments if "--json" in arguments else [*arguments[:1], "--json", *arguments[1:]])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["status"], next(iter(told))) == (2, "failed", "status")
    rows_are_told(told)
    assert told["error"]["code"] == (code or told["error"]["code"])
    assert told["error"]["message"]
    assert told["error"]["hint"]
    assert (told["artifacts"], told["evidence"], told["assumptions"], told["spend"]["calls"]) == ([], [], [], 0)
    assert list(tmp_path.iterdir()) == []


def test_all_endings_have_the_same_keys(tmp_path: Path) -> None:
    ends = [
        run(tmp_path / "a", "Books with a title")[1],
        run(tmp_path / "b", "Books with a title", "--ask")[1],
        run(tmp_path / "c", "Books with a title", "--stack", "cobol")[1],
        json.loads(CliRunner().invoke(app, ["run", "--json", "--task", "not/there"]).stdout),
    ]
    assert [end["status"] for end in ends] == ["completed", "needs_input", "failed", "failed"]
    for end in ends:
        assert set(end) - {"error"} == set(ends[0])


def test_a_person_who_errs_gets_no_document() -> None:
    done = CliRunner().invoke(app, ["run", "x", "--nope"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--nope" in done.stderr


def test_what_stands_behind_the_options_is_no_option() -> None:
    done = CliRunner().invoke(app, ["fly", "--", "--json"])
    assert (done.exit_code, done.stdout) == (2, "")
