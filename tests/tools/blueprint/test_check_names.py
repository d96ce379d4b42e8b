"""Names that would meet each other, or the backend's own: refused with the place and a way out, or told apart."""

from typing import Any

import pytest

from tests.tools.code_generator.names import ENTITIES, REFUSED
from tools.blueprint.check import check
from tools.blueprint.check.names import is_reserved
from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs import registry


def data(*entities: str, **more: Any) -> dict[str, Any]:
    named = [{"name": name, "attributes": [{"name": "title"}]} for name in entities]
    return {"blueprint": 1, "name": "tried", "entities": named, "resources": [{"entity": entities[0]}], **more}


def many(source: str, name: str, target: str, *attributes: str) -> dict[str, Any]:
    return {
        "name": name, "from": source, "to": target, "cardinality": "many_to_many",
        "attributes": [{"name": item} for item in attributes],
    }  # fmt: skip


def refused(blueprint: dict[str, Any], datastore: str = "sqlite") -> BadInput:
    with pytest.raises(BadInput) as caught:
        resolve(from_data(blueprint), registry.stack("fastapi", datastore))
    error = caught.value
    assert error.code
    assert error.message
    assert error.hint
    assert error.path
    return error


@pytest.mark.parametrize("name", ENTITIES)
def test_an_entity_may_be_called_like_parts_of_languages_and_libraries(name: str) -> None:
    check(from_data(data(name)))


@pytest.mark.parametrize("name", REFUSED)
def test_the_backends_own_names_are_refused(name: str) -> None:
    assert refused(data(name)).path == f"entities.{name}"


@pytest.mark.parametrize(
    ("first", "second"),
    [("Person", "People"), ("Datum", "Data"), ("Book", "Books"), ("XY2", "Xy2"), ("OrderLine", "OrderLines")],
)
def test_entities_that_differ_in_number_or_case_alone_are_refused(first: str, second: str) -> None:
    assert first in refused(data(first, second)).message


def test_a_link_that_has_the_table_of_an_entity_is_refused() -> None:
    error = refused(data("Book", "Tag", "BookTag", relationships=[many("Book", "tags", "Tag")]))
    assert "BookTag" in error.message
    assert error.path == "relationships.Book.tags"


def test_links_that_share_a_table_are_refused() -> None:
    links = [many("Book", "page_tags", "Tag"), many("BookPage", "tags", "Tag")]
    assert "Book.page_tags" in refused(data("Book", "BookPage", "Tag", relationships=links)).message


def test_a_link_that_has_a_table_of_the_backend_is_refused() -> None:
    refused(data("Auther", "RateLimit", "Tag", relationships=[many("RateLimit", "counters", "Tag")]))


def test_a_value_of_a_link_that_is_called_like_its_key_is_refused() -> None:
    assert "book_id" in refused(data("Book", "Tag", relationships=[many("Book", "tags", "Tag", "book_id")])).message


@pytest.mark.parametrize(
    ("entities", "links", "datastore"),
    [
        (("Alembic", "Tag"), [many("Alembic", "version", "Tag")], "sqlite"),
        (("SqliteThing",), [], "sqlite"),
    ],
)
def test_tables_of_the_store_and_its_library_are_refused(entities: Any, links: Any, datastore: str) -> None:
    assert refused(data(*entities, relationships=links), datastore).code == "name-taken"


def test_columns_of_the_store_are_refused_where_they_exist() -> None:
    blueprint = data("Item")
    blueprint["entities"][0]["attributes"].append({"name": "xmin"})
    assert refused(blueprint, "postgresql").path == "entities.Item"
    resolve(from_data(blueprint), registry.stack("fastapi", "sqlite"))


def test_names_of_constraints_that_meet_are_refused() -> None:
    blueprint = data("Item")
    blueprint["entities"][0] |= {
        "attributes": [{"name": "a"}, {"name": "b_c"}, {"name": "a_b"}, {"name": "c"}],
        "uniques": [["a", "b_c"], ["a_b", "c"]],
    }
    assert "items_a_b_c_key" in refused(blueprint).message


def test_names_that_meet_on_the_wire_are_refused() -> None:
    blueprint = data("Item")
    blueprint["entities"][0]["attributes"] += [{"name": "line_1"}, {"name": "line1"}]
    resolve(from_data(blueprint), registry.stack("fastapi", "sqlite"))
    assert "line1" in refused({**blueprint, "api": {"casing": "camel"}}).message


@pytest.mark.parametrize("name", ["true", "false"])
def test_a_value_that_expressions_cannot_name_is_refused(name: str) -> None:
    blueprint = data("Item")
    blueprint["entities"][0]["attributes"].append({"name": name})
    assert refused(blueprint).path == f"entities.Item.{name}"


@pytest.mark.parametrize("bind", ["input", "row", "viewer", "found"])
def test_a_step_that_binds_a_word_of_the_expressions_or_a_bound_name_is_refused(bind: str) -> None:
    find = {"find": "Item", "where": "row.title == input.title"}
    operation = {
        "name": "look", "group": "Item", "method": "GET", "path": "/looks/{title}", "access": {"public": True},
        "inputs": [{"name": "title", "in": "path", "required": True}],
        "steps": [{**find, "as": "found"}, {**find, "as": bind}], "response": {"value": "found", "view": "Item"},
    }  # fmt: skip
    assert refused(data("Item", operations=[operation])).path == "operations.look"


def test_operations_that_make_one_class_are_refused() -> None:
    step = {"list": "Item", "as": "page"}
    operations = [
        {"name": name, "group": "Item", "method": "GET", "path": f"/{name}", "access": {"public": True},
         "steps": [step], "response": {"value": "page", "view": "Item"}}
        for name in ("list_x1", "list_x_1")
    ]  # fmt: skip
    operations[0]["path"], operations[1]["path"] = "/one", "/two"
    assert refused(data("Item", operations=operations)).code == "name-taken"


def test_one_route_for_two_operations_is_refused() -> None:
    operations = [
        {"name": name, "group": "Item", "method": "GET", "path": path, "access": {"public": True},
         "steps": [{"list": "Item", "as": "page"}], "response": {"value": "page", "view": "Item"}}
        for name, path in (("all_items", "/all-items"), ("every_item", "/all-items"))
    ]  # fmt: skip
    assert "same route" in refused(data("Item", operations=operations)).message


@pytest.mark.parametrize("actions", [["create"], ["create", "update", "delete"]])
def test_graphql_with_nothing_to_read_is_refused(actions: list[str]) -> None:
    blueprint = data("Item", api={"styles": ["rest", "graphql"]}) | {
        "resources": [{"entity": "Item", "actions": actions}]
    }
    error = refused(blueprint)
    assert (error.path, error.code) == ("api.styles", "nothing-to-query")
    check(from_data({**blueprint, "api": {"styles": ["rest"]}}))
    check(from_data({**blueprint, "resources": [{"entity": "Item", "actions": [*actions, "read"]}]}))


def test_links_alone_are_nothing_to_query() -> None:
    blueprint = data("Item", "Tag", api={"styles": ["graphql"]}, relationships=[many("Item", "tags", "Tag")])
    blueprint["resources"] = [{"entity": name, "actions": ["create"]} for name in ("Item", "Tag")]
    assert refused(blueprint).code == "nothing-to-query"


@pytest.mark.parametrize(("name", "reserved"), [("Health", True), ("Metric", True), ("Book", False)])
def test_names_that_the_backend_has_itself(name: str, reserved: bool) -> None:
    assert is_reserved(name) is reserved
