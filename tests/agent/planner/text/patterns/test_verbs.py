"""Acts and the states that they lead to."""

import pytest

from agent.planner.text.patterns.verbs import STATE_VERBS, act, base, participle, state_like, third


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("ship", "shipped"), ("pay", "paid"), ("pay-out", "paid_out"), ("approve", "approved"), ("deny", "denied"),
        ("cancel", "cancelled"), ("star", "starred"), ("open", "open"), ("submit", "submitted"), ("clear", "cleared"),
    ],
)  # fmt: skip
def test_states_of_acts(verb: str, state: str) -> None:
    assert participle(verb) == state


@pytest.mark.parametrize("verb", sorted(STATE_VERBS))
def test_acts_come_back_from_their_states(verb: str) -> None:
    assert base(participle(verb)) == verb.replace("-", "_")


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("in_progress", "start"), ("done", "finish"), ("canceled", "cancel"), ("planned", "plan"), ("stored", "store"),
        ("invoiced", "invoice"), ("carried", "carry"), ("in_transit", "mark_in_transit"), ("todo", "mark_todo"),
    ],
)  # fmt: skip
def test_names_of_acts(state: str, name: str) -> None:
    assert act(state) == name


@pytest.mark.parametrize(("verb", "form"), [("deny", "denies"), ("finish", "finishes"), ("pay-out", "pays out")])
def test_third_persons(verb: str, form: str) -> None:
    assert third(verb) == form


@pytest.mark.parametrize("word", ["berlin", "deleted", "added_but_never_edited", "monday", "uploaded"])
def test_what_is_no_state(word: str) -> None:
    assert not state_like(word)
