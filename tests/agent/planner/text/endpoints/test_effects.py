"""What becomes of a value, and of the acts that say so."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.text.endpoints.effects import Becomes, Effect, effects_of
from tools.blueprint.model.patterns import Transition

Planned = Callable[[str], Draft]
PARCELS = (
    "Parcels have a code, a `checked_on` date and a status (waiting, carried, delivered; at first waiting). They are "
    "kept by the people of the office at the quay, who sign in with a JWT and look after all of them together. "
    "Nothing else is of any interest to the office, and there is no need for reports or for pictures of parcels. "
)


@pytest.mark.parametrize(
    ("said", "effects"),
    [
        ("sets `onShift` back to false", (Effect("on_shift", Becomes.VALUE, "false"),)),
        ("sets closed_at to the current time", (Effect("closed_at", Becomes.VALUE, "the"),)),
        ("stamps closed_at and answers 204", (Effect("closed_at", Becomes.MOMENT),)),
        ("adds one to the hints used", (Effect("hints_used", Becomes.MORE),)),
        ("lowers stock by one", (Effect("stock", Becomes.LESS),)),
        ("clears its note, 204", (Effect("note", Becomes.NOTHING),)),
        ("a set of values, one to each", ()),
        ("404 if it is unknown", ()),
    ],
)
def test_effects(said: str, effects: tuple[Effect, ...]) -> None:
    assert effects_of(said) == effects


def _acts(draft: Draft) -> dict[str, tuple[str, str | None]]:
    return {
        str(item.name): (item.target, item.stamp)
        for item in draft.blueprint.patterns
        if isinstance(item, Transition)
    }  # fmt: skip


def test_no_state_is_made_up_where_a_value_is_set(planned: Planned) -> None:
    assert _acts(planned(f"{PARCELS}\n\nPOST /parcels/{{id}}/check - sets checked_on to today")) == {}


def test_the_moment_of_a_step_is_kept(planned: Planned) -> None:
    line = "POST /parcels/{id}/open - sets status to carried and sets opened_at to now"
    assert _acts(planned(f"{PARCELS}\n\n{line}")) == {"open": ("carried", "opened_at")}
