"""The short grammar in which patterns of sentences are written."""

import pytest

from agent.planner.text.patterns.grammar import first, phrase


def test_a_blank_is_any_blanks_and_a_slot_catches_a_noun() -> None:
    found = phrase("^{who:person} ({modal} )?like {what:noun}$").search("Users   can like\tall the articles, and more")
    assert found is not None
    assert (found["who"], found["what"]) == ("Users", "all the articles")


@pytest.mark.parametrize(("text", "found"), [("a: x y", True), ("and x y", True), ("or x y", False), ("x y", True)])
def test_a_part_of_a_sentence_begins_at_its_signs(text: str, found: bool) -> None:
    assert (phrase("^x y").search(text) is not None) is found


@pytest.mark.parametrize("text", ["count clicks (daily)", "count clicks."])
def test_sets_of_characters_and_brackets_stay_as_they_are(text: str) -> None:
    found = phrase(r"count {what:things}$(\s*\([^()]{0,9}\))?").search(text)
    assert found is not None
    assert found["what"] == "clicks"
    assert ("(" in found[0]) == ("(" in text)


def test_kinds_are_templates_too() -> None:
    assert phrase("{outer}", outer="x {inner}?y", inner="(a|b) ").fullmatch("x a y")


def test_the_first_of_the_patterns_wins() -> None:
    found = first((phrase("no such"), phrase("b"), phrase("a")), "a b")
    assert found is not None
    assert found[0] == "b"
