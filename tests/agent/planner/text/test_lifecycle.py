"""What is said of the rows of some entities holds for those alone."""

from collections.abc import Callable

import pytest

from agent.planner import Draft

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Albums (title), tracks (title); soft delete albums", {"Album"}),
        (
            "Albums (title), tracks (title), bands (name); soft delete for albums and tracks",
            {"Album", "Track"},
        ),
        ("Albums (title), tracks (title). Tracks are soft-deleted.", {"Track"}),
        ("Albums (title), tracks (title); soft delete", {"Album", "Track"}),
        ("Albums (title), tracks (title); soft delete everywhere but no soft delete for tracks", {"Album"}),
    ],
)
def test_soft_delete(planned: Planned, text: str, wanted: set[str]) -> None:
    assert {entity.name for entity in planned(text).blueprint.entities if entity.soft_delete} == wanted


def test_audit_of_one_entity(planned: Planned) -> None:
    blueprint = planned("Orders (total), depots (name); JWT; audit fields on orders").blueprint
    assert [entity.name for entity in blueprint.entities if entity.audit] == ["Order"]
