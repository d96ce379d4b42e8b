"""Kinds of sections by their titles."""

import pytest

from agent.planner.text.evidence.sections import section


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Data model", "data"),
        ("What we keep", "data"),
        ("Entities", "data"),
        ("Endpoints", "api"),
        ("API", "api"),
        ("Business rules", "rules"),
        ("Roles and permissions", "access"),
        ("Tech stack", "tech"),
        ("Non-functional requirements", "tech"),
        ("Overview", "intro"),
        ("Screens", "screens"),
        ("Future work", "later"),
        ("Non-goals", "out"),
        ("Out of scope", "out"),
        ("Zebras", ""),
        ("", ""),
    ],
)
def test_a_title_tells(title: str, kind: str) -> None:
    assert section(title, "") == kind
    assert section("", title) == kind


def test_the_nearest_title_tells_first() -> None:
    assert section("Data model", "Endpoints:") == "api"
    assert section("Data model", "Zebras:") == "data"


def test_what_is_ruled_out_stays_out() -> None:
    assert section("Non-goals", "Data model") == "out"
