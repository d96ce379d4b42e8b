"""From a request to a draft, whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.planner import Draft, RulebookPort, plan
from agent.task import Request, StackWish, TaskType, request_of_text
from knowledge.loader import default_root, load
from knowledge.rules import Rulebook
from tests.agent.planner.looks import actions, allowed, attribute, entities, links, names
from tools.blueprint.check import check
from tools.blueprint.document import dump
from tools.blueprint.document import load as load_blueprint
from tools.blueprint.model import Action, ApiStyle, AttributeType, AuthScheme, PaginationStyle
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

Planned = Callable[[str], Draft]

LIBRARY = "Build a library API: books, authors and loans; members borrow books; JWT; cursor pagination"
BLOG = "Blog with posts, comments and tags, users can write posts"
TODO = (
    "todo app with projects and tasks (title, due date, priority low|medium|high, done flag), "
    "each user sees only his own"
)
INVENTORY = "Inventory for warehouses: products(sku unique, name, price, stock >= 0), stock movements"


def test_the_library(planned: Planned) -> None:
    draft = planned(LIBRARY)
    blueprint = draft.blueprint
    assert entities(blueprint) == {"Book", "Author", "Loan", "Member"}
    assert links(blueprint) == {"Book -> Author", "Loan -> Book", "Loan -> Member"}
    assert (blueprint.auth.scheme, blueprint.auth.account) == (AuthScheme.JWT, "Member")
    assert blueprint.entity("Loan").owner == "member"
    assert [(role.name, role.default, role.first) for role in blueprint.roles] == [
        ("member", True, False),
        ("admin", False, True),
    ]
    assert allowed(blueprint, "Book", Action.READ) == {"authenticated"}
    assert allowed(blueprint, "Book", Action.CREATE) == {"admin"}
    assert allowed(blueprint, "Loan", Action.UPDATE) == {"owner", "admin"}
    assert blueprint.api.pagination.style is PaginationStyle.CURSOR
    assert draft.task_type is TaskType.GENERATE_BACKEND_CODE
    assert (draft.stack.framework, draft.stack.datastore) == ("fastapi", "postgresql")
    assert not draft.unplaced
    assert any("fastapi" in told for told in draft.assumptions)


def test_the_blog(planned: Planned) -> None:
    blueprint = planned(BLOG).blueprint
    assert entities(blueprint) == {"Post", "Comment", "Tag", "User"}
    assert links(blueprint) >= {"Post -> User", "Comment -> Post", "Post <-> Tag"}
    assert blueprint.entity("Post").owner
    assert allowed(blueprint, "Post", Action.READ) == {"authenticated"}
    assert allowed(blueprint, "Post", Action.UPDATE) == {"owner", "admin"}


def test_everybody_his_own(planned: Planned) -> None:
    blueprint = planned(TODO).blueprint
    assert names(blueprint, "Task") == ["title", "due_date", "priority", "done"]
    assert attribute(blueprint, "Task", "priority").values == ("low", "medium", "high")
    assert attribute(blueprint, "Task", "due_date").type is AttributeType.DATE
    assert attribute(blueprint, "Task", "done").type is AttributeType.BOOL
    assert blueprint.entity("Task").owner
    assert blueprint.entity("Project").owner
    assert allowed(blueprint, "Task", Action.LIST) == {"owner", "admin"}
    assert blueprint.auth.account == "User"


def test_the_inventory(planned: Planned) -> None:
    draft = planned(INVENTORY)
    assert entities(draft.blueprint) == {"Product", "StockMovement"}
    assert links(draft.blueprint) == {"StockMovement -> Product"}
    assert attribute(draft.blueprint, "Product", "sku").unique
    assert attribute(draft.blueprint, "Product", "stock").minimum == 0
    assert attribute(draft.blueprint, "Product", "price").type is AttributeType.DECIMAL
    assert draft.blueprint.auth.scheme is AuthScheme.NONE
    assert draft.risks


def test_conventions_in_words(planned: Planned) -> None:
    blueprint = planned(
        "Notes API with notes (title, body). GraphQL too. Offset pagination with 50 items per page. Soft delete. "
        "Rate limit 100 requests per minute. Base path /api. No authentication. camelCase. Search notes by title."
    ).blueprint
    assert ApiStyle.GRAPHQL in blueprint.api.styles
    assert blueprint.api.pagination.style is PaginationStyle.OFFSET
    assert blueprint.api.pagination.default_limit == 50
    assert blueprint.entity("Note").soft_delete
    assert blueprint.api.rate_limit is not None
    assert (blueprint.api.rate_limit.requests, blueprint.api.rate_limit.window_seconds) == (100, 60)
    assert blueprint.api.base_path == "/api"
    assert blueprint.api.casing == "camel"
    assert blueprint.auth.scheme is AuthScheme.NONE
    assert Action.SEARCH in actions(blueprint, "Note")


def test_roles_in_words(planned: Planned) -> None:
    blueprint = planned(
        "Shop: products and orders. Customers log in with JWT. Anyone can read products. Only editors can create or "
        "update products, and only admins can delete products."
    ).blueprint
    assert allowed(blueprint, "Product", Action.READ) == {"public"}
    assert allowed(blueprint, "Product", Action.UPDATE) == {"editor"}
    assert allowed(blueprint, "Product", Action.DELETE) == {"admin"}
    assert {role.name for role in blueprint.roles} == {"customer", "editor", "admin"}
    assert blueprint.auth.account == "Customer"


def test_an_asked_for_stack_is_kept_whether_it_exists_or_not(planned: Planned) -> None:
    draft = planned("Books API. Use Express and MongoDB.")
    assert (draft.stack.framework, draft.stack.datastore) == ("express", "mongodb")


def test_another_language_leaves_the_framework_open(planned: Planned) -> None:
    draft = planned("Books API written in TypeScript.")
    assert (draft.stack.framework, draft.stack.language) == (None, "typescript")


def test_a_stack_from_outside_wins(rulebook: RulebookPort) -> None:
    draft = plan(request_of_text("Books API on SQLite", StackWish(datastore="postgresql")), rulebook)
    assert draft.stack.datastore == "postgresql"


@pytest.mark.parametrize(
    "text",
    [
        "Convert temperatures between Celsius and Fahrenheit.",
        "Hello, how are you?",
        "a proxy for an outside API",
        "",
        "   ",
    ],
)
def test_no_data_is_nothing_to_build(planned: Planned, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        planned(text)
    assert caught.value.code == "nothing-to-build"
    assert "example" in caught.value.hint.lower()


@pytest.mark.parametrize(
    ("text", "code"),
    [("book " * 2_000_000, "too-large"), ("books\x00and authors", "not-text"), ("\ud800 books", "not-text")],
)
def test_what_cannot_be_read_is_refused(planned: Planned, text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        planned(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", [LIBRARY, BLOG, TODO, INVENTORY])
def test_the_same_request_gives_the_same_draft(planned: Planned, text: str) -> None:
    assert planned(text).model_dump_json() == planned(text).model_dump_json()


@pytest.mark.parametrize("text", [LIBRARY, BLOG, TODO, INVENTORY])
def test_a_draft_can_be_checked_written_and_built(planned: Planned, text: str) -> None:
    blueprint = planned(text).blueprint
    check(blueprint)
    assert load_blueprint(dump(blueprint)) == blueprint
    assert resolve(blueprint, stack("fastapi", "sqlite")).operations


def test_a_ready_blueprint_is_taken_as_it_is(rulebook: RulebookPort, planned: Planned) -> None:
    blueprint = planned(INVENTORY).blueprint
    draft = plan(Request(blueprint=blueprint, task_type=TaskType.DESIGN_API), rulebook)
    assert draft.blueprint == blueprint
    assert draft.task_type is TaskType.DESIGN_API


def test_unknown_keys_of_a_task_are_told(rulebook: RulebookPort) -> None:
    draft = plan(Request(text=LIBRARY, unknown=("task.colour",)), rulebook)
    assert any("task.colour" in told for told in draft.unplaced)


def test_what_found_no_place_is_told(planned: Planned) -> None:
    draft = planned("Books API. The cover must smell of fresh paint. Use Redis for caching.")
    assert any("fresh paint" in told for told in draft.unplaced)
    assert any("Redis" in told for told in draft.unplaced)


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ("cursor-pagination", "pagination.keyset"),
        ("rate-limiting", "rate-limit.fixed-window"),
        ("optimistic-concurrency", "concurrency.optimistic-lock"),
    ],
)
def test_taking_a_document_away_changes_the_plan(tmp_path: Path, planned: Planned, document: str, rule: str) -> None:
    shutil.copytree(default_root(), tmp_path / "documents")
    (tmp_path / "documents" / f"{document}.md").unlink()
    less = plan(request_of_text(INVENTORY), Rulebook(load(tmp_path / "documents").documents))
    full = planned(INVENTORY)
    assert rule in full.rules
    assert rule not in less.rules
    assert less.assumptions != full.assumptions


def test_a_rulebook_without_documents_still_plans() -> None:
    draft = plan(request_of_text(LIBRARY), Rulebook([]))
    assert entities(draft.blueprint) == {"Book", "Author", "Loan", "Member"}
    assert draft.stack.framework is None


def test_search_that_an_entity_cannot_have_is_told(planned: Planned) -> None:
    draft = planned("A shop API: products (name, price) and readings (value decimal, taken at datetime); CRUD, search")
    assert Action.SEARCH in actions(draft.blueprint, "Product")
    assert Action.SEARCH not in actions(draft.blueprint, "Reading")
    assert "Reading has no search: it has no text to search." in draft.assumptions


def test_the_word_enum_is_a_type_and_no_part_of_the_name(planned: Planned) -> None:
    blueprint = planned("Albums (title, genre enum rock|pop|jazz, status enum(open, closed))").blueprint
    assert names(blueprint, "Album") == ["title", "genre", "status"]
    assert attribute(blueprint, "Album", "genre").values == ("rock", "pop", "jazz")
