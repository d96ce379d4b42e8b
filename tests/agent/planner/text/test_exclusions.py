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
        ("Bids can't be deleted through the API.", {"delete"}),
        ("There's no route to change or delete bids.", {"update", "delete"}),
        ("It must be impossible to delete a bid.", {"delete"}),
        ("Deleting bids should not be possible at all.", {"delete"}),
        ("No bid is ever deleted.", {"delete"}),
        ("Nothing is ever deleted from bids.", {"delete"}),
        ("Bids may be changed by whoever made them, deleted by nobody.", {"delete"}),
        ("There is no PUT, PATCH or DELETE for bids.", {"update", "delete"}),
        ("A bid can only be read through the API.", {"create", "update", "delete"}),
        ("The server itself creates a bid when the clock strikes.", {"create"}),
        ("Our API doesn't create, change or delete bids.", {"create", "update", "delete"}),
        ("A bid is final: no changes, no deletion.", {"update", "delete"}),
        ("Bids may be withdrawn, but are never deleted.", {"delete"}),
    ],
)
def test_it_is_not_there(planned: Planned, text: str, without: set[str]) -> None:
    assert ALL - _actions(planned(f"{BIDS}{text}")) == without


@pytest.mark.parametrize(
    "text",
    [
        "A bid can't be deleted once it has won.",
        "Bids can't be changed unless they are open.",
        "A bid that has won can't be deleted.",
        "A bid with remarks on it can't be deleted.",
        "An accepted bid can't be changed.",
        "Catalogues can't be changed.",
        "Nobody can delete the hammer of bids.",
    ],
)
def test_what_depends_rules_nothing_out(planned: Planned, text: str) -> None:
    assert _actions(planned(f"{BIDS}{text}")) >= ALL


def test_what_nobody_may_nobody_may(planned: Planned) -> None:
    with pytest.raises(Contradiction):
        planned(f"{BIDS}Bids are never deleted. Only admins may delete bids. JWT")
