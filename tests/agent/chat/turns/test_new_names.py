"""Words that are no name are taken for none: a clause that is not understood adds nothing by its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.chat.turns import EditTurn
from agent.chat.turns.new_names import names_choice, names_thing, names_value
from agent.planner.text.words import MODALS, PRONOUNS
from tests.agent.chat.turns.conftest import Said
from tests.agent.chat.turns.told import told
from tools.blueprint.edit.model import PartKind


@pytest.mark.parametrize("said", ["order line", "librarian", "box_office", "check-in", "head of department", "like"])
def test_names_of_things(said: str) -> None:
    assert names_thing(said)


@pytest.mark.parametrize(
    "said", ["", "them", "visit instead", "librarian to", "editor that may update", "delete any notice", "a b c d"]
)
def test_no_names_of_things(said: str) -> None:
    assert not names_thing(said)


def test_names_of_values() -> None:
    assert all(map(names_value, ["date of birth", "checked_in_by", "transferred from"]))
    assert not any(map(names_value, ["", "called wheelchair access", "relationship reply_to", "who it is"]))
    assert all(map(names_choice, ["in use", "a", "so so"]))
    assert not any(map(names_choice, ["", "from", "a longitude"]))


@given(st.sampled_from(sorted(PRONOUNS | MODALS)), st.integers(0, 1))
def test_a_pronoun_is_in_no_name(word: str, at: int) -> None:
    pieces = ["loyal"]
    pieces.insert(at, word.upper())
    assert not names_thing(" ".join(pieces))
    assert not names_value(" ".join(pieces))


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("add a role editor who may update books", ["set role editor {}",
         'set permission Book.update {"allow": ["admin", "editor"]}']),
        ("a new role editor should be able to update books", ["set role editor {}",
         'set permission Book.update {"allow": ["admin", "editor"]}']),
        ("make a role editor, and let them update books", ["set role editor {}",
         'set permission Book.update {"allow": ["admin", "editor"]}']),
        ("let them update books", ["unclear"]),
        ("can books have a yes or no called large print",
         ['set attribute Book.large_print {"type": "bool", "required": true, "default": false}']),
        ("call a loan a rental everywhere", ["rename entity Loan to Rental"]),
        ("a book has a second author, called editor",
         ['set relationship Book.editor {"to": "Author", "cardinality": "many_to_one", "on_delete": "set_null", '
          '"inverse": "editor_books"}']),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_is_read(say: str, expected: list[str], said: Said) -> None:
    assert told(said(say)) == expected


def test_instead_is_part_of_no_entity(said: Said) -> None:
    turn = said("could we have a Visit instead, with a date visited_on and some remarks")
    assert isinstance(turn, EditTurn)
    assert [edit.name for edit in turn.edits if edit.part is PartKind.ENTITY] == ["Visit"]
