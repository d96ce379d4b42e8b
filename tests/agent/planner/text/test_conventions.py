"""Conventions in words."""

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import ApiSketch
from agent.planner.text.conventions import read_conventions
from agent.planner.text.reading import Reading
from tools.blueprint.model import ApiStyle, PaginationStyle
from tools.errors import Contradiction


def _read(text: str) -> ApiSketch:
    api = ApiSketch()
    read_conventions(Reading(text, Notes()), api)
    return api


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("100 requests per minute rate limit", (100, 60)),
        ("rate limiting: 1,000 requests/hour", (1000, 3600)),
        ("limit of 5 requests per 10 seconds per user", (5, 10)),
        ("rate limiting", True),
        ("no rate limiting", False),
        ("Our scanners poll all day, so let them call as often as they like.", False),
        ("Callers may send as many requests as they want.", False),
        ("There is no limit on requests.", False),
        ("Requests are not limited.", False),
        ("They must not call as often as they like.", None),
        ("# Out of scope\n\nCallers may send as many requests as they want.", None),
        ("books", None),
    ],
)
def test_rate(text: str, wanted: object) -> None:
    assert _read(text).rate_limit == wanted


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("cursor pagination", PaginationStyle.CURSOR),
        ("keyset pagination", PaginationStyle.CURSOR),
        ("offset pagination", PaginationStyle.OFFSET),
        ("limit/offset paging", PaginationStyle.OFFSET),
        ("pagination", None),
        ("no cursor pagination", None),
    ],
)
def test_pagination(text: str, style: PaginationStyle | None) -> None:
    assert _read(text).pagination is style


def test_page_size() -> None:
    assert _read("200 messages per page").default_limit == 200
    assert _read("pagination with 50 items per page").default_limit == 50


def test_both_styles_contradict() -> None:
    with pytest.raises(Contradiction):
        _read("cursor pagination; offset pagination")


def test_switches() -> None:
    api = _read(
        "GraphQL; soft deletes; no timestamps; ETags; idempotency keys; camelCase; base path /api/v2; integer ids"
    )
    assert api.styles == [ApiStyle.GRAPHQL]
    assert (api.soft_delete, api.timestamps, api.optimistic_lock, api.idempotency) == (True, False, True, True)
    assert (api.camel, api.base_path, api.version, api.serial_keys) == (True, "/api", 2, True)


def test_ruled_out() -> None:
    api = _read("No GraphQL, no soft delete, without versioning")
    assert api.styles == []
    assert api.soft_delete is False
    assert api.versioning is False
