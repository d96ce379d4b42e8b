"""Operations that a text rules out."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tools.blueprint.model import Action
from tools.errors import Contradiction

Planned = Callable[[str], Draft]
BIDS = "Bids have an amount. "
ALL = {"create", "read", "list", "update", "delete"}


def _actions(draft: Draft) -> set[str]:
    [bids] = [item for item in draft.blueprint.resources if item.entity == "Bid"]
    return {Action(action).value for action in bids.actions}


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Once placed a bid can be neither changed nor deleted.", {"update", "delete"}),
        ("A bid can neither be changed nor deleted.", {"update", "delete"}),
        ("Nobody can create, change or delete bids.", {"create", "update", "delete"}),
        ("Bids are only ever added and read.", {"update", "delete"}),
        ("Bids are not to be deleted by anyone.", {"delete"}),
        ("You can't delete a bid.", {"delete"}),
        ("A bid can't be changed once it's recorded.", {"update"}),
        ("Bids are kept as they are: they can be neither changed nor deleted.", {"update", "delete"}),
    ],
)
def test_it_is_not_there(planned: Planned, text: str, without: set[str]) -> None:
    assert ALL - _actions(planned(f"{BIDS}{text}")) == without


@pytest.mark.parametrize(
    "text", ["A bid can't be deleted once it has won.", "Bids can't be changed unless they are open."]
)
def test_what_depends_rules_nothing_out(planned: Planned, text: str) -> None:
    assert _actions(planned(f"{BIDS}{text}")) >= ALL


def test_what_nobody_may_nobody_may(planned: Planned) -> None:
    with pytest.raises(Contradiction):
        planned(f"{BIDS}Bids are never deleted. Only admins may delete bids. JWT")
