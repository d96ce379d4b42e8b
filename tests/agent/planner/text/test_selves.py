"""Which things refer to others of their kind, by all that is said of them."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import links

Planned = Callable[[str], Draft]
INTRO = (
    "A backend for the bee club. Members log in with their email. A hive has a label and a colour and stands in an "
    "apiary (name, town). An inspection belongs to a hive and has a date and a note. "
)


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("A hive may have been split off another hive; then it refers to that hive as its parent.", "Hive -> Hive"),
        ("An inspection can be a follow-up of a previous inspection of the same hive.", "Inspection -> Inspection"),
    ],
)
def test_things_that_refer_to_their_like(planned: Planned, said: str, link: str) -> None:
    assert link in links(planned(INTRO + said).blueprint)


def test_things_that_do_not(planned: Planned) -> None:
    found = links(planned(f"{INTRO}The next hive of an apiary has the next label.").blueprint)
    assert not any(link.split(" ")[0] == link.split(" ")[2] for link in found)
