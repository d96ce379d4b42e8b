"""Archetypes that the request names and the draft lacks."""

from agent.model_planner.usual import MAX_SHOWN, usual
from tests.agent.model_planner.support import LIBRARY
from tools.blueprint.model import Blueprint


def test_what_is_named_and_not_there_is_shown_once() -> None:
    shown = usual("Members write reviews of books, and reviews have comments.", LIBRARY)
    assert [line.partition(":")[0] for line in shown] == ["Review", "Comment"]
    assert "rating int32" in shown[0]


def test_few_are_shown_and_unknown_words_are_none() -> None:
    assert usual("Zyx qwerty", LIBRARY) == ()
    assert (
        len(usual("books authors loans members tags orders products invoices reviews", Blueprint(name="x")))
        == MAX_SHOWN
    )
