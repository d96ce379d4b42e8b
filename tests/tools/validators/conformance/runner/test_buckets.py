"""Spans of time, as answers tell them."""

import pytest

from tests.spans import SPANS, UNITS, hour_of
from tools.validators.conformance.document import bucket_of
from tools.validators.conformance.runner.buckets import bucket, formatted
from tools.validators.conformance.runner.values import Variables


@pytest.mark.parametrize(("moment", *UNITS), SPANS)
def test_a_moment_and_its_day_lie_in_the_same_spans(
    moment: str, day: str, week: str, month: str, quarter: str, year: str
) -> None:
    for value in (moment, moment[:10]):
        assert [bucket(value, unit) for unit in UNITS] == [day, week, month, quarter, year]
    assert bucket(moment, "hour") == hour_of(moment)


def test_a_saved_moment_is_asked_for_by_its_span() -> None:
    variables = Variables({"order": {"created_at": "2021-01-03T12:00:00.001Z"}})
    assert variables.filled({"is": bucket_of("order/created_at", "week")}) == {"is": "2020-12-28"}


@pytest.mark.parametrize(
    ("moment", "format", "shown"),
    [
        ("2026-01-31T23:59:59.999Z", "date", "2026-01-31"),
        ("1970-01-01T00:00:01.999Z", "unix", 1),
        ("1969-12-31T23:59:59.999Z", "unix", -1),
        ("1969-12-31T23:59:59.999Z", "unix_ms", -1),
        ("2026-01-31T00:00:00.123Z", "unix_ms", 1769817600123),
    ],
)
def test_moments_in_other_formats(moment: str, format: str, shown: str | int) -> None:
    assert formatted(moment, format) == shown
