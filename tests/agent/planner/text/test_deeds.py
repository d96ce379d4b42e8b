"""What is done to things that are known."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tools.blueprint.model.patterns import Transition

Planned = Callable[[str], Draft]
TEXT = (
    "Backend for a repair shop. A bicycle has a frame number and a colour. A repair belongs to a bicycle and has a "
    "description, a price and a day. Customers bring bicycles in person, so they have no accounts; the mechanics log "
    "in with their email and a password. A mechanic marks a repair as finished, with a note for the customer."
)


def test_what_is_marked_has_the_name_of_the_state(planned: Planned) -> None:
    acts = [item for item in planned(TEXT).blueprint.patterns if isinstance(item, Transition)]
    assert [(item.name, item.target) for item in acts] == [("finish", "finished")]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("When a customer comes, a mechanic checks the repair out.", "check_out"),
        ("A repair can be cancelled up to a day before.", "cancel"),
    ],
)
def test_a_particle_may_stand_apart_and_need_not_be_one(planned: Planned, sentence: str, name: str) -> None:
    acts = [item for item in planned(f"{TEXT} {sentence}").blueprint.patterns if isinstance(item, Transition)]
    named = {item.name for item in acts}
    assert name in named
    assert not {"cancel_up", "check"} & named
