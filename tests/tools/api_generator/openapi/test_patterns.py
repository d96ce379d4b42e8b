import base64
import re

import pytest
from jsonschema_rs import Draft202012Validator

from tools.api_generator.openapi import patterns


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        ("[0-9]{13}", "^[0-9]{13}$"),
        ("a|b", "^(a|b)$"),
        ("(a|b)", "^(a|b)$"),
        ("[|]", "^[|]$"),
        (r"\|", r"^\|$"),
        (r"a\-b", "^a-b$"),
        (r"[a\-z]", r"^[a\-z]$"),
        ("[[a]", r"^[\[a]$"),
        ("[^a]", r"^[^\x00a]$"),
    ],
)
def test_a_pattern_is_anchored_and_spelt_for_every_engine(pattern: str, anchored: str) -> None:
    assert patterns.whole(pattern) == anchored
    Draft202012Validator({"pattern": anchored})


@pytest.mark.parametrize("most", [1, 2, 3, 4, 63, 64, 65, 3000])
def test_base64_is_as_long_as_its_bytes_may_be(most: int) -> None:
    pattern = re.compile(patterns.base64(0, most))
    limit = patterns.base64_length(most)
    for size in {0, 1, 2, 3, most - 1, most, most + 1, most + 2, most + 3}:
        text = base64.b64encode(bytes(size)).decode()
        assert bool(pattern.fullmatch(text) and len(text) <= limit) == (size <= most), size


def test_what_no_pattern_can_count_is_never_too_long() -> None:
    for most in (65_536, 65_537):
        assert patterns.base64_length(most) * 3 // 4 <= most


@pytest.mark.parametrize("day", ["0000-01-01", "2026-13-01", "2026-00-01", "2026-01-32", "26-01-01"])
def test_days_that_no_calendar_has_are_refused(day: str) -> None:
    assert not re.fullmatch(patterns.DATE, day)


@pytest.mark.parametrize("year", ["0001", "0010", "0100", "1000", "1999", "2026", "9999"])
def test_years_from_1_to_9999_are_taken(year: str) -> None:
    assert re.fullmatch(patterns.DATE, f"{year}-02-28")
