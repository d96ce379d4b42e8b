"""The command line, as people and programs call it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.cli.main import app
from tests.meta.sources import ROOT
from tests.tools.output.test_write import tree

NOTES = str(ROOT / "tests/blueprints/notes.yaml")
COMMAND = [sys.executable, "-c", "from agent.cli.main import main; main()"]
pytestmark = pytest.mark.usefixtures("shared_cache")


def call(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments), input=given)
    return done.exit_code, done.stdout, done.stderr


def design(out: Path, *arguments: str) -> tuple[int, str, str]:
    """A run that needs no engine and no installation."""
    return call("run", "--type", "design_database", "--validate", "static", "--out", str(out), *arguments)


def test_a_program_gets_one_document(tmp_path: Path) -> None:
    code, stdout, _ = design(tmp_path / "out", "--blueprint", NOTES, "--json")
    told = json.loads(stdout)
    assert code == 0
    assert next(iter(told)) == "status"
    assert (told["status"], told["task_type"]) == ("completed", "design_database")
    assert {"validator", "level", "status"} <= set(told["evidence"][0])
    assert {artifact["path"] for artifact in told["artifacts"]} == set(tree(tmp_path / "out"))
    assert any(artifact["documents"] for artifact in told["artifacts"])


def test_a_person_gets_a_tree_and_the_evidence(tmp_path: Path) -> None:
    code, stdout, stderr = design(tmp_path / "out", "Notes with a title and a text")
    assert code == 0
    assert "Completed." in stdout
    assert "schema.sql" in stdout
    assert "database_designer" in stderr


def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert design(tmp_path / name, "Notes with a title and a text")[0] == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    manifests = [(tmp_path / name / ".backend/manifest.json").read_bytes() for name in ("a", "b")]
    assert manifests[0] == manifests[1]


BAD = {
    "no request": (["run"], "nothing-to-build"),
    "empty": (["run", ""], "nothing-to-build"),
    "binary": (["run", "a\x01b"], "not-text"),
    "two requests": (["run", "x", "--blueprint", NOTES], "several-requests"),
    "no such file": (["run", "--task", "not/there"], "unreadable-file"),
    "no such level": (["run", "notes", "--validate", "moon"], "unsupported"),
    "no such framework": (["run", "notes with a title", "--stack", "cobol,db2"], "unsupported"),
    "no stack": (["run", "notes with a title", "--stack", ",,"], "bad-stack"),
    "no such type": (["run", "notes", "--type", "fly"], "unsupported"),
    "a type to come": (["run", "notes with a title", "--type", "setup_message_queue"], "unsupported"),
    "no answer": (["run", "notes", "--answer", "x"], "bad-answer"),
    "no output": (["validate", "."], "no-output"),
    "no output place": (["validate", "a\x00b"], "bad-directory"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_ends_with_2_and_says_why(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, expected = BAD[name]
    code, stdout, _ = call(*arguments, "--json")
    told = json.loads(stdout)
    assert (code, told["status"], told["error"]["code"]) == (2, "failed", expected)
    assert told["error"]["hint"]
    assert list(tmp_path.iterdir()) == []


def test_a_huge_request_is_refused(tmp_path: Path) -> None:
    code, stdout, _ = call("run", "-", "--json", "--out", str(tmp_path / "out"), given="x" * 10_000_000)
    assert (code, json.loads(stdout)["error"]["code"]) == (2, "too-large")


def test_a_person_gets_no_traceback(tmp_path: Path) -> None:
    code, stdout, stderr = call("run", "--task", "not/there")
    assert code == 2
    assert "error [unreadable-file]" in stderr
    assert "Traceback" not in stdout + stderr


def test_a_terminal_gets_no_commands_from_a_request(tmp_path: Path) -> None:
    code, stdout, stderr = call("run", "--task", "\x1b[31mred")
    assert code == 2
    assert "\x1b" not in stdout + stderr


def test_a_request_comes_from_the_environment_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_ENGINEER_REQUEST", "Notes with a title and a text")
    assert design(tmp_path / "out")[0] == 0


def test_a_task_comes_from_a_pipe(tmp_path: Path) -> None:
    task = {"id": "1", "type": "design_database", "payload": {"entities": [{"name": "User", "attributes": ["email"]}]}}
    code, stdout, _ = call(
        "run", "--task", "-", "--validate", "static", "--out", str(tmp_path / "out"), "--json", given=json.dumps(task)
    )
    assert (code, json.loads(stdout)["status"]) == (0, "completed")


def test_a_plan_is_told_without_building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, stdout, _ = call("plan", "Notes with a title and a text", "--json")
    told = json.loads(stdout)
    assert code == 0
    assert {"blueprint", "stack", "tools", "assumptions", "questions", "unplaced"} <= set(told)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_for_a_person_is_a_blueprint(tmp_path: Path) -> None:
    code, stdout, _ = call("plan", "Notes with a title and a text")
    (tmp_path / "plan.yaml").write_text(stdout)
    assert code == 0
    assert call("blueprint", "check", str(tmp_path / "plan.yaml"))[0] == 0


def test_an_output_is_validated_as_it_lies_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    design(out, "--blueprint", NOTES)
    code, stdout, _ = call("validate", str(out), "--level", "static", "--json")
    told = json.loads(stdout)
    assert (code, told["edited"], told["current"]) == (0, [], True)
    document = next(out.rglob("schema.json"))
    document.write_text("{")
    code, stdout, _ = call("validate", str(out), "--level", "static", "--json")
    told = json.loads(stdout)
    assert (code, told["status"], told["edited"]) == (1, "failed", [document.relative_to(out).as_posix()])
    assert call("validate", str(out), "--level", "static")[0] == 1


def test_stacks_are_listed() -> None:
    code, stdout, _ = call("stacks", "--json")
    assert code == 0
    assert {"framework", "datastore", "language", "persistence"} == set(json.loads(stdout)["stacks"][0])
    assert len(call("stacks")[1].splitlines()) == len(json.loads(stdout)["stacks"])


def test_knowledge_is_searched() -> None:
    code, stdout, _ = call("knowledge", "search", "cursor pagination", "--json")
    assert code == 0
    assert json.loads(stdout)["passages"][0]["document"] == "cursor-pagination"
    assert call("knowledge", "search", "cursor pagination")[1].startswith("cursor-pagination")


def test_the_schema_is_printed() -> None:
    assert json.loads(call("blueprint", "schema")[1])["$id"] == "urn:caia:blueprint:1"


def test_the_evals_are_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    code, stdout, _ = call("eval", "extraction", "--json")
    assert code == 0, stdout
    assert "extraction" in json.loads(stdout)["suites"]
    assert call("eval", "no-such-suite")[0] == 2


def test_the_evals_are_compared_and_written_as_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    code, stdout, _ = call("eval", "short-held-back", "--compare", "baseline.yaml", "--html", "evals.html")
    assert code == 0, stdout
    assert "<h2>short-held-back</h2>" in (tmp_path / "evals.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.glob("*.part")] == []
    assert call("eval", "short-held-back", "--compare", "../secret")[0] == 2
    assert call("eval", "short-held-back", "--html", "no/such/folder.html")[0] == 2


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from agent.cli.main import app\ntry: app(['--help'])\nexcept SystemExit: print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"langgraph", "langchain_core", "chromadb", "openai", "pydantic", "yaml", "jinja2", "sqlglot", "inspect_ai"}
    assert heavy & set(told.stdout.split()) == set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_run_in_order(tmp_path: Path, own_cache: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [*COMMAND, "run", "--type", "design_database", "--validate", "static", "--out", str(tmp_path / "out"), "--json",
         "Notes with a title and a text"],
        cwd=ROOT, env={**os.environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not list(own_cache.glob("runs/*/*")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=60)
    assert "Traceback" not in stderr
    told = json.loads(stdout)
    assert (process.returncode, told["error"]["code"]) == (1, "cancelled")
    assert not (tmp_path / "out").exists()


def test_an_open_question_ends_with_3_and_an_answer_lets_it_pass(tmp_path: Path) -> None:
    code, stdout, _ = design(tmp_path / "out", "Notes with a title and a text", "--ask", "--json")
    told = json.loads(stdout)
    assert (code, told["status"]) == (3, "needs_input")
    assert {"id", "text", "default"} == set(told["questions"][0])
    assert not (tmp_path / "out").exists()
    answers = [part for item in told["questions"] for part in ("--answer", f"{item['id']}={item['default']}")]
    code, stdout, _ = design(tmp_path / "out", "Notes with a title and a text", "--ask", "--json", *answers)
    assert (code, json.loads(stdout)["status"]) == (0, "completed")


def test_an_open_question_for_a_person_is_printed(tmp_path: Path) -> None:
    code, stdout, _ = design(tmp_path / "out", "Notes with a title and a text", "--ask")
    assert code == 3
    assert "--answer" in stdout


def test_the_reference_is_printed() -> None:
    assert call("blueprint", "reference")[1] == (ROOT / "docs/blueprint.md").read_text(encoding="utf-8")


def test_the_catalogue_of_patterns_is_printed() -> None:
    assert call("blueprint", "patterns")[1] == (ROOT / "docs/patterns.md").read_text(encoding="utf-8")
