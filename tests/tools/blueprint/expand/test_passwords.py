"""What passwords must be, wherever one is set."""

from typing import Any

import pytest

from tools.blueprint.document import from_data
from tools.blueprint.expand import expand
from tools.errors import BadInput

DIGEST = {"hash": "input.secret", "as": "digest"}


def blueprint(steps: list[dict[str, Any]], **own: Any) -> Any:
    return from_data(
        {
            "blueprint": 1,
            "name": "notes",
            "entities": [
                {"name": "User", "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]}
            ],
            "auth": {"scheme": "jwt", "account": "User", "password": {"min_length": 10, "needs": ["digit"]}},
            "operations": [
                {
                    "name": "change_password",
                    "group": "User",
                    "method": "POST",
                    "path": "/password",
                    "inputs": [{"name": "secret", "required": True, **own}],
                    "steps": [{"find": "User", "as": "me", "where": "row.id == viewer.id"}, *steps],
                    "response": {"status": 204},
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("own", "bounds"),
    [({}, (10, 128)), ({"min_length": 4, "max_length": 20}, (10, 20)), ({"min_length": 14}, (14, 128))],
)
def test_an_own_operation_sets_what_passwords_must_be(own: dict[str, int], bounds: tuple[int, int]) -> None:
    made = expand(blueprint([DIGEST, {"update": "me", "set": {"password_hash": "digest"}}], **own))
    operation = next(item for item in made.operations if item.name == "change_password")
    (secret,) = operation.inputs
    assert (secret.min_length, secret.max_length) == bounds
    assert list(secret.needs) == ["digit"]


def test_what_is_no_password_has_its_own_bounds() -> None:
    made = expand(blueprint([DIGEST, {"let": "kept", "be": "digest"}]))
    operation = next(item for item in made.operations if item.name == "change_password")
    assert operation.inputs[0].min_length is None


def test_a_password_that_was_not_sent_is_refused() -> None:
    hashed = {**DIGEST, "hash": 'input.secret + "x"'}
    with pytest.raises(BadInput, match="not what was sent"):
        expand(blueprint([hashed, {"update": "me", "set": {"password_hash": "digest"}}]))
