"""Changes of a schema that holds rows, on the real engines: what stays, what goes, and what stops them."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

import pytest

from tests.tools.database_designer.changes.library import (
    LIBRARY,
    Data,
    add,
    attribute,
    attribute_renamed,
    circle_added,
    drop,
    entity,
    entity_added,
    entity_dropped,
    entity_renamed,
    entity_required,
    name_given_again,
    relationship,
    relationship_renamed,
    renamed,
    retargeted,
    retyped,
    swapped,
    with_defaults,
)
from tests.tools.database_designer.changes.trials import Trial
from tests.tools.database_designer.plans import DATASTORES, plan_of
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import change, reverse_ddl
from tools.errors import CheckFailed, Contradiction
from tools.validators.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class Case:
    """`edit` makes the new Blueprint; of each pair in `same`, the query before and the one after have one answer."""

    edit: Callable[[Data], object]
    renames: tuple[Edit, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    losses: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    stops: bool = False
    """Rows as they are do not meet the needs."""
    first: tuple[str, ...] = ()
    """What is done to the rows before."""
    back: bool = True
    """The way back keeps what `same` tells."""


A, E, R = PartKind.ATTRIBUTE, PartKind.ENTITY, PartKind.RELATIONSHIP
LINK_KEYS = "SELECT book_id, tag_id, position FROM book_tags ORDER BY 1, 2"
BOOKS = ("SELECT title, isbn, pages, genre FROM books ORDER BY id",) * 2
LINKS = ("SELECT count(*), count(book_id), count(tag_id), sum(position) FROM book_tags",) * 2

CASES = {
    "nothing": Case(lambda data: None, same=(BOOKS, LINKS)),
    "attribute renamed": Case(
        attribute_renamed,
        (
            renamed(A, "Book.title", "heading"),
            renamed(A, "Book.published", "out_on"),
            renamed(A, "Book.heading", "name"),
        ),
        (("SELECT title, published FROM books ORDER BY id", "SELECT name, out_on FROM books ORDER BY id"), LINKS),
    ),
    "entity renamed": Case(
        entity_renamed,
        (renamed(E, "Book", "Novel"), renamed(E, "Tag", "Motif")),
        (
            ("SELECT title, theme_id FROM books ORDER BY id", "SELECT title, theme_id FROM novels ORDER BY id"),
            (LINK_KEYS, "SELECT novel_id, motif_id, position FROM novel_tags ORDER BY 1, 2"),
        ),
    ),
    "relationship renamed": Case(
        relationship_renamed,
        (
            renamed(R, "Book.author", "writer"),
            renamed(R, "Book.tags", "labels"),
            renamed(A, "Book.labels.position", "place"),
        ),
        (
            ("SELECT author_id FROM books ORDER BY id", "SELECT writer_id FROM books ORDER BY id"),
            (LINK_KEYS, "SELECT book_id, tag_id, place FROM book_labels ORDER BY 1, 2"),
        ),
    ),
    "two names swapped": Case(
        swapped,
        (renamed(A, "Book.published", "x"), renamed(A, "Book.returned", "published"), renamed(A, "Book.x", "returned")),
        (("SELECT published, returned FROM books ORDER BY id", "SELECT returned, published FROM books ORDER BY id"),),
    ),
    "a name left and given again": Case(
        name_given_again,
        (renamed(A, "Book.isbn", "code"),),
        (("SELECT isbn, NULL FROM books ORDER BY id", "SELECT code, isbn FROM books ORDER BY id"),),
    ),
    "entity added": Case(entity_added, same=(BOOKS, LINKS)),
    "entity added that all rows must name": Case(
        entity_required, needs=("books must be empty: shop_id is required and has no default.",), stops=True
    ),
    "entities in a circle added": Case(circle_added, same=(BOOKS, LINKS)),
    "entity dropped": Case(
        entity_dropped,
        same=(BOOKS,),
        losses=(
            "Dropping tags loses its rows.",
            "Dropping book_tags loses its rows.",
            "Dropping books.theme_id loses its values.",
        ),
    ),
    "required with a default": Case(
        with_defaults,
        same=(BOOKS, ("SELECT count(*), 3 FROM books", "SELECT count(seen), max(stars) FROM books")),
    ),
    "required without a default": Case(
        lambda data: add(data, {"name": "shelf", "required": True}),
        needs=("books must be empty: shelf is required and has no default.",),
        stops=True,
    ),
    "made required": Case(
        lambda data: attribute(data, "returned").update(required=True),
        needs=("books.returned must not be null in any row.",),
        stops=True,
        first=("UPDATE books SET returned = NULL",),
    ),
    "made optional": Case(lambda data: attribute(data, "title").update(required=False), same=(BOOKS,)),
    "made unique": Case(
        lambda data: attribute(data, "published").update(unique=True),
        needs=("No two rows of books may have the same published.",),
    ),
    "no longer unique": Case(lambda data: attribute(data, "title").update(unique=False), same=(BOOKS,)),
    "attribute dropped": Case(
        lambda data: drop(data, "isbn"), losses=("Dropping books.isbn loses its values.",), same=(LINKS,)
    ),
    "types that take the values": Case(
        retyped,
        same=(
            ("SELECT title, genre FROM books ORDER BY id",) * 2,
            ("SELECT count(returned) FROM books",) * 2,
        ),
        back=False,
    ),
    "a type that does not": Case(
        lambda data: attribute(data, "isbn").update(type="int32", max_length=None),
        losses=("Changing books.isbn from string to int32 loses its values.",),
    ),
    "narrower": Case(
        lambda data: (attribute(data, "title").update(max_length=2), attribute(data, "pages").update(minimum=9)),
        needs=(
            "books.title must have at most 2 characters in every row.",
            "books.pages must be at least 9 in every row.",
        ),
        stops=True,
    ),
    "wider": Case(
        lambda data: (attribute(data, "title").update(max_length=200), attribute(data, "pages").update(minimum=0)),
        same=(BOOKS,),
    ),
    "value of an enum added": Case(
        lambda data: attribute(data, "genre").update(values=["poem", "fact", "it's", "fiction"]), same=(BOOKS,)
    ),
    "value of an enum removed": Case(
        lambda data: attribute(data, "genre").update(values=["fiction"], default=None),
        needs=("books.genre must be one of 'fiction' in every row.",),
        stops=True,
    ),
    "default changed": Case(lambda data: attribute(data, "price").update(default="2.00"), same=(BOOKS,)),
    "default gone": Case(lambda data: attribute(data, "genre").update(default=None), same=(BOOKS,)),
    "many-to-many added": Case(
        lambda data: data["relationships"].append(
            {"name": "fans", "from": "Author", "to": "Author", "cardinality": "many_to_many"}
        ),
        same=(BOOKS, LINKS),
    ),
    "soft deletion, versions": Case(
        lambda data: entity(data, "Book").update(soft_delete=True, optimistic_lock=True),
        same=(BOOKS, ("SELECT count(*), 1 FROM books", "SELECT count(version), max(version) FROM books")),
    ),
    "moments of making": Case(
        lambda data: entity(data, "Author").update(timestamps=False),
        losses=("Dropping authors.created_at loses its values.", "Dropping authors.updated_at loses its values."),
    ),
    "another key": Case(
        lambda data: entity(data, "Tag").update(key={"kind": "uuid"}),
        losses=(
            "Making tags anew with another key loses its rows.",
            "Making book_tags anew with another key loses its rows.",
            "Changing books.theme_id from int64 to uuid loses its values.",
        ),
        same=(BOOKS,),
    ),
    "a reference elsewhere": Case(
        retargeted,
        losses=("Making books.sequel_id anew loses its values: what it holds or refers to is another thing now.",),
        same=(BOOKS,),
    ),
    "another rule on delete": Case(
        lambda data: relationship(data, "author").update(on_delete="restrict"), same=(BOOKS, LINKS)
    ),
    "a rule": Case(
        lambda data: entity(data, "Book")["checks"].append(
            {"name": "thick", "that": "row.pages > 2000000000", "message": "It is thick."}
        ),
        needs=("Every row of books must pass a check: It is thick.",),
        stops=True,
    ),
    "a rule gone": Case(lambda data: entity(data, "Book").update(checks=[]), same=(BOOKS,)),
    "an index that is unique": Case(
        lambda data: entity(data, "Author").update(indexes=[{"attributes": ["-name"], "unique": True}]),
        needs=("No two rows of authors may have the same name.",),
        stops=True,
        first=("UPDATE authors SET name = 'x'",),
    ),
    "an index and a description": Case(
        lambda data: (
            entity(data, "Book").update(indexes=[{"attributes": ["genre", "-published"]}], description="It's \\ read."),
            attribute(data, "title").pop("description"),
        ),
        same=(BOOKS,),
    ),
}


@pytest.fixture(params=DATASTORES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


@cache
def library(datastore: str) -> RenderPlan:
    return plan_of(LIBRARY, datastore)


@pytest.mark.parametrize("name", CASES)
def test_a_change_with_rows(engine: Engine, name: str) -> None:
    case = CASES[name]
    data = deepcopy(LIBRARY)
    case.edit(data)
    old, new = library(engine.id), plan_of(data, engine.id)
    found = change(old, new, case.renames)
    assert (found.losses, found.needs) == (case.losses, case.needs)
    with engine.database() as database:
        trial = Trial(engine, database)
        before = trial.make(old)
        trial.seed(old, *case.first)
        rows = trial.ask(*(query for query, _ in case.same))
        if case.stops:
            counted = trial.ask("SELECT count(*) FROM books")
            with pytest.raises(CheckFailed):
                trial.run(new, found.up)
            assert (trial.told(), trial.ask("SELECT count(*) FROM books")) == (before, counted)
            trial.empty(old)
        trial.run(new, found.up)
        assert trial.ask(*(query for _, query in case.same)) == rows
        after = trial.told()
        trial.run(old, found.down)
        assert trial.told() == before
        assert not case.back or trial.ask(*(query for query, _ in case.same)) == rows
        assert trial.make(new, *reverse_ddl(old)) == after


def test_another_datastore_is_no_change() -> None:
    with pytest.raises(Contradiction, match="sqlite"):
        change(library("postgresql"), library("sqlite"))


def test_a_managed_column_that_only_sounds_like_the_backend_s_own_is_not_filled(engine: Engine) -> None:
    data = deepcopy(LIBRARY)
    add(data, {"name": "version", "required": True, "managed": True}, "Tag")
    found = change(library(engine.id), plan_of(data, engine.id))
    assert found.needs == ("tags must be empty: version is required and has no default.",)
