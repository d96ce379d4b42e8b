"""What models get slightly wrong is read as it is meant."""

import json

import pytest

from agent.model.port import ToolCall
from agent.model_planner import Ports
from agent.model_planner.session import Session
from agent.model_planner.tools import edit_blueprint
from agent.model_planner.tools.registry import run_call
from agent.task import Request
from tests.agent.model_planner.support import DRAFT, LIBRARY, RATING, TEXT, attribute, check, edit


def session() -> Session:
    return Session(Request(text=TEXT), DRAFT, Ports(check, lambda query: (), lambda *given: ()))


@pytest.mark.parametrize("value", [RATING, json.dumps(RATING), {**RATING, "name": "rating"}])
def test_a_value_as_text_or_with_its_name_is_a_value(value: object) -> None:
    held = session()
    answer = edit_blueprint.run(json.dumps({"edits": [edit("set", "attribute", "Book.rating", value)]}), held)
    assert (answer.findings, answer.done) == ((), True)
    assert attribute(held.draft().blueprint, "Book.rating").maximum == 5


def test_one_edit_that_cannot_be_read_costs_only_itself() -> None:
    held = session()
    given = [edit("set", "attribute", "Book.rating", RATING), {"op": "explode"}, 7, edit("rename", "entity", "Book")]
    answer = edit_blueprint.run(json.dumps({"edits": given}), held)
    assert [finding.partition(":")[0] for finding in answer.findings] == ["edits[1]", "edits[2]", "edits[3]"]
    assert attribute(held.draft().blueprint, "Book.rating") is not None
    assert not answer.done


def test_phrases_are_placed_only_by_edits_and_by_their_numbers() -> None:
    held = session()
    edit_blueprint.run(json.dumps({"placed": [1]}), held)
    assert held.draft().unplaced == DRAFT.unplaced
    given = {"edits": [edit("set", "attribute", "Book.rating", RATING)], "placed": [0, 2, -1]}
    edit_blueprint.run(json.dumps(given), held)
    assert held.draft().unplaced == DRAFT.unplaced


def test_findings_are_short_and_counted() -> None:
    given = [edit("remove", "entity", "X" * 300) for _ in range(20)]
    answer = edit_blueprint.run(json.dumps({"edits": given}), session())
    assert "and 8 more." in answer.text
    assert max(len(line) for line in answer.text.splitlines()) < 420


def test_too_many_edits_are_refused_before_they_are_tried() -> None:
    held = session()
    given = [edit("set", "attribute", "Book.rating", RATING)] * (edit_blueprint.MAX_EDITS + 1)
    with pytest.raises(Exception, match="edits"):
        edit_blueprint.run(json.dumps({"edits": given}), held)
    assert held.draft().blueprint == LIBRARY


def test_what_the_model_says_is_one_printable_line() -> None:
    held = session()
    edit_blueprint.run(json.dumps({"assumptions": ["a\n\x1b[31mred\u202e", " ", *["x" * 900] * 3]}), held)
    told = held.draft().assumptions
    assert told[0] == "Assumed by the model: a [31mred"
    assert len(told) == 2
    assert all(line.isprintable() and len(line) < 350 for line in told)


RATED = edit("set", "attribute", "Book.rating", RATING)
SAME = edit("set", "entity", "Book", {"description": LIBRARY.entity("Book").description})
REFUSED = edit("remove", "entity", "Tag")


@pytest.mark.parametrize(
    ("edits", "stays"),
    [([SAME], True), ([REFUSED], True), ([RATED, REFUSED], True), ([RATED, {"op": "drop"}], True), ([RATED], False)],
)
def test_a_phrase_has_a_place_only_where_all_was_made_and_something_changed(edits: list[object], stays: bool) -> None:
    held = session()
    edit_blueprint.run(json.dumps({"edits": edits, "placed": [1]}), held)
    assert held.draft().unplaced == (DRAFT.unplaced if stays else ())


@pytest.mark.parametrize("letter", ["é", "書", "😀", "\x00", "\u2028", "𝒳 "])
def test_findings_in_any_letters_fit_their_prompt(letter: str) -> None:
    given = [edit("remove", "entity", f"{number}{letter * 300}") for number in range(40)]
    answer = run_call(ToolCall("1", edit_blueprint.NAME, json.dumps({"edits": given})), session())
    assert "0 of 40 edits were made" in answer.text
    assert "and 28 more." in answer.text
    assert len(answer.findings) == 40
