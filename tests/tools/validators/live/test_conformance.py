"""Outcomes become rows: one for each kind of check, and nothing reads as better than it was."""

from typing import Any

from tools.validators.conformance.runner import Outcome
from tools.validators.live.conformance import MAX_FINDINGS, ROWS, spared

SPARED = {"not_applicable": [{"check": "search", "subject": "api", "reason": "nothing can be searched"}]}


def _outcome(check: str, status: str, **more: Any) -> Outcome:
    outcome = {"id": f"{check}/x", "check": check, "subject": "x", "status": status, "reason": "", "findings": []}
    return Outcome(**{**outcome, "duration_ms": 5, **more})  # type: ignore[typeddict-item]


def test_one_row_for_each_kind() -> None:
    rows = ROWS.rows(
        SPARED, [_outcome("filters", "passed"), _outcome("filters", "passed"), _outcome("health", "passed")]
    )
    assert [(row.subject, row.status) for row in rows] == [
        ("filters (2 cases)", "passed"),
        ("health (1 case)", "passed"),
        ("search", "not_applicable"),
    ]
    assert rows[0].duration_ms == 10
    assert rows[2].reason == "api: nothing can be searched"


def test_a_check_that_the_engine_cannot_serve_does_not_apply() -> None:
    plan = {"cases": [{"check": "filters"}, {"check": "counts"}], "not_applicable": []}
    left = spared(plan, ("counts", "never-there"), "it does not tell")
    assert left["cases"] == [{"check": "filters"}]
    rows = ROWS.rows(left, [_outcome("filters", "passed")])
    assert [(row.subject, row.status, row.reason) for row in rows[1:]] == [
        ("counts", "not_applicable", "api: it does not tell")
    ]


def test_a_failed_case_fails_its_row_and_is_told() -> None:
    finding = {"where": "GET /x", "message": "status 500 instead of 200"}
    rows = ROWS.rows(SPARED, [_outcome("health", "passed"), _outcome("health", "failed", findings=[finding])])
    assert rows[0].status == "failed"
    assert rows[0].findings[0].where == "health/x: GET /x"


def test_a_case_whose_fixture_broke_fails_too() -> None:
    rows = ROWS.rows(SPARED, [_outcome("health", "failed", reason="fixture actor:@member: no answer")])
    assert rows[0].status == "failed"
    assert rows[0].findings[0].message == "fixture actor:@member: no answer"


def test_a_case_that_was_not_played_is_no_success() -> None:
    rows = ROWS.rows(SPARED, [_outcome("health", "passed"), _outcome("health", "skipped", reason="no restart")])
    assert (rows[0].status, rows[0].reason) == ("skipped", "no restart")


def test_many_findings_are_counted() -> None:
    findings = [{"where": "w", "message": "m"}] * 7
    rows = ROWS.rows(SPARED, [_outcome("health", "failed", findings=findings) for _ in range(10)])
    assert len(rows[0].findings) == MAX_FINDINGS + 1
    assert rows[0].findings[-1].message == "and 50 more findings"
