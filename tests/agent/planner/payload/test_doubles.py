"""What is said twice: merged and told, or a contradiction."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import actions, attribute, entities, links, names
from tools.blueprint.model import Action
from tools.errors import Contradiction

TaskPlanned = Callable[[str, object], Draft]


@pytest.mark.parametrize(
    ("said", "one"),
    [(["Book", "Books"], "Book"), (["User", "user"], "User"), (["order_line", "OrderLines"], "OrderLine")],
)
def test_two_spellings_are_one_entity_and_that_is_told(task_planned: TaskPlanned, said: list[str], one: str) -> None:
    draft = task_planned("design_api", {"entities": said})
    assert one in entities(draft.blueprint)
    assert any(line == f"payload.entities[1] is {one} once more: it is one entity." for line in draft.assumptions)


def test_two_declarations_hold_together(task_planned: TaskPlanned) -> None:
    first = {"name": "Book", "attributes": ["title"], "operations": ["list"]}
    again = {"name": "books", "attributes": ["pages: int", "title"], "operations": ["create"], "softDelete": True}
    draft = task_planned("design_api", {"entities": [first, "Book", again], "authentication": False})
    assert names(draft.blueprint, "Book") == ["title", "pages"]
    assert actions(draft.blueprint, "Book") == {Action.LIST, Action.CREATE}
    assert draft.blueprint.entity("Book").soft_delete
    assert any("Book.title once more" in line for line in draft.assumptions)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({"attributes": ["price: int"]}, {"attributes": ["price: string"]}),
        ({"attributes": ["price: decimal(8,2)"]}, {"attributes": ["price: decimal(9,2)"]}),
        (
            {"attributes": [{"name": "price", "required": True}]},
            {"attributes": [{"name": "price", "nullable": True}]},
        ),
        ({"softDelete": True}, {"softDelete": False}),
        ({"attributes": [{"name": "code", "primaryKey": True}]}, {"attributes": [{"name": "id", "type": "int"}]}),
    ],
)
def test_two_declarations_that_disagree_are_refused(
    task_planned: TaskPlanned, first: dict[str, object], again: dict[str, object]
) -> None:
    declared = [{"name": "Book", **first}, {"name": "Books", **again}]
    with pytest.raises(Contradiction) as caught:
        task_planned("design_database", {"entities": declared})
    assert all("Book" in side for side in caught.value.sides)


def test_an_attribute_twice(task_planned: TaskPlanned) -> None:
    draft = task_planned(
        "design_database", {"entities": [{"name": "Book", "attributes": ["dueDate", "due_date: date"]}]}
    )
    assert attribute(draft.blueprint, "Book", "due_date").type == "date"
    assert any("Book.due_date once more" in line for line in draft.assumptions)
    with pytest.raises(Contradiction):
        task_planned("design_database", {"entities": [{"name": "Book", "attributes": ["due: date", "due: int"]}]})


def test_a_relationship_twice(task_planned: TaskPlanned) -> None:
    link = {"from": "Book", "to": "Author", "type": "many-to-one"}
    draft = task_planned("design_database", {"entities": ["Book", "Author"], "relationships": [link, link]})
    assert links(draft.blueprint) == {"Book -> Author"}
    assert any("Book → Author once more" in line for line in draft.assumptions)
    other = {**link, "type": "one-to-one"}
    with pytest.raises(Contradiction):
        task_planned("design_database", {"entities": ["Book", "Author"], "relationships": [link, other]})


def test_an_end_that_is_declared_later_is_declared(task_planned: TaskPlanned) -> None:
    draft = task_planned("design_api", {"entities": [{"name": "Order", "relationships": ["User"]}, "User"]})
    assert not any("nothing declares it" in line for line in draft.assumptions)


def test_a_role_twice(task_planned: TaskPlanned) -> None:
    draft = task_planned("design_api", {"entities": ["User"], "roles": ["editor", "Editors"]})
    assert any("the role editor is named twice" in line for line in draft.assumptions)


@pytest.mark.parametrize(
    "schema",
    [
        {"tables": [{"name": "book", "columns": []}, {"name": "books", "columns": []}]},
        {"tables": [{"name": "a", "columns": [{"name": "x", "type": "int"}, {"name": "x", "type": "int"}]}]},
        "CREATE TABLE book (id int); CREATE TABLE books (id int);",
    ],
)
def test_tables_and_columns_twice_are_refused(task_planned: TaskPlanned, schema: object) -> None:
    with pytest.raises(Contradiction):
        task_planned("implement_database", {"schema": schema})
