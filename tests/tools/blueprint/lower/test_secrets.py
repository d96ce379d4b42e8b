"""Operations of one's own compare secrets, and tell nothing else of them."""

from collections.abc import Callable
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
    user = next(entity for entity in data["entities"] if entity["name"] == "User")
    user["attributes"].append({"name": "pin", "type": "string", "max_length": 255, "sensitive": True, "default": ""})
    told = [{"name": "word", "type": "string", "max_length": 255}]
    kinds = {kind for step in steps for kind in (step, *step.get("steps", []))[-1]}
    if "emit" in kinds:
        data["events"] = [{"name": "said", "data": told}]
    if "call" in kinds:
        data["ports"] = [{"name": "outside", "calls": [{"name": "tell", "sends": told}]}]
    data["operations"].append(
        {
            "name": "guess", "group": "User", "method": "POST", "path": "/guess",
            "inputs": [
                {"name": "guess", "type": "string", "max_length": 255, "required": True},
                {"name": "pin", "attribute": "User.pin", "required": True},
                {"name": "notes", "many": True, "max_items": 3, "required": True,
                 "fields": [{"name": "pin", "attribute": "User.pin", "required": True}]},
            ],
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


def _emit(value: str) -> dict[str, Any]:
    return {"emit": "said", "data": {"word": value}}


def _ask(value: str) -> dict[str, Any]:
    return {"call": "outside.tell", "with": {"word": value}}


@pytest.mark.parametrize("out", [_emit, _ask])
@pytest.mark.parametrize(
    ("find", "value"),
    [
        (_FIND, "user.password_hash"),
        (_FIND, "user.pin"),
        (_FIND, "user.pin == 'x' ? user.pin : ''"),
        (_ARTICLE, "article.author.pin"),
    ],
)
def test_sensitive_columns_stay_inside(out: Callable[[str], dict[str, Any]], find: dict[str, Any], value: str) -> None:
    with pytest.raises(BadInput, match="is sensitive") as raised:
        _resolve(find, out(value))
    assert (raised.value.code, raised.value.path) == ("bad-input", "operations.guess")
    assert raised.value.hint


_HASH = {"hash": "input.guess", "as": "hashed"}
_VERIFY = {"verify": "input.guess", "account": "User", "by": {"email": "input.guess"}, "as": "who"}
_LET = {"let": "word", "be": "lower(input.pin)"}


@pytest.mark.parametrize(
    "steps",
    [
        (_emit("input.pin"),),
        (_LET, _emit("word")),
        (_HASH, _emit("hashed")),
        (_HASH, _emit("input.guess")),
        (_VERIFY, _emit("input.guess")),
        ({"each": "input.notes", "as": "note", "steps": [_emit("note.pin")]},),
        (_ask("input.pin"),),
        (_LET, _ask("word"), {"check": "word != 'x'", "else": "not_found"}),
        (_ask("input.guess"), _VERIFY),
    ],
)
def test_secrets_that_were_sent_stay_inside(steps: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(BadInput, match="`word` would tell a secret to others") as raised:
        _resolve(*steps)
    assert (raised.value.code, raised.value.path) == ("secret-told", "operations.guess")
    assert raised.value.hint


def test_whether_a_secret_is_the_one_that_was_sent_may_be_told() -> None:
    _resolve(_emit("input.pin == input.guess ? 'right' : 'wrong'"))
    _resolve(_emit("input.guess"))
    _resolve(_ask("input.guess"))


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
