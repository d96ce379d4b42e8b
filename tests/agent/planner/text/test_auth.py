"""Whether authentication is asked for, refused, or refused to some people only."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.sketch import AuthSketch
from agent.planner.text.auth import read_auth
from agent.planner.text.reading import Reading
from tests.agent.planner.looks import entities
from tools.blueprint.model import AuthScheme
from tools.errors import Contradiction

Planned = Callable[[str], Draft]
BOOKS = "Books API with books (title)."
SCHOOL = "School with classes (name), teachers (name, email) and parents (name)."
WORDS = [
    "login",
    "log in",
    "logs in",
    "accounts",
    "authentication",
    "JWT",
    "no",
    "never",
    "without",
    "there is",
    "not needed",
    "visitors",
    "parents",
    "do not",
    "for reading",
    "session cookies",
    "basic auth",
    "passwords",
    "at least 10",
    ".",
    ",",
    ":",
    ";",
    "\n",
    "## Non-goals\n",
]


def _auth(text: str) -> AuthSketch:
    auth = AuthSketch()
    read_auth(Reading(text, Notes()), auth)
    return auth


@pytest.mark.parametrize(
    "text",
    [
        "No login.",
        "There is no login.",
        "There are no accounts.",
        "Without authentication.",
        "Authentication: none",
        "Authentication is not needed.",
        "The API has no authentication.",
        "There is no need for authentication.",
        "We don't want any authentication.",
        "It needs no login, because it runs in a closed network.",
        "Skip authentication.",
        "No login, no accounts.",
        "Parents never log in, so there is no authentication.",
    ],
)
def test_nobody_has_an_account(text: str) -> None:
    auth = _auth(text)
    assert auth.yes is None
    assert auth.no
    assert not auth.no_for_some


@pytest.mark.parametrize("text", ["Parents never log in.", "The kiosk never logs in.", "Parents do not log in."])
def test_some_have_no_account(text: str) -> None:
    auth = _auth(text)
    assert auth.yes is None
    assert auth.no
    assert auth.no_for_some


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Teachers log in.", "log in"),
        ("Parents never log in. Teachers log in.", "log in"),
        ("Teachers log in. Parents never log in.", "log in"),
        ("Parents never log in. Teachers hold JWTs.", "JWTs"),
        ("Login with a JWT.", "JWT"),
    ],
)
def test_others_have_accounts(text: str, yes: str) -> None:
    auth = _auth(text)
    assert (auth.yes, auth.no) == (yes, None)


@pytest.mark.parametrize(
    "text",
    [
        "Books (title).",
        "Users (last login).",
        "Users (email, password).",
        "```\nlogin\n```",
        "## Login\nBooks.",
        "Readers do not need to log in.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    auth = _auth(text)
    assert (auth.yes, auth.no) == (None, None)


def test_both_are_said() -> None:
    auth = _auth("No authentication. Callers send a JWT.")
    assert auth.yes == "JWT"
    assert auth.no


@pytest.mark.parametrize(
    "text",
    [
        f"{BOOKS} Nobody has an account.",
        f"{BOOKS} There are no accounts.",
        f"{BOOKS} The API has no authentication.",
        f"{BOOKS} Visitors never log in.",
    ],
)
def test_a_backend_without_accounts(planned: Planned, text: str) -> None:
    draft = planned(text)
    assert draft.blueprint.auth.scheme is AuthScheme.NONE
    assert entities(draft.blueprint) == {"Book"}
    assert any("no authentication" in risk for risk in draft.risks)


@pytest.mark.parametrize(
    ("text", "account"),
    [
        (f"{SCHOOL} Parents never log in. Teachers log in with email and password.", "Teacher"),
        (f"{SCHOOL} Teachers log in with email and password. Parents never log in.", "Teacher"),
        (f"{SCHOOL} Parents do not log in, teachers hold a JWT and log in.", "Teacher"),
        (f"{BOOKS} Visitors never log in. Only admins can delete books.", "User"),
        (f"{BOOKS} Visitors do not have accounts. Users have accounts and log in.", "User"),
    ],
)
def test_accounts_are_of_the_others(planned: Planned, text: str, account: str) -> None:
    auth = planned(text).blueprint.auth
    assert (auth.scheme, auth.account) == (AuthScheme.JWT, account)


def test_it_is_told_that_others_have_accounts(planned: Planned) -> None:
    draft = planned(f"{BOOKS} Visitors never log in. Only admins can delete books.")
    assert any("Others have accounts" in told for told in draft.assumptions)


@pytest.mark.parametrize(
    "text",
    [f"{BOOKS} There is no login. Callers send a JWT.", f"{BOOKS} There is no login. Only admins can delete books."],
)
def test_nobody_and_somebody_contradict(planned: Planned, text: str) -> None:
    with pytest.raises(Contradiction):
        planned(text)


@given(st.text(max_size=2000) | st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join))
def test_any_text(text: str) -> None:
    auth = _auth(text)
    assert not auth.no_for_some or auth.no is not None
    assert auth.no is None or auth.no.strip()
