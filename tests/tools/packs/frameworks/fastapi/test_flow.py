"""Printed loops and branches, and the slug that is computed as the suite computes it."""

import ast
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.code_generator import generate
from tools.packs.registry import stack
from tools.validators.conformance.evaluate import FUNCTIONS

TITLE = [{"name": "title", "type": "string", "max_length": 20, "required": True}]


@pytest.fixture(scope="module")
def market() -> dict[str, str]:
    return {artifact.path: artifact.content for artifact in generate(plan_of("market"))}


@pytest.fixture(scope="module")
def press() -> dict[str, str]:
    return {artifact.path: artifact.content for artifact in generate(plan_of("press"))}


def _function(source: str, name: str) -> str:
    functions = (node for node in ast.parse(source).body if isinstance(node, ast.AsyncFunctionDef))
    return ast.unparse(next(node for node in functions if node.name == name))


def test_a_loop_over_rows_ends_where_there_are_too_many(market: dict[str, str]) -> None:
    source = _function(market["app/services/orders.py"], "check_out")
    assert "    if len(line_rows) > 500:\n        raise Problem(cases.TOO_MUCH)\n" in source
    assert "    for place, line in enumerate(line_rows):\n        product = await" in source


def test_a_branch_inside_a_loop(market: dict[str, str]) -> None:
    source = _function(market["app/services/orders.py"], "check_out")
    assert (
        "\n        if product.stock == line.quantity:\n            product = await product_store.update_product("
        in source
    )
    assert "\n        else:\n            product = await product_store.update_product_2(" in source
    assert "\n        done = await cart_line_store.delete_line(" in source
    assert "\n    values = await order_store.compute_receipt(" in source


def test_a_loop_without_places_counts_nothing(market: dict[str, str]) -> None:
    source = _function(market["app/services/orders.py"], "cancel_order")
    assert "    for line in line_rows:\n" in source


def test_a_list_that_may_be_missing_is_an_empty_one(market: dict[str, str], press: dict[str, str]) -> None:
    assert "in enumerate(data.names):" in market["app/services/products.py"]
    assert "in enumerate(data.tag_list or ()):" in press["app/services/articles.py"]


def test_operations_that_hold_rows_of_a_loop_are_made_again_on_stores_that_collide() -> None:
    found = {artifact.path: artifact.content for artifact in generate(plan_of("press", "postgresql"))}
    assert "transact(store, lambda session: service.create_article(" in found["app/api/articles.py"]


@pytest.fixture(scope="module")
def computing(press: dict[str, str]) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(press["app/core/computing.py"], names)  # noqa: S102
    return names


@pytest.fixture(scope="module")
def slug_of(computing: dict[str, Any]) -> Callable[[str], str]:
    found: Callable[[str], str] = computing["slug_of"]
    return found


@given(st.text() | st.uuids().map(str))
def test_the_suite_knows_every_digest(computing: dict[str, Any], text: str) -> None:
    assert computing["digest_of"](text) == FUNCTIONS["digest"](text)


def test_a_code_and_its_text_have_one_digest(computing: dict[str, Any]) -> None:
    code = UUID("A81BC81B-DEAD-4E5D-ABFF-90865D1E13B1")
    assert computing["digest_of"](code) == computing["digest_of"](str(code))


@pytest.mark.parametrize(("text", "slug"), [
    ("Hello, World!", "hello-world"), ("  a--B_c ", "a-b-c"), ("Über 9", "ber-9"), ("\u0130 \u212a", ""), ("", ""),
])  # fmt: skip
def test_slugs(slug_of: Callable[[str], str], text: str, slug: str) -> None:
    assert slug_of(text) == FUNCTIONS["slug"](text) == slug


@given(st.text() | st.text(alphabet="aZ09 -_éſKİ\n"))
def test_the_suite_knows_every_slug(slug_of: Callable[[str], str], text: str) -> None:
    found = slug_of(text)
    assert found == FUNCTIONS["slug"](text)
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", found)
    assert slug_of(found) == found


def test_whether_a_row_was_written_is_told_by_a_variable_of_one_type() -> None:
    entities = [
        {"name": name, "attributes": TITLE, "soft_delete": name != "Plain"} for name in ("Plain", "Kept", "Held")
    ]
    inputs = [{"name": "id", "in": "path", "attribute": "Plain.id", "required": True}]
    names = [entity["name"] for entity in entities]
    finds = [{"find": name, "as": name.lower(), "where": "row.id == input.id"} for name in names]
    operation = {
        "name": "clear", "method": "POST", "path": "/clear/{id}", "access": {"public": True}, "inputs": inputs,
        "steps": [*finds, *({"delete": name.lower()} for name in names)], "response": {"status": 204},
    }  # fmt: skip
    data = {"blueprint": 1, "name": "clearing", "entities": entities, "operations": [operation]}
    made = generate(resolve(from_data(data), stack("fastapi", "sqlite")))
    service = next(item.content for item in made if item.path.startswith("app/services/") and "clear(" in item.content)
    source = _function(service, "clear")
    assert re.findall(r"(\w+) = await \w+\.delete_(\w+)\(", source) == [
        ("done", "plain"), ("done_2", "kept"), ("done_3", "held"),
    ]  # fmt: skip


def test_a_row_that_a_branch_makes_is_kept_where_something_is_computed_of_it() -> None:
    step = {"create": "Thing", "as": "made", "accept": ["title"]}
    look = {"check": "made.parts.count() == 0", "else": "not_now"}
    data = {
        "name": "things", "entities": [{"name": "Thing", "attributes": TITLE}, {"name": "Part", "attributes": TITLE}],
        "relationships": [{"name": "thing", "from": "Part", "to": "Thing", "inverse": "parts"}],
        "operations": [{
            "name": "make", "group": "Thing", "method": "POST", "path": "/things", "access": {"public": True},
            "inputs": [{"name": "title", "attribute": "Thing.title", "required": True}], "response": {"status": 204},
            "errors": [{"name": "not_now", "status": 409, "title": "Not now"}],
            "steps": [{"if": 'input.title != "x"', "then": [step, look]}],
        }],
    }  # fmt: skip
    found = {
        artifact.path: artifact.content for artifact in generate(resolve(from_data(data), stack("fastapi", "sqlite")))
    }
    source = _function(found["app/services/things.py"], "make")
    assert "made = await thing_store.insert_made(" in source
    assert "wanted=[made.id]" in source


def test_a_value_that_is_named_gets_brackets_where_its_line_is_too_long() -> None:
    found = {artifact.path: artifact.content for artifact in generate(plan_of("playlists"))}
    assert "\n    last_position = (\n        (playlist_tracks_count - 1) if (" in found["app/services/tracks.py"]
