"""Whether anybody signs in, and how, by all that a text says of it."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.sketch import AuthSketch
from agent.planner.text.evidence.schemes import gather_scheme
from agent.planner.text.reading import Reading
from tools.blueprint.model import AuthScheme

Planned = Callable[[str], Draft]
DATA = (
    "A backend for the wine cellar. A rack has a label and a number of places. A bottle has a name, a vintage and a "
    "price, and lies in a rack. A tasting is of one bottle and has a date, a score from 1 to 100 and a remark. "
)


@pytest.mark.parametrize(
    "said",
    [
        "No passwords please, it only runs on the tablet in the barn.",
        "The gateway in front of it authenticates people, so there is nothing to do for us about logging in.",
        "Logins: it will run in the office network, there won't be any.",
        "Please leave out users and sign-in completely.",
    ],
)
def test_nobody_signs_in(planned: Planned, said: str) -> None:
    assert planned(DATA + said).blueprint.auth.scheme is AuthScheme.NONE


@pytest.mark.parametrize(
    "said",
    [
        "Members log in with their email and a password. Visitors need no account to read tastings.",
        "Members sign in and get a JWT; without a token nothing can be changed.",
    ],
)
def test_somebody_signs_in(planned: Planned, said: str) -> None:
    assert planned(DATA + said).blueprint.auth.scheme is AuthScheme.JWT


@pytest.mark.parametrize(
    "said",
    [
        "Clerks log in with username and password; the server keeps sessions and sets a cookie.",
        "A clerk is who logs in: the backend keeps its own sessions and hands out a cookie.",
    ],
)
def test_sessions_that_travel_in_a_cookie(planned: Planned, said: str) -> None:
    assert planned(DATA + said).blueprint.auth.scheme is AuthScheme.SESSION


def test_evidence() -> None:
    reading = Reading("Racks have a label. Nobody has to sign in. It runs behind the gateway.", Notes())
    found = gather_scheme(reading, AuthSketch(no="Nobody has to sign in"))
    assert found is not None
    evidence, places = found
    assert evidence.mentions == 1
    assert {"says login", "says network", "rule no"} <= evidence.signs.keys()
    assert "plainly says login" not in evidence.signs
    assert [reading.text[20:42]] == [reading.original[clause].text[start:end] for clause, start, end in places]


def test_a_text_that_says_nothing_of_it() -> None:
    assert gather_scheme(Reading("Racks have a label.", Notes()), AuthSketch()) is None
