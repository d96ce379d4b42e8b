"""As much of a batch as fits together is kept, and the rest is told edit by edit."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.model_planner.batch import MAX_PASSES, Limited, Placed, placed
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


def operation(number: int, view: str = "Book") -> dict[str, Any]:
    value = {
        "group": "Book",
        "method": "GET",
        "path": f"/books/{{id}}/x{number}",
        "access": {"roles": ["admin"]},
        "inputs": [{"name": "id", "in": "path", "attribute": "Book.id", "required": True}],
        "steps": [{"find": "Book", "as": "book", "where": "row.id == input.id"}],
        "response": {"value": "book", "view": view},
    }
    return edit("set", "operation", f"op_{number}", value)


def counted(*edits: dict[str, Any]) -> tuple[Placed, int]:
    """The outcome, and how often it was looked whether a Blueprint can be built."""
    limited = Limited(check, 10_000)
    done = placed(ground(), asked(*edits), words(), lambda blueprint: limited(blueprint, WISH))
    return done, 10_000 - limited.left


def test_half_of_a_batch_is_wrong_and_each_edit_is_looked_at_once() -> None:
    done, checks = counted(*[operation(number, "Nope" if number % 2 else "Book") for number in range(24)])
    assert (done.kept, [*done.findings]) == (12, [*range(1, 24, 2)])
    assert {finding.message for finding in done.findings.values()} == {"There is no view `Nope`."}
    assert checks <= 24 + 2


def test_what_another_edit_makes_right_is_no_wrong_one() -> None:
    view = edit("set", "view", "Nope", {"entity": "Book", "fields": [{"name": "title", "source": "title"}]})
    wrong = [operation(number, "Never") for number in (3, 4)]
    done, _ = counted(wrong[0], operation(1, "Nope"), operation(2), wrong[1], REVIEW, view, MEMBER)
    assert (done.kept, [*done.findings]) == (5, [0, 3])


def test_wrong_edits_of_a_new_entity_cost_a_few_checks_each() -> None:
    new = edit("set", "entity", "Shelf", {"attributes": [{"name": "code", "required": True}]})
    limits = [{"minimum": 5, "maximum": 3} if number % 2 else {} for number in range(12)]
    fields = [edit("set", "attribute", f"Shelf.a{at}", {"type": "int32", **limit}) for at, limit in enumerate(limits)]
    done, checks = counted(new, *fields)
    assert (done.kept, len(done.findings)) == (7, 6)
    assert checks <= 120


def test_of_two_that_exclude_each_other_the_first_one_stays() -> None:
    twice = [edit("set", "operation", name, operation(1)["value"]) for name in ("one", "two")]
    done, _ = counted(GOOD, *twice)
    assert (done.kept, [*done.findings]) == (2, [2])


def test_what_there_are_no_checks_left_for_is_told_and_nothing_is_lost_silently() -> None:
    batch = asked(*[operation(number, "Nope" if number % 2 else "Book") for number in range(12)])
    limited = Limited(check, 8)
    done = placed(ground(), batch, words(), lambda blueprint: limited(blueprint, WISH))
    assert limited.left == 0
    assert done.kept + len(done.findings) == 12
    assert "fewer" in str(done.findings[11])
    assert done.findings[11].code == "not-tried"


def test_a_batch_in_the_worst_order_ends() -> None:
    names = [f"size{number}" for number in range(30)]
    first = edit("set", "attribute", f"Book.{names[0]}", {})
    chain = [edit("rename", "attribute", f"Book.{old}", to=new) for old, new in pairwise(names)]
    done = outcome(*reversed([first, *chain]))
    assert done.kept == MAX_PASSES
    assert done.kept + len(done.findings) == 30
