"""Payloads of the five task types."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import actions, attribute, entities, links, names
from tools.blueprint.model import Action, AttributeType, AuthScheme, KeyKind, PaginationStyle
from tools.errors import BadInput, Unsupported

TaskPlanned = Callable[[str, object], Draft]
DESIGN_API = {
    "entities": ["User", "Product", "Order"],
    "operations": ["CRUD", "search", "analytics"],
    "authentication": "JWT",
    "rateLimit": True,
    "pagination": "cursor",
}
DESIGN_DATABASE = {
    "entities": [
        {"name": "User", "attributes": ["id", "email", "password", "profile"]},
        {"name": "Product", "attributes": ["id", "name", "price", "description", "category"]},
    ],
    "relationships": [{"from": "Order", "to": "User", "type": "many-to-one"}],
    "requirements": {"type": "postgresql"},
}


@pytest.mark.parametrize("payload", [DESIGN_API, {"requirements": DESIGN_API}])
def test_the_first_example_in_both_nestings(task_planned: TaskPlanned, payload: object) -> None:
    draft = task_planned("design_api", payload)
    blueprint = draft.blueprint
    assert entities(blueprint) == {"User", "Product", "Order"}
    assert (blueprint.auth.scheme, blueprint.auth.account) == (AuthScheme.JWT, "User")
    assert set(Action) == actions(blueprint, "Product")
    assert Action.CREATE not in actions(blueprint, "User")
    assert blueprint.entity("Order").owner == "user"
    assert blueprint.api.rate_limit is not None
    assert blueprint.api.pagination.style is PaginationStyle.CURSOR
    assert not draft.unplaced


def test_the_second_example(task_planned: TaskPlanned) -> None:
    draft = task_planned("design_database", DESIGN_DATABASE)
    blueprint = draft.blueprint
    assert entities(blueprint) == {"User", "Product", "Order"}
    assert "Order -> User" in links(blueprint)
    assert names(blueprint, "User") == ["email", "profile"]
    assert names(blueprint, "Product") == ["name", "price", "description", "category"]
    assert attribute(blueprint, "Product", "price").type is AttributeType.DECIMAL
    assert any("Order is an entity" in told for told in draft.assumptions)
    assert draft.stack.datastore == "postgresql"


def test_the_third_example_is_the_skeleton_of_accounts(task_planned: TaskPlanned) -> None:
    payload = {
        "framework": "fastapi",
        "language": "python",
        "architecture": "microservices",
        "patterns": ["repository", "service", "CQRS"],
        "features": ["authentication", "logging", "caching"],
    }
    draft = task_planned("generate_backend_code", payload)
    assert entities(draft.blueprint) == {"User"}
    assert draft.blueprint.auth.account == "User"
    assert any("accounts only" in told for told in draft.assumptions)
    assert any("repositories" in told for told in draft.assumptions)
    for missing in ("microservices", "CQRS", "caching"):
        assert any(missing in told for told in draft.unplaced)


def test_the_third_example_keeps_an_asked_for_stack(task_planned: TaskPlanned) -> None:
    draft = task_planned("generate_backend_code", {"framework": "express", "language": "typescript"})
    assert (draft.stack.framework, draft.stack.language) == ("express", "typescript")


@pytest.mark.parametrize(
    ("type_", "missing"),
    [
        ("design_api", "entities"),
        ("implement_api", "apiSpec"),
        ("design_database", "entities"),
        ("implement_database", "schema"),
    ],
)
def test_a_missing_essential_is_named(task_planned: TaskPlanned, type_: str, missing: str) -> None:
    with pytest.raises(BadInput) as caught:
        task_planned(type_, {"pagination": "cursor"})
    assert caught.value.path == f"payload.{missing}"
    assert missing in caught.value.message


def test_unknown_keys_are_told_at_every_depth(task_planned: TaskPlanned) -> None:
    payload = {
        "colour": "red",
        "entities": [{"name": "Book", "shape": 1, "attributes": [{"name": "title", "taste": "sweet"}]}],
        "requirements": {"mood": 1},
        "rateLimit": {"requests": 5, "burst": 1},
    }
    told = " ".join(task_planned("design_api", payload).unplaced)
    for path in ("payload.colour", "entities[0].shape", "attributes[0].taste", "requirements.mood", "rateLimit.burst"):
        assert path in told


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        ({"entities": "Book"}, "payload.entities"),
        ({"entities": [1]}, "payload.entities[0]"),
        ({"entities": [{}]}, "payload.entities[0].name"),
        ({"entities": [{"name": 1}]}, "payload.entities[0].name"),
        ({"entities": [{"name": "Book", "attributes": 1}]}, "payload.entities[0].attributes"),
        ({"entities": [{"name": "Book", "attributes": [1]}]}, "payload.entities[0].attributes[0]"),
        ({"entities": [{"name": "Book", "attributes": [{"type": "int"}]}]}, "payload.entities[0].attributes[0].name"),
        (
            {"entities": [{"name": "Book", "attributes": [{"name": "a", "type": "banana"}]}]},
            "payload.entities[0].attributes[0].type",
        ),
        (
            {"entities": [{"name": "Book", "attributes": [{"name": "a", "unique": "yes"}]}]},
            "payload.entities[0].attributes[0].unique",
        ),
        (
            {"entities": [{"name": "Book", "attributes": [{"name": "a", "min": "1"}]}]},
            "payload.entities[0].attributes[0].min",
        ),
        ({"entities": ["Book"], "relationships": {}}, "payload.relationships"),
        ({"entities": ["Book"], "relationships": [{"from": "Book"}]}, "payload.relationships[0].to"),
        (
            {"entities": ["Book"], "relationships": [{"from": "Book", "to": "X", "type": "odd"}]},
            "payload.relationships[0].type",
        ),
        ({"entities": ["Book"], "operations": [1]}, "payload.operations[0]"),
        ({"entities": ["Book"], "operations": {"Nobody": ["list"]}}, "payload.operations.Nobody"),
        ({"entities": ["Book"], "authentication": 5}, "payload.authentication"),
        ({"entities": ["Book"], "rateLimit": "often"}, "payload.rateLimit"),
        ({"entities": ["Book"], "rateLimit": 0}, "payload.rateLimit"),
        ({"entities": ["Book"], "pagination": 5}, "payload.pagination"),
        ({"entities": ["Book"], "framework": 5}, "payload.framework"),
        ({"entities": ["Book"], "requirements": {"type": 5}}, "payload.requirements.type"),
        ({"entities": ["Book"], "softDelete": "perhaps"}, "payload.softDelete"),
        ({"entities": ["Book"], "description": 5}, "payload.description"),
    ],
)
def test_a_wrong_type_is_refused_with_its_path(task_planned: TaskPlanned, payload: object, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        task_planned("design_api", payload)
    assert caught.value.path == path
    assert caught.value.hint


@pytest.mark.parametrize(
    ("key", "value"),
    [("authentication", "OAuth2"), ("pagination", "time-based"), ("versioning", "header"), ("style", "SOAP")],
)
def test_what_is_not_built_is_refused_with_what_is(task_planned: TaskPlanned, key: str, value: str) -> None:
    with pytest.raises(Unsupported) as caught:
        task_planned("design_api", {"entities": ["Book"], key: value})
    assert caught.value.supported


def test_false_means_false(task_planned: TaskPlanned) -> None:
    payload = {
        "entities": ["User", "Book"],
        "authentication": False,
        "rateLimit": False,
        "versioning": False,
        "softDelete": False,
    }
    blueprint = task_planned("design_api", payload).blueprint
    assert blueprint.auth.scheme is AuthScheme.NONE
    assert blueprint.api.rate_limit is None
    assert blueprint.api.versioning == "none"


def test_rich_attributes(task_planned: TaskPlanned) -> None:
    attributes = [
        {"name": "code", "type": "varchar(8)", "primaryKey": True},
        {"name": "price", "type": "decimal(8,2)", "min": 0, "required": True},
        "status: draft|live",
        {"name": "kind", "enum": ["a", "b"], "default": "a"},
        {"name": "tags", "type": "string[]"},
    ]
    blueprint = task_planned("design_database", {"entities": [{"name": "Book", "attributes": attributes}]}).blueprint
    assert blueprint.entity("Book").key.kind is KeyKind.NATURAL
    price = attribute(blueprint, "Book", "price")
    assert (price.precision, price.scale, price.minimum, price.required) == (8, 2, 0, True)
    assert attribute(blueprint, "Book", "status").values == ("draft", "live")
    assert attribute(blueprint, "Book", "kind").default == "a"
    assert attribute(blueprint, "Book", "tags").type is AttributeType.ARRAY


def test_entities_as_an_object(task_planned: TaskPlanned) -> None:
    blueprint = task_planned("design_api", {"entities": {"Book": {"title": "string", "pages": "int"}}}).blueprint
    assert names(blueprint, "Book") == ["title", "pages"]


def test_words_in_a_payload(task_planned: TaskPlanned) -> None:
    draft = task_planned(
        "design_api", {"description": "Books (title) and authors (name). A book belongs to an author."}
    )
    assert links(draft.blueprint) == {"Book -> Author"}


def test_operations_per_entity(task_planned: TaskPlanned) -> None:
    payload = {"entities": ["Book", "Author"], "operations": {"Book": ["list", "teleport"]}, "authentication": False}
    draft = task_planned("design_api", payload)
    assert actions(draft.blueprint, "Book") == {Action.LIST}
    assert Action.DELETE in actions(draft.blueprint, "Author")
    assert any("teleport" in told for told in draft.unplaced)
