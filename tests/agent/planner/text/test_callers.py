"""Who signs in."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.sketch import ApiSketch
from agent.planner.text.callers import read_callers
from agent.planner.text.endpoints.find import find_endpoints
from agent.planner.text.reading import Reading
from tools.blueprint.model import AuthScheme

Planned = Callable[[str], Draft]
WORDS = [
    "nurses",
    "members",
    "they",
    "who",
    "nobody",
    "never",
    "log in",
    "logs in",
    "sign up",
    "register",
    "have",
    "an account",
    "accounts",
    "kind of account",
    "is",
    "the",
    "user",
    "both",
    "all",
    "bearer tokens for",
    ",",
    ".",
    ":",
    "(",
    ")",
    "\n",
    "## ",
    "**",
    "`",
]


def _callers(text: str) -> tuple[str, ...] | None:
    return read_callers(Reading(text, Notes()))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nurses log in with email and password.", ("nurse",)),
        ("Each volunteer must sign in.", ("volunteer",)),
        ("Users can register.", ("user",)),
        ("Vets (all of them) log in.", ("vet",)),
        ("Vets who sign in see everything.", ("vet",)),
        ("Staff log in.", ("staff",)),
        ("Shift managers log in.", ("shift", "manager")),
        ("Members have accounts.", ("member",)),
        ("Coaches get a login.", ("coach",)),
        ("There is one kind of account, the user.", ("user",)),
        ("Only one type of login: volunteers.", ("volunteer",)),
        ("`operator` is the account.", ("operator",)),
        ("Everyone with a login is a curator.", ("curator",)),
        ("Bearer tokens for curators.", ("curator",)),
        ("Curator accounts are closed by admins.", ("curator",)),
        ("**Nurse.** Name, email. They log in.", ("nurse",)),
        ("## Nurse\nName, email. They sign in.", ("nurse",)),
        ("Members borrow books. They log in.", ("member",)),
        ("Customers do not log in. Dispatchers log in.", ("dispatcher",)),
        ("Cooks log in. Waiters log in. Cooks have accounts.", ("cook",)),
    ],
)
def test_who_signs_in(text: str, who: tuple[str, ...]) -> None:
    assert _callers(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Members borrow books.",
        "They log in.",
        "Log in with a password.",
        "Nobody logs in.",
        "Everybody logs in.",
        "Visitors never log in.",
        "Visitors do not have accounts.",
        "Bank accounts have an iban.",
        "The account number is unique.",
        "```\nnurses log in\n```",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert _callers(text) is None


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Clinic: patients (name), nurses (name) and wards (name). Nurses log in with email and password.", "Nurse"),
        ("Clinic: patients (name) and wards (name). Of a nurse we keep the name. Nurses sign in.", "Nurse"),
        ("Zoo: keepers (name) and cages (code). There is one kind of account, the keeper. JWT.", "Keeper"),
        ("Zoo: visitors (name), keepers (name) and cages (code). Visitors never log in. Keepers log in.", "Keeper"),
    ],
)
def test_whoever_signs_in_is_the_account(planned: Planned, text: str, account: str) -> None:
    auth = planned(text).blueprint.auth
    assert (auth.scheme, auth.account) == (AuthScheme.JWT, account)


def test_whoever_signs_in_is_no_account_where_there_is_no_authentication(planned: Planned) -> None:
    draft = planned("Zoo: keepers (name) and cages (code). There is no authentication, so no keeper accounts.")
    auth = draft.blueprint.auth
    assert (auth.scheme, auth.account) == (AuthScheme.NONE, None)


@given(st.text(max_size=2000) | st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join))
def test_any_text(text: str) -> None:
    who = _callers(text)
    assert who is None or (who and all(word == word.lower() for word in who))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The clerks at the ramp each sign in with a username.", ("clerk",)),
        ("Translators get everything by mail and don't need accounts.", None),
        ("We log in with a session cookie login.", None),
        (
            "S1 As an employer, I want to register with our name and a password and log in, so that we are found.",
            ("employer",),
        ),
        ("Wibble and I log in with e-mail.", None),
        ("Wardens keep huts.\n\n- POST /wardens/login\n- GET /huts\n", ("warden",)),
    ],
)
def test_what_is_no_person_does_not_sign_in(text: str, who: tuple[str, ...] | None) -> None:
    reading = Reading(text, Notes())
    reading.endpoints = find_endpoints(reading, ApiSketch())
    assert read_callers(reading) == who


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Whoever signs up is a rider. Riders have a name. A trip belongs to a rider.", "Rider"),
        ("Backers have an email. Backers are the ones with an account. A pledge belongs to a backer.", "Backer"),
        ("A signed-in user logs a workout. A workout has notes and a day.", "User"),
    ],
)
def test_who_they_are_is_said(planned: Planned, text: str, account: str) -> None:
    assert planned(text).blueprint.auth.account == account
