"""The table of what can be said: documented, understood, and offered where something is not."""

from pathlib import Path

import pytest

from agent.chat.turns import UnclearTurn
from agent.chat.turns.forms import FORMS, help_text, table
from tests.agent.chat.turns.conftest import Said

DOCS = Path(__file__).parents[4] / "docs" / "chat.md"


def test_the_documentation_holds_the_table() -> None:
    assert table() in DOCS.read_text(encoding="utf-8")


def test_the_help_names_every_form() -> None:
    text = help_text()
    assert all(form.name in text and form.filled()[0] in text for form in FORMS)


@pytest.mark.parametrize("example", [example for form in FORMS for example in form.filled()])
def test_every_example_is_understood(example: str, said: Said) -> None:
    turn = said(example)
    assert not isinstance(turn, UnclearTurn), turn.reason


@pytest.mark.parametrize("name", ["shop", "kanban", "wallet"])
def test_what_is_offered_is_understood(name: str, said: Said) -> None:
    for text in ("frobnicate", "rename the thing", "make it nice", "delete the xyz", "who may do this"):
        turn = said(text, name)
        assert isinstance(turn, UnclearTurn)
        assert len(turn.nearest) == 3
        for example in turn.nearest:
            offered = said(example, name)
            assert not (isinstance(offered, UnclearTurn) and offered.reason == "No form of the grammar fits."), example
