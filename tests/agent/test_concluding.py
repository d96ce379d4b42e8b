"""What an outcome tells is of its own turn, and of no earlier one."""

import pytest
from langgraph.types import Command

from agent.chat.turns.turn import EditTurn
from agent.context import Settings
from agent.outcome import Answered, Failed
from agent.task import StackWish
from tests.agent.chat.test_thread import ADD, TURNS, Talk
from tests.agent.support import STACK, Parts, proving, reader, row

FULL = EditTurn(edits=(ADD,), assumptions=("Assumed before.",), risks=("A risk.",), unplaced=("what else",))


def after_a_full_turn() -> Talk:
    talk = Talk()
    talk.changed("notes")
    outcome = talk.say("full", Parts(turns=reader({"full": FULL})))
    assert (outcome.assumptions, outcome.risks[0], outcome.version.number) == (("Assumed before.",), "A risk.", 2)
    return talk


@pytest.mark.parametrize("text", ["wrong", "undo three"])
def test_a_failed_turn_tells_nothing_of_the_turn_before(text: str) -> None:
    outcome = after_a_full_turn().say(text)
    assert isinstance(outcome, Failed)
    assert outcome.version is None
    assert (outcome.assumptions, outcome.risks, outcome.unplaced) == ((), (), ())
    assert (outcome.blueprint, outcome.stack, outcome.related, outcome.rules) == ({}, {}, (), ())


@pytest.mark.parametrize("text", ["history", "what is this", "nothing"])
def test_words_tell_no_version(text: str) -> None:
    outcome = after_a_full_turn().say(text)
    assert isinstance(outcome, Answered)
    assert outcome.version is None
    assert (outcome.blueprint, outcome.stack) == ({}, {})


def test_a_turn_whose_checks_fail_has_made_no_version() -> None:
    talk = after_a_full_turn()
    outcome = talk.say("rename title to name", Parts(turns=talk.parts.turns, prover=proving(lambda _: [row("failed")])))
    assert isinstance(outcome, Failed)
    assert outcome.version is None
    assert outcome.risks == ()


def test_changes_that_were_declined_are_not_told_as_what_there_is() -> None:
    talk = Talk(settings=Settings(level="static", ask=True))
    talk.changed("notes")
    talk.say("add starred")
    outcome = talk.say(Command(resume={"apply": "no"}))
    assert (outcome.blueprint, outcome.version) == ({}, None)


def test_back_on_a_datastore_the_new_migrations_alone_are_told() -> None:
    talk = after_a_full_turn()
    away = TURNS["other store"]
    hidden = ADD.model_copy(update={"name": "Note.hidden"})
    back = EditTurn(edits=(hidden,), stack=StackWish(datastore=STACK.datastore))
    parts = Parts(turns=reader({"away": away, "back": back}))
    assert talk.say("away", parts).version.migrations == ()
    assert [name[:4] for name in talk.say("back", parts).version.migrations] == ["0003"]
