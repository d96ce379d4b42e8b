"""The fuzzer's event log becomes rows of evidence: one for each of its checks."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.validators.evidence import Finding

MAX_FINDINGS = 10
SUCCESS = range(200, 300)


@dataclass(slots=True)
class Report:
    """Findings by check, how often each check was made, and which operations were reached."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    """Operations that answered with success at least once, as `GET /books`."""
    errors: list[Finding] = field(default_factory=list)
    """What kept the fuzzer itself from going on."""
    finished: bool = False


def read_report(path: Path) -> Report:
    """Reads the log; a log that was cut off is a report that is not finished."""
    report = Report()
    seen: set[tuple[str, str, str]] = set()
    for name, event in _events(path):
        if name == "ScenarioFinished":
            _scenario(report, event["recorder"], seen)
        elif name in ("NonFatalError", "FatalError"):
            report.errors.append(Finding(code="fuzzer-error", message=json.dumps(event)[:500]))
        elif name == "EngineFinished":
            report.finished = True
    return report


def _events(path: Path) -> Iterator[tuple[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            # The last line of a log whose writer was ended.
            return
        yield from event.items()


def _scenario(report: Report, recorder: dict[str, Any], seen: set[tuple[str, str, str]]) -> None:
    for case, checks in recorder.get("checks", {}).items():
        about = recorder["cases"][case]["value"]
        answer = recorder.get("interactions", {}).get(case, {})
        label = f"{about['method']} {about['path']}"
        response = answer.get("response") or {}
        if response.get("status_code") in SUCCESS:
            report.reached.add(label)
        for check in checks:
            report.made[check["name"]] = report.made.get(check["name"], 0) + 1
            if check["status"] == "failure":
                _failure(report, check, label, answer, seen)


def _failure(
    report: Report, check: dict[str, Any], label: str, answer: dict[str, Any], seen: set[tuple[str, str, str]]
) -> None:
    failure = check["failure_info"]["failure"]
    identity = (check["name"], label, failure["message"])
    if identity in seen:
        return
    seen.add(identity)
    request, response = answer.get("request") or {}, answer.get("response") or {}
    body = _text(request.get("body"))
    told = f"(status {response.get('status_code')}: {_text(response.get('content'))})"
    shown = f"{failure['title']}: {failure['message']} {told}"
    where = f"{request.get('method', '')} {request.get('uri', label)}{f' with {body}' if body else ''}"
    report.findings.setdefault(check["name"], []).append(
        Finding(code=check["name"].replace("_", "-"), message=shown[:1200], where=where[:800])
    )


def _text(content: Any) -> str:
    data = content.get("$base64", "") if isinstance(content, dict) else ""
    return base64.b64decode(data)[:600].decode("utf-8", "replace") if data else ""


def cut(findings: Sequence[Finding]) -> Iterable[Finding]:
    """The first findings, and how many more there are."""
    if len(findings) <= MAX_FINDINGS:
        return findings
    more = Finding(code=findings[0].code, message=f"and {len(findings) - MAX_FINDINGS} more findings")
    return [*findings[:MAX_FINDINGS], more]
