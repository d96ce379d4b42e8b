"""The fuzzer's event log, read."""

import base64
import json
from pathlib import Path
from typing import Any

from tools.validators.evidence import Finding
from tools.validators.live.fuzzing.reports import MAX_FINDINGS, cut, read_report


def _packed(text: str) -> dict[str, str]:
    return {"$base64": base64.b64encode(text.encode()).decode()}


def _scenario(status: int, *failures: str) -> dict[str, Any]:
    checks: list[dict[str, Any]] = [{"name": "not_a_server_error", "status": "success"}]
    for message in failures:
        failure = {"type": "T", "title": "Wrong", "message": message}
        checks.append({"name": "status_code_conformance", "status": "failure", "failure_info": {"failure": failure}})
    request = {"method": "POST", "uri": "http://127.0.0.1:1/v1/books", "body": _packed('{"a": 1}')}
    interaction = {"request": request, "response": {"status_code": status, "content": _packed('{"code": "x"}')}}
    recorder = {
        "label": "POST /books",
        "cases": {"c": {"value": {"method": "POST", "path": "/books"}}},
        "checks": {"c": checks},
        "interactions": {"c": interaction},
    }
    return {"ScenarioFinished": {"phase": "fuzzing", "recorder": recorder}}


def _log(path: Path, *events: dict[str, Any], end: str = "") -> Path:
    path.write_text("\n".join(json.dumps(event) for event in events) + "\n" + end, encoding="utf-8")
    return path


def test_checks_successes_and_failures_are_counted(tmp_path: Path) -> None:
    refused = _scenario(418, "Received: 418")
    finished: dict[str, Any] = {"EngineFinished": {}}
    report = read_report(_log(tmp_path / "log", _scenario(201), refused, refused, finished))
    assert report.finished
    assert report.reached == {"POST /books"}
    assert report.made == {"not_a_server_error": 3, "status_code_conformance": 2}
    (finding,) = report.findings["status_code_conformance"]
    assert "status 418" in finding.message
    assert '{"a": 1}' in finding.where


def test_a_refused_operation_was_not_reached(tmp_path: Path) -> None:
    assert read_report(_log(tmp_path / "log", _scenario(422))).reached == set()


def test_errors_of_the_fuzzer_itself_are_told(tmp_path: Path) -> None:
    report = read_report(_log(tmp_path / "log", {"NonFatalError": {"value": "out of memory"}}))
    assert "out of memory" in report.errors[0].message


def test_a_log_that_was_cut_off_is_not_finished(tmp_path: Path) -> None:
    report = read_report(_log(tmp_path / "log", _scenario(201), end='{"EngineFin'))
    assert not report.finished
    assert report.reached


def test_long_lists_are_cut() -> None:
    findings = [Finding(code="c", message=str(number)) for number in range(MAX_FINDINGS + 5)]
    assert list(cut(findings))[-1].message == "and 5 more findings"
