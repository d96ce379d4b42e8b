"""Spans of time, as answers tell them."""

import pytest

from tests.spans import SPANS, UNITS, hour_of
from tools.validators.conformance.document import bucket_of
from tools.validators.conformance.runner.buckets import bucket
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
