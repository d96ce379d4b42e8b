"""Authentication and roles of payloads."""

import pytest

from agent.planner.notes import Notes
from agent.planner.payload.authentication import KNOWN, authentication, read_roles
from agent.planner.sketch import Sketch
from tools.errors import BadInput, Unsupported


@pytest.mark.parametrize(
    ("value", "yes", "no"),
    [
        ("JWT", True, False),
        ("bearer", True, False),
        (True, True, False),
        ("none", False, True),
        (False, False, True),
        ({"strategy": "jwt", "accessTokenMinutes": 5}, True, False),
        ({"enabled": False}, False, True),
    ],
)
def test_authentication(value: object, yes: bool, no: bool) -> None:
    sketch = Sketch()
    authentication(value, "payload.authentication", sketch, Notes())
    assert (sketch.auth.yes is not None, sketch.auth.no is not None) == (yes, no)


@pytest.mark.parametrize(
    "value",
    [
        {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        {"strategy": "JWT", "type": "bearer"},
        ["JWT", "Bearer token"],
        "JSON Web Token",
    ],
)
def test_one_scheme_in_several_words(value: object) -> None:
    sketch, notes = Sketch(), Notes()
    authentication(value, "payload.authentication", sketch, notes)
    assert sketch.auth.yes is not None
    assert not notes.unplaced


@pytest.mark.parametrize("value", ["OAuth2", ["JWT", "SAML"], {"type": "http", "scheme": "digest"}])
def test_other_schemes_are_refused_with_those_that_are(value: object) -> None:
    with pytest.raises(Unsupported) as caught:
        authentication(value, "payload.authentication", Sketch(), Notes())
    assert caught.value.supported == KNOWN


@pytest.mark.parametrize("value", [7, {"enabled": 7}, {"strategy": 7}, {"account": "Nobody"}, {"required": "perhaps"}])
def test_what_is_no_scheme_is_refused(value: object) -> None:
    with pytest.raises(BadInput) as caught:
        authentication(value, "payload.authentication", Sketch(), Notes())
    assert caught.value.path.startswith("payload.authentication")


def test_roles_have_names_and_nothing_else() -> None:
    sketch, notes = Sketch(), Notes()
    read_roles(["admin", {"name": "editor", "level": 3}], "payload.roles", sketch, notes)
    assert sketch.roles == ["admin", "editor"]
    assert notes.unplaced == ("payload.roles[1].level: this key means nothing here.",)
    with pytest.raises(BadInput) as caught:
        read_roles([{"level": 3}], "payload.roles", sketch, notes)
    assert caught.value.path == "payload.roles[0].name"


@pytest.mark.parametrize(
    ("value", "password"),
    [
        ({"passwordMinLength": 9}, {"min_length": 9}),
        ({"password": {"minLength": 10, "needs": ["digit", "upper"]}}, {"min_length": 10, "needs": ("digit", "upper")}),
        (
            {"passwordPolicy": {"minimumLength": 8, "maxLength": 64, "requireUppercase": True, "requireSymbol": False}},
            {"min_length": 8, "max_length": 64, "needs": ("upper",)},
        ),
    ],
)
def test_what_passwords_must_be(value: dict[str, object], password: dict[str, object]) -> None:
    sketch, notes = Sketch(), Notes()
    authentication({"strategy": "jwt", **value}, "payload.authentication", sketch, notes)
    assert sketch.auth.password == password
    assert not notes.unplaced


@pytest.mark.parametrize("policy", ["strong", {"needs": ["emoji"]}, {"minLength": 4}])
def test_another_policy_is_refused(policy: object) -> None:
    with pytest.raises(BadInput):
        authentication({"strategy": "jwt", "password": policy}, "payload.authentication", Sketch(), Notes())


@pytest.mark.parametrize(
    ("value", "carrier"),
    [
        ("API key", {"header": "X-API-Key"}),
        ({"type": "apiKey", "header": "X-Token"}, {"header": "X-Token"}),
        ({"strategy": "cookie", "cookieName": "sid"}, {"cookie": "sid"}),
        ("session", {"cookie": "session"}),
    ],
)
def test_keys_and_cookies(value: object, carrier: dict[str, str]) -> None:
    sketch, notes = Sketch(), Notes()
    authentication(value, "payload.authentication", sketch, notes)
    assert sketch.auth.yes
    assert sketch.auth.carrier == carrier
    assert not notes.unplaced
