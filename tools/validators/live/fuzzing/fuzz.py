"""Runs the fuzzer as a program of its own against a running backend."""

import importlib.metadata
import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import AgentError
from tools.validators.conformance.document import MAIN
from tools.validators.conformance.runner import Control, Player
from tools.validators.evidence import Evidence, Finding, Level, not_run, verdict
from tools.validators.live.fuzzing import hooks_place
from tools.validators.live.fuzzing.contract import fuzzable
from tools.validators.live.fuzzing.feed import compile_feed
from tools.validators.live.fuzzing.reports import Report, cut, read_report
from tools.validators.live.fuzzing.settings import settings
from tools.validators.runtime.commands import CommandResult, run
from tools.validators.runtime.environment import index_environment
from tools.validators.runtime.workspace import Workspace

PACKAGE = "schemathesis"
SECONDS = 1200
WORKERS = 1
"""Threads would make the order of requests, and so the findings, a matter of chance."""
REACHED = "every operation reached its success"
FINDINGS = (0, 1)
"""Exit codes of a run that went to its end: without and with findings."""


@dataclass(frozen=True, slots=True)
class Fuzzer:
    """Names the rows."""

    name: str = PACKAGE
    version: str = importlib.metadata.version(PACKAGE)
    level: Level = "live"


FUZZER = Fuzzer()


def fuzz(
    plan: RenderPlan,
    work: Workspace,
    contract: Path,
    base_url: str,
    variables: Mapping[str, object],
    control: Control | None = None,
) -> Iterator[Evidence]:
    """Rows of every check of the fuzzer; ``variables`` are the first admin's credentials, ``control`` makes more."""
    started = time.monotonic()
    folder = work.path / "fuzzing"
    folder.mkdir(mode=0o700)
    feed = compile_feed(plan)
    player = Player(feed.plan, base_url, dict(variables), control)
    fed = next(iter(player.play(MAIN)))
    if fed["status"] != "passed":
        told = fed["reason"] or "; ".join(f"{item['where']}: {item['message']}" for item in fed["findings"])
        yield verdict(FUZZER, "data for the fuzzer", [Finding(code="no-data", message=told)], started)
        return
    (folder / "feed.json").write_text(json.dumps(player.filled(feed.template)), encoding="utf-8")
    (folder / "openapi.json").write_text(fuzzable(contract.read_bytes()), encoding="utf-8")
    (folder / "schemathesis.toml").write_text(settings(plan), encoding="utf-8")
    try:
        result = _run(folder, base_url)
    except AgentError as error:
        yield verdict(FUZZER, "run", [Finding(code=error.code, message=error.message)], started)
        return
    yield from _rows(plan, folder, result, feed.unfed, started)


def _run(folder: Path, base_url: str) -> CommandResult:
    report = folder / "events.ndjson"
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "--config-file",
        str(folder / "schemathesis.toml"),
        "--no-color",
        "run",
    ]
    command += [str(folder / "openapi.json"), "--origin", base_url, "--workers", str(WORKERS)]
    command += ["--report", "ndjson", "--report-ndjson-path", str(report)]
    variables = {
        "SCHEMATHESIS_HOOKS": hooks_place.MODULE,
        "PYTHONPATH": str(hooks_place.ROOT),
        hooks_place.FEED_VARIABLE: str(folder / "feed.json"),
        hooks_place.BASE_VARIABLE: base_url,
        "HOME": str(folder),
    }
    return run(command, cwd=folder, env=index_environment(variables), user=None, timeout_seconds=SECONDS)


def _rows(
    plan: RenderPlan, folder: Path, result: CommandResult, unfed: Mapping[str, str], started: float
) -> Iterator[Evidence]:
    path = folder / "events.ndjson"
    report = read_report(path) if path.is_file() else Report()
    faults = list(report.errors)
    if not report.finished or result.exit_code not in FINDINGS:
        message = f"the fuzzer ended early, with exit code {result.exit_code}:\n{result.tail()}"
        faults.append(Finding(code="fuzzer-failed", message=message))
    if result.exit_code and not faults and not report.findings:
        faults.append(Finding(code="fuzzer-failed", message=result.tail()))
    yield verdict(FUZZER, f"run ({sum(report.made.values())} checks)", faults, started)
    for check in sorted(report.made):
        found = report.findings.get(check, [])
        yield verdict(FUZZER, f"{check} ({report.made[check]} times)", cut(found), time.monotonic())
    missed = [operation for operation in plan.operations if _label(operation) not in report.reached]
    untold = [operation for operation in missed if operation.name.snake in unfed]
    for operation in untold[:1]:
        more = f"; and {len(untold) - 1} more" if len(untold) > 1 else ""
        reason = f"{_label(operation)}: {unfed[operation.name.snake]}{more}"
        yield not_run(FUZZER, "operations of which nobody can tell when they go well", "not_applicable", reason)
    missed = [operation for operation in missed if operation not in untold]
    findings = [
        Finding(code="not-reached", message="the fuzzer never saw its success", where=_label(operation))
        for operation in missed
    ]
    yield verdict(FUZZER, REACHED, findings, time.monotonic())


def _label(operation: OperationPlan) -> str:
    return f"{operation.method} {operation.path}"
