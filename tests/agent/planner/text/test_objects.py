"""What a rule is about, where it does not name it."""

import pytest

from agent.planner.notes import Notes
from agent.planner.text.objects import WHOLE, bare, resolved
from agent.planner.text.reading import Reading


def test_a_pronoun_means_what_was_spoken_of_last() -> None:
    reading = Reading("Clerks file memos. Managers approve them.", Notes())
    reading.entities = {("memo",): "Memo"}
    assert resolved("approve them", reading.clauses[1], reading) == "approve memo"


@pytest.mark.parametrize(
    ("what", "is_bare"), [("edit and delete", True), ("edit wombats", False), ("edit them", False)]
)
def test_verbs_alone_are_about_whatever_there_is(what: str, is_bare: bool) -> None:
    assert bare(what) is is_bare


def test_everything_is_every_entity() -> None:
    assert WHOLE.search("manage all data")
    assert not WHOLE.search("manage all orders")
