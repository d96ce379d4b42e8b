"""The same wishes in other voices, over other Blueprints: the table in `paraphrases.yaml`."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.agent.chat.turns.conftest import Said
from tests.agent.chat.turns.told import told

_TABLE: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("paraphrases.yaml").read_text(encoding="utf-8"))
_SAID = [(part["blueprint"], turn["say"], turn["is"]) for part in _TABLE for turn in part["turns"]]
_BESIDE = ("ask ", "risk", "unplaced")
"""Lines beside the edits, which a case may leave out."""


@pytest.mark.parametrize(("name", "say", "expected"), _SAID, ids=[f"{name}: {say[:60]}" for name, say, _ in _SAID])
def test_it_is_understood_in_other_words(name: str, say: str, expected: list[str], said: Said) -> None:
    lines = [line for line in told(said(say, name)) if line in expected or not line.startswith(_BESIDE)]
    assert len(lines) == len(expected), lines
    for line, wanted in zip(lines, expected, strict=True):
        assert _holds(line, wanted), f"{line} is not {wanted}"


def test_the_table_is_large_enough() -> None:
    assert len(_SAID) >= 150
    assert len({(name, say) for name, say, _ in _SAID}) == len(_SAID)


def _holds(line: str, wanted: str) -> bool:
    """Whether a line says what is wanted; an object may say more."""
    head, brace, value = wanted.partition(" {")
    if not brace:
        return line == wanted or (wanted.startswith("set ") and line.startswith(f"{wanted} {{"))
    told_head, _, told_value = line.partition(" {")
    return told_head == head and json.loads("{" + value).items() <= json.loads("{" + told_value).items()
