"""As much of a batch as fits together is kept, and the rest is told edit by edit."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.model_planner.batch import Placed, placed
from tests.agent.model_planner.support import LIBRARY, WISH, asked, attribute, check, edit, ground, words
from tools.blueprint.model import Blueprint
from tools.errors import BadInput

GOOD = edit("set", "attribute", "Book.rating", {"type": "int32"})
WRONG = edit("set", "attribute", "Book.score", {"type": "number"})
LOSS = edit("remove", "entity", "Tag")
REVIEW = edit("set", "entity", "Review", {"owner": "member", "attributes": [{"name": "text", "type": "text"}]})
MEMBER = edit("set", "relationship", "Review.member", {"to": "Member", "required": True})
NOWHERE = edit("set", "relationship", "Review.shelf", {"to": "Shelf"})


def outcome(*edits: dict[str, Any]) -> Placed:
    return placed(ground(), asked(*edits), words(), lambda blueprint: check(blueprint, WISH))


def test_a_batch_that_fits_is_made_whole() -> None:
    done = outcome(GOOD, REVIEW, MEMBER)
    assert (done.kept, done.findings) == (3, {})


BROKEN = edit("set", "entity", "Shelf", {"owner": "nobody"})


@pytest.mark.parametrize("wrong", [[BROKEN], [BROKEN, NOWHERE], [BROKEN, NOWHERE, WRONG, LOSS]])
def test_edits_that_need_each_other_stay_together_among_some_that_cannot_be_built(wrong: list[dict[str, Any]]) -> None:
    done = outcome(REVIEW, *wrong, MEMBER)
    assert (done.kept, len(done.findings)) == (2, len(wrong))
    assert done.ground.blueprint.entity("Review").owner == "member"


def test_the_order_of_a_batch_does_not_matter() -> None:
    text = edit("set", "attribute", "Review.stars", {"type": "int32"})
    done = outcome(text, MEMBER, REVIEW)
    assert (done.kept, done.findings) == (3, {})


def test_edits_that_need_each_other_stay_together_in_a_large_batch() -> None:
    """More ways to leave two out than are tried."""
    many = [edit("set", "attribute", f"Book.a{number}", {}) for number in range(30)]
    done = outcome(BROKEN, REVIEW, NOWHERE, *many, MEMBER)
    assert (done.kept, [*done.findings]) == (32, [0, 2])


@pytest.mark.parametrize("batch", [[WRONG, REVIEW, MEMBER], [REVIEW, WRONG, MEMBER], [REVIEW, MEMBER, WRONG]])
def test_edits_that_need_each_other_stay_together(batch: list[dict[str, Any]]) -> None:
    done = outcome(*batch)
    assert (done.kept, [*done.findings]) == (2, [batch.index(WRONG)])
    assert done.ground.blueprint.entity("Review").owner == "member"


def test_an_edit_that_nobody_asked_for_costs_only_itself() -> None:
    done = outcome(REVIEW, LOSS, MEMBER, NOWHERE)
    assert done.kept == 2
    assert [*done.findings] == [1, 3]


def test_a_finding_says_where_in_the_value() -> None:
    [finding] = outcome(WRONG).findings.values()
    assert "value" in str(finding)
    assert "type" in str(finding)


def test_a_batch_that_never_fits_ends() -> None:
    def never(blueprint: Blueprint) -> None:
        raise BadInput("It never fits.", hint="")

    batch = asked(*[edit("set", "attribute", f"Book.a{number}", {}) for number in range(12)])
    done = placed(ground(), batch, words(), never)
    assert (done.kept, done.ground.blueprint) == (0, LIBRARY)
    assert len(done.findings) == 12


@settings(max_examples=15)
@given(st.lists(st.sampled_from([GOOD, WRONG, LOSS, REVIEW, MEMBER, NOWHERE]), max_size=6))
def test_whatever_comes_the_result_can_be_built_and_nothing_is_lost(batch: list[dict[str, Any]]) -> None:
    done = outcome(*batch)
    check(done.ground.blueprint, WISH)
    assert all(attribute(done.ground.blueprint, f"Tag.{item.name}") for item in LIBRARY.entity("Tag").attributes)
