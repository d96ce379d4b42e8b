"""A log tells of requests, and of no secret."""

import json

import pytest

from tools.validators.live.log import MOST, log_findings

ID = "0123456789abcdef"
LINE = {"message": "request", "request_id": ID, "method": "GET", "route": "/v1/notes", "status": 200, "duration_ms": 1}


def codes(text: str, request_id: str | None = ID) -> list[str]:
    return [finding.code for finding in log_findings(text, ["hunter2 and more"], request_id)]


def test_a_log_that_tells_of_the_request_is_good() -> None:
    assert codes(f"started\n{json.dumps(LINE)}\n[1, 2]\n") == []


@pytest.mark.parametrize("missing", ["request_id", "method", "route", "status", "duration_ms"])
def test_a_line_tells_everything(missing: str) -> None:
    told = {name: value for name, value in LINE.items() if name != missing}
    assert codes(json.dumps(told)) == ["request-not-logged"]


@pytest.mark.parametrize("other", [{"status": 500}, {"method": "POST"}, {"request_id": "another"}])
def test_a_line_tells_how_it_went(other: dict[str, object]) -> None:
    assert codes(json.dumps(LINE | other)) == ["request-not-logged"]


def test_where_no_request_was_sent_none_is_looked_for() -> None:
    assert codes("started", None) == []


def test_nothing_is_no_log() -> None:
    assert codes(" \n") == ["no-log"]


def test_secrets_are_told_of_a_few_times_and_not_shown_whole() -> None:
    line = json.dumps({**LINE, "sent": f"{'x' * 80}hunter2 and more"})
    assert codes("\n".join([line] * 9)) == ["secret-in-log"] * MOST
