"""Outcomes of a conformance plan become rows of evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.validators.conformance.runner import Outcome
from tools.validators.evidence import Evidence, Finding, Level, Status, not_run

MAX_FINDINGS = 20
MAX_REASONS = 3


@dataclass(frozen=True, slots=True)
class ConformanceRows:
    """Names the rows; one for each kind of check."""

    name: str = "conformance"
    # Changes whenever the suite's checks do.
    version: str = "2"
    level: Level = "live"

    def rows(self, plan: Mapping[str, Any], outcomes: Iterable[Outcome]) -> list[Evidence]:
        """One row for each kind of check, in the plan's order; kinds that do not apply last."""
        grouped: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            grouped.setdefault(outcome["check"], []).append(outcome)
        rows = [self._row(check, found) for check, found in grouped.items()]
        spared: dict[str, list[str]] = {}
        for item in plan["not_applicable"]:
            if item["check"] not in grouped:
                spared.setdefault(item["check"], []).append(f"{item['subject']}: {item['reason']}")
        for check, reasons in spared.items():
            more = f"; and {len(reasons) - MAX_REASONS} more" if len(reasons) > MAX_REASONS else ""
            rows.append(not_run(self, check, "not_applicable", "; ".join(reasons[:MAX_REASONS]) + more))
        return rows

    def _row(self, check: str, outcomes: list[Outcome]) -> Evidence:
        findings = [finding for outcome in outcomes for finding in _findings(outcome)]
        skipped = [outcome for outcome in outcomes if outcome["status"] == "skipped"]
        status: Status = "failed" if findings else "skipped" if skipped else "passed"
        if len(findings) > MAX_FINDINGS:
            left = len(findings) - MAX_FINDINGS
            more = Finding(code=check, message=f"and {left} more findings")
            findings = [*findings[:MAX_FINDINGS], more]
        return Evidence(
            validator=self.name,
            version=self.version,
            level=self.level,
            subject=f"{check} ({len(outcomes)} {'case' if len(outcomes) == 1 else 'cases'})",
            status=status,
            reason=skipped[0]["reason"] if status == "skipped" else "",
            findings=tuple(findings),
            duration_ms=sum(outcome["duration_ms"] for outcome in outcomes),
        )


def _findings(outcome: Outcome) -> list[Finding]:
    if outcome["status"] != "failed":
        return []
    found = [
        Finding(code=outcome["check"], message=item["message"], where=f"{outcome['id']}: {item['where']}")
        for item in outcome["findings"]
    ]
    return found or [Finding(code=outcome["check"], message=outcome["reason"], where=outcome["id"])]


def spared(plan: Mapping[str, Any], checks: Sequence[str], reason: str) -> dict[str, Any]:
    """The plan without the cases of some checks, which do not apply where it is played."""
    gone = dict.fromkeys(case["check"] for case in plan["cases"] if case["check"] in checks)
    told = [{"check": check, "subject": "api", "reason": reason} for check in gone]
    cases = [case for case in plan["cases"] if case["check"] not in gone]
    return {**plan, "cases": cases, "not_applicable": [*told, *plan["not_applicable"]]}


ROWS = ConformanceRows()
