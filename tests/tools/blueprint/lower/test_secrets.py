"""Operations of one's own compare secrets, and tell nothing else of them."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

_FIND = {"find": "User", "as": "user", "where": "row.id == viewer.id"}
_ARTICLE = {"find": "Article", "as": "article", "where": "row.author_id == viewer.id"}


def _resolve(*steps: dict[str, Any]) -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    data["operations"].append(
        {
            "name": "guess", "group": "User", "method": "POST", "path": "/guess",
            "inputs": [{"name": "guess", "type": "string", "max_length": 255, "required": True}],
            "steps": list(steps), "response": {"status": 204},
        }
    )  # fmt: skip
    resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


@pytest.mark.parametrize(
    "steps",
    [
        ({**_FIND, "where": "row.password_hash > input.guess"},),
        ({**_FIND, "where": "row.password_hash.startsWith(input.guess)"},),
        (_FIND, {"check": "user.password_hash.startsWith(input.guess)", "else": "not_found"}),
        (_FIND, _ARTICLE, {"update": "article", "set": {"title": "user.password_hash"}}),
        (_ARTICLE, {"check": "article.author.password_hash < input.guess", "else": "not_found"}),
        (_FIND, {"let": "hash", "be": "user.password_hash"}, {"check": "hash == input.guess", "else": "not_found"}),
        ({"list": "Article", "as": "page", "where": "row.author.password_hash >= input.guess"},),
    ],
)
def test_nothing_is_told_of_a_secret(steps: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(BadInput, match="`password_hash` is sensitive") as raised:
        _resolve(*steps)
    assert raised.value.path == "operations.guess"


@pytest.mark.parametrize(
    "condition",
    ["row.password_hash == input.guess", "row.password_hash in ['x', 'y']", "row.password_hash != null"],
)
def test_a_secret_may_be_compared(condition: str) -> None:
    _resolve({**_FIND, "where": condition}, {"check": "user.password_hash == input.guess", "else": "not_found"})


@pytest.mark.parametrize(
    "measure", ["max(password_hash)", "min(email)", "sum(created_at)", "avg(version)", "count(id)"]
)
def test_what_has_no_such_measure_is_said(measure: str) -> None:
    with pytest.raises(BadInput, match=r"measure|has no"):
        _resolve({"aggregate": "User", "as": "result", "measures": {"m": measure}})


@pytest.mark.parametrize("measure", ["max(created_at)", "count()"])
def test_what_has_a_measure(measure: str) -> None:
    _resolve({"aggregate": "User", "as": "result", "measures": {"m": measure}})
