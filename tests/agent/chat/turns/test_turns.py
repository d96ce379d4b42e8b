"""What people say, and the edits that it becomes: the table in `turns.yaml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agent.chat.turns import EditTurn
from tests.agent.chat.turns.conftest import Said, example
from tests.agent.chat.turns.told import told
from tools.blueprint.edit.apply import apply
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

_TABLE: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("turns.yaml").read_text(encoding="utf-8"))
TURNS = [(part["blueprint"], turn["say"], turn["is"]) for part in _TABLE for turn in part["turns"]]


@pytest.mark.parametrize(("name", "say", "expected"), TURNS, ids=[f"{name}: {say[:60]}" for name, say, _ in TURNS])
def test_it_is_understood_and_can_be_built(name: str, say: str, expected: list[str], said: Said) -> None:
    turn = said(say, name)
    assert told(turn) == expected
    if isinstance(turn, EditTurn) and turn.edits:
        assert resolve(apply(example(name), turn.edits), stack("fastapi", "sqlite")).tables


def test_the_table_is_large_enough() -> None:
    assert len(TURNS) >= 150
    assert len({(name, say) for name, say, _ in TURNS}) == len(TURNS)


def test_the_same_words_give_the_same_turn(said: Said) -> None:
    text = "add reviews with a 1-5 rating; rename title to name and make it unique; only librarians may delete books"
    assert said(text) == said(text)
