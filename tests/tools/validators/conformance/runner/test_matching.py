"""Matchers, lists and variables of the runner."""

from typing import Any

import pytest

from tools.validators.conformance.runner.matching import MISSING, equal, faults
from tools.validators.conformance.runner.ordering import list_faults
from tools.validators.conformance.runner.paging import following, page_faults
from tools.validators.conformance.runner.tokens import forged
from tools.validators.conformance.runner.values import MissingVariable, Variables

GOOD: list[tuple[dict[str, Any], Any]] = [
    ({"is": 1}, 1.0),
    ({"type": "integer", "min": 1, "max": 3}, 2),
    ({"type": "number"}, 2),
    ({"type": "string", "pattern": "[a-z]+"}, "abc"),
    ({"type": "string", "nullable": True}, None),
    ({"enum": ["a", "b"]}, "b"),
    ({"object": {"a": {"is": 1}}, "open": True}, {"a": 1, "b": 2}),
    ({"each": {"is": 1}, "length": 2}, [1, 1]),
    ({"has": {"is": 2}, "lacks": {"is": 3}}, [1, 2]),
    ({"items": [{"is": 1}, {"type": "string"}]}, [1, "a"]),
    ({"items": []}, []),
    ({"absent": True}, MISSING),
    ({"type": "string", "nullable": True, "left_out": True}, MISSING),
    ({"type": "string", "nullable": True, "left_out": True}, "a"),
    ({"is": None, "left_out": True}, MISSING),
]
BAD: list[tuple[dict[str, Any], Any]] = [
    ({"is": 1}, True),
    ({"is": {"a": [1]}}, {"a": [1, 2]}),
    ({"type": "integer"}, 1.5),
    ({"type": "integer"}, True),
    ({"min": 2}, 1),
    ({"max": 2}, 3),
    ({"pattern": "[a-z]+"}, "abc1"),
    ({"type": "string"}, None),
    ({"type": "string", "nullable": True, "left_out": True}, None),
    ({"is": None, "left_out": True}, None),
    ({"is": "a", "left_out": True}, MISSING),
    ({"type": "string", "left_out": True}, MISSING),
    ({"enum": [1]}, True),
    ({"object": {"a": {}}}, {"a": 1, "b": 2}),
    ({"object": {"a": {}}}, {}),
    ({"object": {}}, []),
    ({"each": {"is": 1}}, [1, 2]),
    ({"length": 1}, []),
    ({"has": {"is": 2}}, [1]),
    ({"lacks": {"is": 1}}, [1]),
    ({"length": 0}, "text"),
    ({"items": [{"is": 1}, {"is": 2}]}, [2, 1]),
    ({"items": [{"is": 1}]}, [1, 1]),
    ({"items": [{"is": 1}, {}]}, [1]),
    ({"items": []}, [1]),
    ({"items": []}, {}),
    ({"absent": True}, None),
    ({}, MISSING),
]


@pytest.mark.parametrize(("matcher", "value"), GOOD)
def test_what_matches_has_no_faults(matcher: dict[str, Any], value: Any) -> None:
    assert faults(matcher, value) == []


@pytest.mark.parametrize(("matcher", "value"), BAD)
def test_what_does_not_match_is_told(matcher: dict[str, Any], value: Any) -> None:
    assert faults(matcher, value)


def test_true_is_not_one() -> None:
    assert not equal({"a": [True]}, {"a": [1]})


ITEMS = [{"id": 1, "price": "9.00"}, {"id": 2, "price": "10.00"}, {"id": 3, "price": None}]


@pytest.mark.parametrize(
    "check",
    [
        {"at": "/id", "distinct": True, "same": [3, 2, 1], "order": [1, 2, 3], "holds": [2]},
        {"sorted": [{"at": "/price", "decimal": True}, {"at": "/id"}]},
    ],
)
def test_lists_in_order(check: dict[str, Any]) -> None:
    assert list_faults(check, ITEMS) == []


@pytest.mark.parametrize(
    "check",
    [
        {"at": "/id", "same": [1, 2]},
        {"at": "/id", "same": [1, 2, 3, 4]},
        {"at": "/id", "order": [1, 3, 2]},
        {"at": "/id", "holds": [4]},
        {"sorted": [{"at": "/price"}]},
        {"sorted": [{"at": "/price", "decimal": True, "descending": True}]},
    ],
)
def test_lists_out_of_order(check: dict[str, Any]) -> None:
    assert list_faults(check, ITEMS)


def test_doubled_items_are_told() -> None:
    assert list_faults({"at": "/id", "distinct": True}, [*ITEMS, ITEMS[0]])


def test_pages_that_are_too_long_empty_or_short() -> None:
    step = {"limit": 2}
    assert page_faults(step, [1, 2], more=True) == []
    assert page_faults(step, [], more=False) == []
    assert page_faults(step, [1, 2, 3], more=False)
    assert page_faults(step, [], more=True)
    assert page_faults(step, [1], more=True)


def test_the_next_page_of_each_style() -> None:
    plain: dict[str, Any] = {"request": {"query": [["limit", 2]]}, "style": "cursor", "cursor": "next"}
    assert following(plain, {"next": "c"}, 2) == {"query": [["limit", 2], ["cursor", "c"]]}
    assert following(plain, {"next": None}, 2) is None
    offset = {**plain, "style": "offset", "items": "/rows", "total": "count", "limit": 2}
    assert following(offset, {"count": 3, "rows": [1, 2]}, 2) == {"query": [["limit", 2], ["offset", "2"]]}
    assert following(offset, {"count": 2, "rows": [1, 2]}, 2) is None
    uncounted = {**offset, "total": None}
    assert following(uncounted, {"rows": [1, 2]}, 2) == {"query": [["limit", 2], ["offset", "2"]]}
    assert following(uncounted, {"rows": [1]}, 3) is None
    request = {"json": {"query": "q", "variables": {"first": 2}}}
    connection = {"request": request, "style": "connection", "page_info": "/p"}
    found = following(connection, {"p": {"hasNextPage": True, "endCursor": "e"}}, 2)
    assert found == {"json": {"query": "q", "variables": {"first": 2, "after": "e"}}}
    assert following(connection, {"p": {"hasNextPage": False, "endCursor": "e"}}, 2) is None


def test_variables_fill_templates_and_quote_paths() -> None:
    variables = Variables({"row": {"id": "a/b", "n": 3}})
    assert variables.filled({"x": [{"$": "row/n"}], "y": {"$text": "n=${row/n}"}}) == {"x": [3], "y": "n=3"}
    assert variables.path("/rows/${row/id}") == "/rows/a%2Fb"
    assert variables.path("/rows/${row/id|capitals}") == "/rows/A%2FB"
    with pytest.raises(MissingVariable):
        variables.get("row/none")


def test_forged_tokens_differ_where_they_should() -> None:
    token = forged(f"{'eyJhbGciOiJIUzI1NiJ9'}.{'eyJzdWIiOiIxIn0'}.x", {}, "key")
    assert forged(token, {}, "key") == token
    assert forged(token, {}, "other").rpartition(".")[2] != token.rpartition(".")[2]
    assert forged(token, {"claims": {"sub": "2"}, "keep_signature": True}, "key").endswith(token.rpartition(".")[2])
    assert forged(token, {"alg": "none"}, "key").endswith(".")
