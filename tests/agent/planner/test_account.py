"""Who logs in."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import attribute, entities, names
from tools.blueprint.model import AttributeType, AuthScheme, BearerCarrier, CookieCarrier, HeaderCarrier
from tools.errors import Contradiction

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Library: books and members; JWT", "Member"),
        ("Shop with customers and products; customers log in", "Customer"),
        ("Blog with users and posts", "User"),
        ("Clinic: patients and doctors; JWT", "User"),
        ("Clinic: patients and doctors; doctors log in with JWT", "Doctor"),
        ("Warehouse: products; token authentication", "User"),
    ],
)
def test_the_account(planned: Planned, text: str, account: str) -> None:
    blueprint = planned(text).blueprint
    assert (blueprint.auth.scheme, blueprint.auth.account) == (AuthScheme.JWT, account)
    login = attribute(blueprint, account, blueprint.auth.login)
    assert login.required
    assert login.unique


@pytest.mark.parametrize(
    "text",
    [
        "Books API, no authentication",
        "Books API without login",
        "Books API without accounts",
        "Books API. Authentication is not needed.",
        "Books API. We don't need any auth.",
        "Books API with books and authors",
    ],
)
def test_no_account(planned: Planned, text: str) -> None:
    draft = planned(text)
    assert draft.blueprint.auth.scheme is AuthScheme.NONE
    assert not draft.blueprint.roles
    assert draft.risks


def test_a_password_is_not_stored_as_said(planned: Planned) -> None:
    draft = planned("Users (email, password min 10 characters, nickname) and notes (title)")
    assert "password" not in names(draft.blueprint, "User")
    assert draft.blueprint.auth.password.min_length == 10
    assert "passwords.argon2id" in draft.rules


def test_a_username_can_be_the_login(planned: Planned) -> None:
    blueprint = planned("Users (username, password) and notes (title)").blueprint
    assert blueprint.auth.login == "username"
    assert attribute(blueprint, "User", "username").type is AttributeType.STRING


def test_values_of_a_role_attribute_are_roles(planned: Planned) -> None:
    blueprint = planned("Users (email, role: admin|editor|viewer) and articles (title); JWT").blueprint
    assert "role" not in names(blueprint, "User")
    assert {role.name for role in blueprint.roles} >= {"admin", "editor", "viewer"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Books API with JWT and no authentication", "JWT"),
        ("Books API, no authentication; only admins can delete books", "admin"),
        ("Notes API, no login; each user sees only his own notes", "own"),
    ],
)
def test_accounts_and_none_contradict(planned: Planned, text: str, side: str) -> None:
    with pytest.raises(Contradiction) as caught:
        planned(text)
    assert side in " ".join(caught.value.sides)


def test_closed_registration(planned: Planned) -> None:
    assert not planned("Users and notes (title); JWT; no self-registration").blueprint.auth.self_registration


def test_reading_without_login_does_not_switch_login_off(planned: Planned) -> None:
    blueprint = planned("Articles (title, body) and users; JWT. No login needed for reading articles.").blueprint
    assert blueprint.auth.scheme is AuthScheme.JWT
    assert entities(blueprint) == {"Article", "User"}


@pytest.mark.parametrize(
    ("said", "bounds", "needs"),
    [
        ("Passwords have at least 10 characters with a digit.", (10, 128), {"digit"}),
        ("Passwords need at least 9 and at most 60 characters.", (9, 60), set()),
        (
            "Passwords must be at least 8 characters and contain an uppercase letter, a lowercase letter, "
            "a number and a special character.",
            (8, 128),
            {"lower", "upper", "digit", "symbol"},
        ),
        ("A password requires mixed case and one digit.", (12, 128), {"lower", "upper", "digit"}),
        ("Passwords are hashed, and a number of books is shown.", (12, 128), set()),
    ],
)
def test_what_passwords_must_be(planned: Planned, said: str, bounds: tuple[int, int], needs: set[str]) -> None:
    draft = planned(f"Books API with books (title, pages) and user accounts with JWT. {said}")
    password = draft.blueprint.auth.password
    assert (password.min_length, password.max_length) == bounds
    assert set(map(str, password.needs)) == needs


@pytest.mark.parametrize(
    ("said", "carrier"),
    [
        ("Clients authenticate with an API key in X-API-Key.", HeaderCarrier(header="X-API-Key")),
        ("API keys in the header X-Access-Key.", HeaderCarrier(header="X-Access-Key")),
        ("Users log in with cookie sessions.", CookieCarrier(cookie="session")),
        ("Login with session cookies.", CookieCarrier(cookie="session")),
        ("JWT authentication; session cookies.", BearerCarrier(bearer="Bearer")),
        ("Users log in. Projects have API keys.", BearerCarrier(bearer="Bearer")),
    ],
)
def test_where_tokens_travel(planned: Planned, said: str, carrier: object) -> None:
    auth = planned(f"Books API with books (title, pages) and users (email). {said}").blueprint.auth
    assert auth.carrier == carrier
    assert (auth.scheme is AuthScheme.JWT) == isinstance(carrier, BearerCarrier)


@pytest.mark.parametrize(
    ("said", "scheme"),
    [
        ("Clients use HTTP Basic.", AuthScheme.BASIC),
        ("Secured with basic auth.", AuthScheme.BASIC),
        ("Basic authentication over HTTPS.", AuthScheme.BASIC),
        ("Users log in. Basic fields are enough.", AuthScheme.JWT),
    ],
)
def test_login_and_password_with_each_request(planned: Planned, said: str, scheme: AuthScheme) -> None:
    draft = planned(f"Books API with books (title, pages) and users (email). {said}")
    assert draft.blueprint.auth.scheme is scheme
    assert not any("not part of the backend" in line for line in draft.risks)


def test_a_login_of_basic_credentials_holds_no_colon(planned: Planned) -> None:
    draft = planned("Books API with books (title, pages) and users (username). HTTP basic auth.")
    (user,) = (entity for entity in draft.blueprint.entities if entity.name == "User")
    (login,) = (item for item in user.attributes if item.name == draft.blueprint.auth.login)
    assert login.pattern is not None
    assert ":" not in login.pattern


def test_whoever_might_sign_in_has_no_account_where_nobody_does(planned: Planned) -> None:
    text = (
        "Support desk. Tickets have a subject, a body, a priority (low, normal, high) and a status. Agents have a name "
        "and an email; one agent handles many tickets. The desk is open from Monday to Friday, and the phone rings all "
        "day long, which is why we want to be rid of the paper slips on the board at last. Nothing else is planned now."
    )
    blueprint = planned(text).blueprint
    assert blueprint.auth.scheme.value == "none"
    assert blueprint.auth.account is None
    assert {"Ticket", "Agent"} <= {entity.name for entity in blueprint.entities}
