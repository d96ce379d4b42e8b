"""What counts as agreement to the changes of a turn: nothing but words that agree."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langgraph.types import Command

from agent.context import Settings
from agent.nodes.confirm import agreement
from agent.outcome import Answered, Completed
from agent.state import RunInput
from tests.agent.chat.test_thread import Talk


@pytest.mark.parametrize(
    "text", ["", "  ", "y", "Yes", "YES!", "ok", "ok, do it", "yes please", "apply", "Apply it.", "go ahead, thanks"]
)
def test_words_that_agree(text: str) -> None:
    assert agreement(text) is True


@pytest.mark.parametrize(
    "text", ["n", "No.", "Nope", "no thanks", "wait, no", "stop", "don't do it", "don’t", "no, sorry"]
)
def test_words_that_do_not(text: str) -> None:
    assert agreement(text) is False


@pytest.mark.parametrize(
    "text",
    ["rename title to name", "no login needed", "yes, but make it optional", "yes no", "?", "stop words", "yesterday"],
)
def test_words_that_say_neither(text: str) -> None:
    assert agreement(text) is None


@given(st.text(min_size=1).filter(lambda text: text.strip() != ""))
def test_no_other_words_agree(text: str) -> None:
    assert agreement(f"{text} rename title") is not True


def waiting() -> Talk:
    talk = Talk(settings=Settings(level="static", ask=True))
    talk.changed("notes")
    talk.graph.invoke(RunInput(text="add starred"), talk.config, context=talk.parts.context())
    return talk


def answered(text: str) -> tuple[Talk, Any]:
    talk = waiting()
    return talk, talk.say(Command(resume={"apply": text}))


def test_another_turn_is_no_agreement() -> None:
    talk, outcome = answered("rename title to name")
    assert isinstance(outcome, Answered)
    assert '"rename title to name" is neither yes nor no, and was not taken as a turn' in outcome.text
    assert len(talk.versions) == 1


@pytest.mark.parametrize("text", ["no thanks", "Nope", "wait, no"])
def test_every_no_keeps_what_there_is(text: str) -> None:
    talk, outcome = answered(text)
    assert outcome.text == "Nothing was changed."
    assert len(talk.versions) == 1


def test_a_yes_makes_the_changes() -> None:
    talk, outcome = answered("ok, do it")
    assert isinstance(outcome, Completed)
    assert len(talk.versions) == 2
