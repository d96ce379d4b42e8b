"""What rows that are there get in a column that wants a value, on the real engines."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.database_designer.changes.library import (
    LIBRARY,
    Data,
    add,
    attribute,
    drop,
    entity,
    relationship,
    renamed,
    without_checks,
)
from tests.tools.database_designer.changes.trials import Trial
from tests.tools.database_designer.plans import DATASTORES, plan_of
from tools.blueprint.edit.model import Edit, PartKind
from tools.database_designer import change, reverse_ddl
from tools.errors import CheckFailed
from tools.validators.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class Case:
    """`edit` makes the new Blueprint; `rows` counts, in new names, the rows that are as they should be."""

    edit: Callable[[Data], object]
    rows: str = "FALSE"
    fills: dict[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    """What is done to the rows before."""
    table: str = "books"
    renames: tuple[Edit, ...] = ()
    needs: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    before: Callable[[Data], object] = lambda data: None
    """Makes the old Blueprint."""
    stops: bool = False


def required(name: str, **more: Any) -> Callable[[Data], object]:
    return lambda data: attribute(data, name).update(required=True, **more)


def added(owner: str = "Book", **made: Any) -> Callable[[Data], object]:
    return lambda data: add(data, {"name": "shelf", **made}, owner)


def code_required(data: Data) -> None:
    attribute(data, "isbn").update(name="code", required=True)


def retyped(data: Data) -> None:
    attribute(data, "pages").update(type="decimal", precision=18, scale=4, required=True)


def another_kind(data: Data) -> None:
    attribute(data, "isbn").update(type="int32", max_length=None, required=True)


def linked(data: Data) -> None:
    relationship(data, "tags")["attributes"].append({"name": "shelf", "required": True})


def soft_and_unique(data: Data) -> None:
    entity(data, "Book")["soft_delete"] = True
    attribute(data, "isbn")["unique"] = True


HALF = ("UPDATE books SET isbn = NULL", "UPDATE books SET isbn = 'kept' WHERE title = (SELECT min(title) FROM books)")
WITHOUT = ("UPDATE books SET isbn = NULL",)
CASES = {
    "a new one": Case(
        added(required=True),
        "shelf = 'A1'",
        {"Book.shelf": "A1"},
        ('Rows of books that are there get "A1" as shelf.',),
    ),
    "a new one of an entity with another key": Case(
        added("Tag", type="int32", required=True),
        "shelf = -5",
        {"Tag.shelf": -5},
        ('Rows of tags that are there get "-5" as shelf.',),
        table="tags",
    ),
    "a new one that has a default of its own": Case(
        added(required=True, default="B2"),
        "shelf = 'A1'",
        {"Book.shelf": "A1"},
        ('Rows of books that are there get "A1" as shelf.',),
    ),
    "a new one that is optional": Case(
        added(), "shelf = 'A1'", {"Book.shelf": "A1"}, ('Rows of books that are there get "A1" as shelf.',)
    ),
    "a new one that is secret": Case(
        added(required=True, sensitive=True),
        "shelf = 'A1'",
        {"Book.shelf": "A1"},
        ("Rows of books that are there get the value that was given as shelf.",),
    ),
    "a new moment": Case(
        added(type="datetime", required=True),
        "shelf IS NOT NULL",
        {"Book.shelf": "now"},
        ("Rows of books that are there get the moment of the migration as shelf.",),
    ),
    "a new document": Case(
        added(type="json", required=True),
        "shelf IS NOT NULL",
        {"Book.shelf": {"a'": ["\\"]}},
        ("Rows of books that are there get `{\"a'\": [\"\\\\\"]}` as shelf.",),
    ),
    "a value of a link": Case(
        linked,
        "shelf = 'A1'",
        {"Book.tags.shelf": "A1"},
        ('Rows of book_tags that are there get "A1" as shelf.',),
        table="book_tags",
    ),
    "required": Case(
        required("isbn"),
        "isbn = CASE title WHEN (SELECT min(title) FROM books) THEN 'kept' ELSE 'it''s \\' END",
        {"Book.isbn": "it's \\"},
        ('Rows of books that have no isbn get "it\'s \\".',),
        HALF,
    ),
    "required, and it has a default": Case(
        required("price"),
        "price IS NOT NULL",
        told=('Rows of books that have no price get "1.50".',),
        first=("UPDATE books SET price = NULL",),
    ),
    "still optional": Case(
        lambda data: attribute(data, "isbn").update(description="On the back."),
        "isbn IS NOT NULL",
        {"Book.isbn": "x"},
        ('Rows of books that have no isbn get "x".',),
        HALF,
    ),
    "required from the start": Case(
        lambda data: attribute(data, "published").update(description="When."),
        "published <> '2001-02-03'",
        {"Book.published": "2001-02-03"},
    ),
    "required under another name": Case(
        code_required,
        "code = 'x'",
        {"Book.code": "x"},
        ('Rows of books that have no isbn get "x".',),
        WITHOUT,
        renames=(renamed(PartKind.ATTRIBUTE, "Book.isbn", "code"),),
    ),
    "required in another type": Case(
        retyped,
        "pages = 2.5 OR pages = 25000",
        {"Book.pages": "2.5"},
        ('Rows of books that have no pages get "2.5".',),
        ("UPDATE books SET pages = NULL",),
    ),
    "required in a type that keeps nothing": Case(
        another_kind,
        "isbn = 7",
        {"Book.isbn": 7},
        ('Rows of books that are there get "7" as isbn.',),
        losses=("Changing books.isbn from string to int32 loses its values.",),
    ),
    "unique and required": Case(
        required("isbn", unique=True),
        fills={"Book.isbn": "x"},
        told=('Rows of books that have no isbn get "x".',),
        first=WITHOUT,
        needs=("No two rows of books may have the same isbn.",),
        stops=True,
    ),
    "required, and unique before": Case(
        required("isbn", unique=True),
        fills={"Book.isbn": "x"},
        told=('Rows of books that have no isbn get "x".',),
        first=WITHOUT,
        needs=("No two rows of books may have the same isbn.",),
        before=lambda data: attribute(data, "isbn").update(unique=True),
        stops=True,
    ),
    "required, and unique before among those that are not deleted": Case(
        required("isbn", unique=True),
        fills={"Book.isbn": "x"},
        told=('Rows of books that have no isbn get "x".',),
        first=WITHOUT,
        needs=("No two rows of books may have the same isbn.",),
        before=soft_and_unique,
        stops=True,
    ),
    "required under a rule": Case(
        required("returned"),
        fills={"Book.returned": "0001-01-01"},
        told=('Rows of books that have no returned get "0001-01-01".',),
        first=("UPDATE books SET returned = NULL",),
        needs=("Every row of books must pass a check: books_in_order_check.",),
        stops=True,
    ),
    "required under a rule that holds": Case(
        required("returned"),
        "returned = '9999-12-31'",
        {"Book.returned": "9999-12-31"},
        ('Rows of books that have no returned get "9999-12-31".',),
        ("UPDATE books SET returned = NULL",),
        needs=("Every row of books must pass a check: books_in_order_check.",),
    ),
}  # fmt: skip


@pytest.fixture(params=DATASTORES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("name", CASES)
def test_rows_without_a_value_get_one(engine: Engine, name: str) -> None:
    case = CASES[name]
    first = deepcopy(LIBRARY)
    case.before(first)
    data = deepcopy(first)
    case.edit(data)
    old, new = plan_of(first, engine.id), plan_of(data, engine.id)
    found = change(old, new, case.renames, case.fills)
    assert (found.fills, found.needs, found.losses) == (case.told, case.needs, case.losses)
    with engine.database() as database:
        trial = Trial(engine, database)
        before = trial.make(old)
        trial.seed(old, *case.first)
        count = f"SELECT count(*) FROM {case.table}"
        rows = trial.ask(count)
        if case.stops:
            with pytest.raises(CheckFailed):
                trial.run(new, found.up)
            assert (trial.told(), trial.ask(count)) == (before, rows)
            trial.empty(old)
        trial.run(new, found.up)
        if not case.stops:
            assert rows != [["0"]]
            assert trial.ask(f"{count} WHERE {case.rows}") == rows
        after = trial.told()
        trial.empty(new)
        trial.run(old, found.down)
        assert trial.told() == before
        assert trial.make(new, *reverse_ddl(old)) == after


def without_title(data: Data) -> None:
    """The title goes, and what was published need not be told."""
    drop(data, "title")
    attribute(data, "published")["required"] = False
    entity(data, "Book")["indexes"] = []
    without_checks(data)


def test_rows_get_one_on_the_way_back(engine: Engine) -> None:
    first, data = deepcopy(LIBRARY), deepcopy(LIBRARY)
    attribute(first, "title")["unique"] = False
    without_checks(first)
    without_title(data)
    old, new = plan_of(first, engine.id), plan_of(data, engine.id)
    found = change(old, new, back={"Book.title": "it's", "Book.published": "2001-02-03"})
    assert found.back == ()
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(new)
        trial.seed(new, "UPDATE books SET published = NULL")
        rows = trial.ask("SELECT count(*) FROM books")
        trial.run(old, found.down)
        assert trial.differs(old) == []
        assert rows != [["0"]]
        assert trial.ask("SELECT count(*) FROM books WHERE title = 'it''s' AND published = '2001-02-03'") == rows


def test_a_way_back_that_needs_one_is_told(engine: Engine) -> None:
    data = deepcopy(LIBRARY)
    without_title(data)
    old, new = plan_of(LIBRARY, engine.id), plan_of(data, engine.id)
    told = "books must be empty: title is required and has no default."
    assert change(old, new).back == (f"Taking the migration back: {told}",)
    assert change(old, new, back={"Book.title": "x"}).back == ()
    assert told in change(new, old).needs
    assert change(new, old).back == ()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("x", '"x"'),
        ('it\'s "x"', '`it\'s "x"`'),
        ("`x`", '"`x`"'),
        ('a\n"b\\', '`a "b\\`'),
        ("`'\"", '"`\'""'),
        ("x" * 61, f'"{"x" * 60}…"'),
    ],
)
def test_people_see_what_was_said(value: str, told: str) -> None:
    data = deepcopy(LIBRARY)
    add(data, {"name": "shelf"})
    found = change(plan_of(LIBRARY, "sqlite"), plan_of(data, "sqlite"), (), {"Book.shelf": value})
    assert found.fills == (f"Rows of books that are there get {told} as shelf.",)


@pytest.mark.parametrize(("made", "value", "told"), [("bool", True, '"true"'), ("json", {"a": "é"}, '`{"a": "é"}`')])
def test_other_values_are_as_in_a_request(made: str, value: Any, told: str) -> None:
    data = deepcopy(LIBRARY)
    add(data, {"name": "shelf", "type": made})
    found = change(plan_of(LIBRARY, "sqlite"), plan_of(data, "sqlite"), (), {"Book.shelf": value})
    assert found.fills == (f"Rows of books that are there get {told} as shelf.",)


def test_without_any_nothing_is_told(engine: Engine) -> None:
    plan = plan_of(LIBRARY, engine.id)
    data = deepcopy(LIBRARY)
    add(data, {"name": "shelf", "required": True, "default": "A1"})
    without_checks(data)
    assert change(plan, plan_of(data, engine.id)).fills == ()


HEX = {"sqlite": "hex(CAST({} AS BLOB))", "postgresql": "upper(encode(convert_to({}, 'UTF8'), 'hex'))"}
MARKS = st.text(st.sampled_from("'\"\\`;-/*$%:{}()\n\r\t\x1f?@ xE\u2028\u202e\U0001f600"), max_size=12)
HOSTILE = st.one_of(MARKS, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12))


def written_as_given(engine: Engine, value: str) -> None:
    """The very text stands in a column that came and in one that was there."""
    data = deepcopy(LIBRARY)
    add(data, {"name": "shelf", "required": True})
    attribute(data, "isbn")["required"] = True
    old, new = plan_of(LIBRARY, engine.id), plan_of(data, engine.id)
    found = change(old, new, (), {"Book.shelf": value, "Book.isbn": value})
    assert all(len(told.splitlines()) == 1 for told in found.fills)
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.seed(old, "UPDATE books SET isbn = NULL")
        trial.run(new, found.up)
        wanted = value.encode().hex().upper()
        shown = ", ".join(HEX[engine.id].format(name) for name in ("shelf", "isbn"))
        assert trial.ask(f"SELECT DISTINCT {shown} FROM books") == [[wanted, wanted]]


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_a_hostile_text_is_only_a_text_in_sqlite(sqlite: Engine, value: str) -> None:
    written_as_given(sqlite, value)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(HOSTILE)
def test_a_hostile_text_is_only_a_text_in_postgresql(postgresql: Engine, value: str) -> None:
    written_as_given(postgresql, value)
