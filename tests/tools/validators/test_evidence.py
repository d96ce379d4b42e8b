import pytest
from pydantic import ValidationError

from tools.validators.evidence import Evidence, Finding, Status

FINDING = Finding(code="missing-index", message="loan.book_id has no index")


def row(status: Status, **more: object) -> Evidence:
    fields = {"validator": "schema", "version": "1", "level": "static", "subject": "schema.sql", **more}
    return Evidence.model_validate({**fields, "status": status})


def test_a_row_survives_json() -> None:
    evidence = row("failed", findings=[FINDING], duration_ms=12)
    assert Evidence.model_validate_json(evidence.model_dump_json()) == evidence


def test_evidence_is_frozen() -> None:
    evidence = row("passed")
    with pytest.raises(ValidationError):
        evidence.status = "failed"  # type: ignore[misc]


def test_a_pass_with_findings_is_refused() -> None:
    with pytest.raises(ValidationError, match="carries no findings"):
        row("passed", findings=[FINDING])


def test_a_failure_without_a_cause_is_refused() -> None:
    with pytest.raises(ValidationError, match="says what failed"):
        row("failed")


@pytest.mark.parametrize("status", ["skipped", "not_applicable"])
def test_what_was_not_checked_says_why(status: Status) -> None:
    with pytest.raises(ValidationError, match="says why"):
        row(status)
    assert row(status, reason="there is no server to lose").reason
