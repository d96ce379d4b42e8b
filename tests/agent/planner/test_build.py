"""Patterns that do not go with the rest are told; the rest is built."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

Planned = Callable[[str], Draft]
PHOTOS = "Photos (title). Users can like photos. Photos are append-only. Keep every version of a photo. JWT."


def _patterns(draft: Draft) -> list[str]:
    return [type(pattern).__name__ for pattern in draft.blueprint.patterns]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Pages (title, body). Pages are read-only. Keep a history of pages. Users log in.",
            "No operation changes rows of Page",
        ),
        (
            "Pages (title, body). Use no timestamps. A feed of pages of people I follow. JWT.",
            "Which Page is newer is not known",
        ),
    ],
)
def test_what_does_not_fit_is_told(planned: Planned, text: str, told: str) -> None:
    draft = planned(text)
    assert any(told in item for item in draft.unplaced)
    assert {"History", "Feed"}.isdisjoint(_patterns(draft))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (PHOTOS, ["Toggle"]),
        (
            "Pages (title). Use no timestamps. A feed of pages of people I follow. Count views of pages. JWT.",
            ["Counter", "Toggle"],
        ),
    ],
)
def test_one_that_does_not_fit_leaves_the_others(planned: Planned, text: str, kept: list[str]) -> None:
    assert sorted(_patterns(planned(text))) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Pages (title, body). Keep a history of pages. Users log in.", ["History"]),
        ("Pages (title, body). A feed of pages of people I follow. JWT.", ["Feed", "Toggle"]),
    ],
)
def test_those_that_fit_are_kept(planned: Planned, text: str, kept: list[str]) -> None:
    draft = planned(text)
    assert sorted(_patterns(draft)) == kept
    assert not any("(Page" in item for item in draft.unplaced)


@pytest.mark.parametrize("datastore", ["sqlite", "postgresql"])
@pytest.mark.parametrize("framework", ["fastapi", "express"])
def test_what_is_left_resolves(planned: Planned, framework: str, datastore: str) -> None:
    draft = planned(PHOTOS)
    assert resolve(draft.blueprint, stack(framework, datastore)).operations
