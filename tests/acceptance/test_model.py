"""A whole run with a language model behind a real HTTP server that answers as it is told."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from agent.cli.main import app
from tests.agent.model.server import (
    Answer,
    Server,
    called,
    completion,
    cut_off,
    failed,
    refused,
    said,
    streamed,
)

REQUEST = (
    "A library API: books with a title and a price, authors with a name; a book belongs to an author. "
    "Whoever flips a copy over sees a blurb."
)
BLURB = {
    "op": "set",
    "part": "attribute",
    "name": "Book.blurb",
    "value": {"type": "text", "max_length": 2000},
}
WRONG = {"op": "set", "part": "attribute", "name": "Bok.blurb", "value": {"type": "text"}}
GOOD = called("edit_blueprint", {"edits": [BLURB]})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server().running() as made:
        monkeypatch.setenv("OPENAI_BASE_URL", made.url)
        monkeypatch.setenv("OPENAI_API_KEY", "a-key")
        monkeypatch.setenv("BACKEND_ENGINEER_MODEL", "scripted-1")
        yield made


def run(out: Path, *options: str, level: str = "static") -> tuple[int, dict[str, Any]]:
    given = ["run", REQUEST, "--stack", "fastapi,sqlite", "--validate", level, "--out", str(out), "--json", *options]
    done = CliRunner().invoke(app, given)
    return done.exit_code, json.loads(done.stdout)


def attributes(told: dict[str, Any], entity: str) -> set[str]:
    [found] = [item for item in told["blueprint"]["entities"] if item["name"] == entity]
    return {item["name"] for item in found["attributes"]}


def test_a_model_plans_by_tool_calls_mends_what_was_found_and_the_result_is_proven(
    server: Server, tmp_path: Path
) -> None:
    server.answers = [called("edit_blueprint", {"edits": [WRONG]}), GOOD]
    code, told = run(tmp_path / "out", level="live")
    assert code == 0, told
    assert "blurb" in attributes(told, "Book")
    assert told["spend"] == {
        "calls": 2, "tokens": 18, "input_tokens": 10, "output_tokens": 8, "dollars": None, "estimated": False,
    }  # fmt: skip
    assert told["proof"]["level"] == "live"
    assert told["proof"]["passed"] > 50
    assert told["proof"]["failed"] == told["proof"]["skipped"] == 0
    findings = server.heard[1]["messages"][-1]
    assert [message["role"] for message in server.heard[1]["messages"]] == ["system", "user"]
    assert "Bok" in findings["content"]
    assert "blurb" in (tmp_path / "out/openapi.json").read_text(encoding="utf-8")


def test_what_it_cost_is_shown(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_ENGINEER_MODEL_PRICE", "100,400")
    server.answers = [GOOD]
    given = ["run", REQUEST, "--type", "design_database", "--validate", "static", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, given)
    assert "model 1 call, 9 tokens, $0.0021" in done.stderr
    assert "Language model: 1 call, 9 tokens, $0.0021." in done.stdout


ENDINGS: dict[str, tuple[list[Answer], str]] = {
    "rate limited": ([failed(429, headers={"Retry-After": "0"})], "no more calls at present"),
    "unavailable": ([failed(503)], "failed"),
    "not allowed": ([failed(401, "no such key")], "rejected the call (status 401)"),
    "refused": ([refused()], "refused"),
    "empty": ([said("")], "empty answer"),
    "words alone": ([said("I would build a library.")], "no tool"),
    "cut off": ([cut_off(name="edit_blueprint", arguments='{"edits": [{"op": "se')], "from here on"),
    "no json": ([called("edit_blueprint", "{not json")], "from here on"),
    "unknown tool": ([called("run_shell", {"cmd": "ls"})], "do not exist"),
    "endless loop": ([called("look_up", {"query": "books"})], "the same again"),
    "nonsense": ([Answer(b"<html>")], "cannot be read"),
    "no choices": ([completion({"content": "x"}, choices=[])], "cannot be read"),
    "dropped": ([GOOD.but(drop_after=40)], "broke off"),
    "stream dropped": ([streamed(GOOD).but(drop_after=200)], "broke off midway"),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_whatever_the_server_does_the_run_ends_well_and_says_so(
    name: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name.startswith("stream"):
        monkeypatch.setenv("BACKEND_ENGINEER_MODEL_STREAM", "1")
    server.answers, words = ENDINGS[name]
    code, told = run(tmp_path / "out", "--type", "design_database")
    assert code == 0, told
    assert told["status"] == "completed"
    assert {"title", "price"} <= attributes(told, "Book")
    [notice] = told["notices"]
    assert "without the language model from here on" in notice
    assert words in notice


def test_a_slow_server_is_not_waited_for(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_ENGINEER_MODEL_TIMEOUT", "1")
    server.answers = [GOOD.but(delay=5)]
    code, told = run(tmp_path / "out", "--type", "design_database")
    assert code == 0
    assert "from here on" in told["notices"][0]


def test_a_budget_that_ends_ends_the_exchange(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_ENGINEER_MAX_CALLS", "1")
    server.answers = [called("edit_blueprint", {"edits": [BLURB, WRONG]}), GOOD]
    code, told = run(tmp_path / "out", "--type", "design_database")
    assert code == 0
    assert "blurb" in attributes(told, "Book")
    assert told["spend"]["calls"] == 1
    assert "budget" in told["notices"][0].lower()


def test_nothing_leaves_the_machine_where_no_model_is_named(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BACKEND_ENGINEER_MODEL")
    _, told = run(tmp_path / "out", "--type", "design_database")
    assert server.heard == []
    assert told["spend"]["calls"] == 0
