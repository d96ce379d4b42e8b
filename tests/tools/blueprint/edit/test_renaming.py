"""Renames: all that mentions a part follows, by what it means there, and nothing else changes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.tools.blueprint.edit.bookshop import bookshop, edited, empty, look, put, remove, rename
from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints
from tests.tools.blueprint.test_resolve import EXAMPLES
from tools.blueprint.document import from_data, load
from tools.blueprint.edit import PartKind, names_of
from tools.blueprint.model import Blueprint, every_step
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs import registry

STACK = registry.stack("fastapi", "sqlite")
ADD = "operations/add_book"

TITLE = rename("attribute", "Book.title", "name")
SLUG = rename("attribute", "Book.slug", "handle")
AUTHOR = rename("relationship", "Book.author", "creator")
BOOK = rename("entity", "Book", "Work")
STARS = rename("attribute", "Review.stars", "rating")
CASES: list[tuple[dict[str, Any], str, Any]] = [
    # An attribute, where it is listed.
    (TITLE, "entities/Book/attributes/name/max_length", 200),
    (TITLE, "entities/Book/uniques/0", ["author", "name"]),
    (TITLE, "entities/Book/indexes/0/attributes", ["-published_on", "name"]),
    (rename("attribute", "Book.published_on", "day"), "entities/Book/indexes/0/attributes", ["-day", "title"]),
    (TITLE, "views/BookCard/fields/name/source", "name"),
    (TITLE, "views/BookCard/fields/label/source", "name"),
    (TITLE, "operations/browse/steps/0/filters", ["name", "author"]),
    (TITLE, "operations/browse/steps/0/sorts", ["name"]),
    (TITLE, "operations/browse/steps/0/search", ["name"]),
    (rename("attribute", "Book.price", "cost"), "operations/measure/steps/0/measures/worth", "sum(cost)"),
    (rename("attribute", "Book.published_on", "day"), "operations/measure/steps/0/buckets/month", "month(day)"),
    (rename("attribute", "Book.state", "phase"), "operations/measure/steps/0/group_by", ["author", "phase"]),
    (rename("attribute", "Book.state", "phase"), "patterns/sell/transition", "Book.phase"),
    (rename("attribute", "Book.sold_at", "at"), "patterns/sell/stamp", "at"),
    (SLUG, "patterns/sell/key", "handle"),
    (TITLE, "events/book_added/data/title/attribute", "Book.name"),
    (rename("attribute", "Member.email", "login_name"), "auth/login", "login_name"),
    (rename("attribute", "Tag.label", "word"), "views/BookCard/fields/tag_names/show", "word"),
    (rename("attribute", "Tag.label", "word"), "views/BookCard/fields/tag_names/order", ["-tags.position", "word"]),
    (rename("attribute", "Book.tags.position", "rank"), "views/TagLine/fields/rank/source", "tags.rank"),
    (rename("attribute", "Book.tags.position", "rank"), "views/BookCard/fields/tag_names/order/0", "-tags.rank"),
    # In expressions, of its own rows alone, and never inside a text.
    (TITLE, "entities/Book/checks/priced/that", 'row.price >= 0 && row.name != ""'),
    (TITLE, "views/AuthorLine/fields/titles/value", 'row.books.count(b, b.name != "row.title")'),
    (TITLE, f"{ADD}/steps/1/check", "!author.books.exists(b, b.name == input.name)"),
    (TITLE, f"{ADD}/steps/3/data/title", "book.name"),
    (STARS, "views/BookCard/fields/best/value", "row.reviews.max(r, r.rating)"),
    (STARS, "operations/clear_reviews/steps/2/where", "row.rating < book.stars"),
    (STARS, "operations/clear_reviews/steps/2/set", {"rating": "row.rating + 1"}),
    (STARS, "operations/clear_reviews/steps/3/set", {"stars": "null"}),
    (rename("attribute", "Book.stars", "rating"), "operations/clear_reviews/steps/2/where", "row.stars < book.rating"),
    (rename("attribute", "Author.name", "title"), "views/BookCard/fields/writer_name/value",
     'row.author.title == "row.author.name"'),
    # What is sent for it.
    (TITLE, f"{ADD}/inputs/name/attribute", "Book.name"),
    (TITLE, f"{ADD}/steps/2/accept", ["name", "slug", "author_id"]),
    (TITLE, f"{ADD}/wrapper", "book"),
    (SLUG, "operations/read_by_slug/path", "/by-slug/{handle}"),
    (SLUG, "operations/read_by_slug/steps/0/where", "row.handle == input.handle"),
    (rename("attribute", "Book.price", "cost"), f"{ADD}/inputs/value/attribute", "Book.cost"),
    (rename("attribute", "Book.price", "cost"), f"{ADD}/steps/2/set/cost", "input.value == null ? 1 : input.value"),
    (STARS, "operations/review_all/inputs/items/fields/rating/attribute", "Review.rating"),
    (STARS, "operations/review_all/steps/0/steps/0/check", "item.rating > 0"),
    (STARS, "operations/review_all/steps/0/steps/1/accept", ["book_id", "rating", "title"]),
    # A relationship, and the column that refers.
    (AUTHOR, "entities/Book/uniques/0", ["creator", "title"]),
    (AUTHOR, f"{ADD}/inputs/creator_id/attribute", "Book.creator"),
    (AUTHOR, f"{ADD}/steps/0/where", "row.id == input.creator_id"),
    (AUTHOR, f"{ADD}/steps/0/as", "author"),
    (AUTHOR, f"{ADD}/steps/2/accept", ["title", "slug", "creator_id"]),
    (AUTHOR, "operations/browse/steps/0/order", ["-published_on", "creator_id"]),
    (AUTHOR, "operations/browse/steps/0/where", 'viewer.id != null || row.creator.name != "x"'),
    (AUTHOR, "views/BookCard/fields/creator_id/source", "creator_id"),
    (AUTHOR, "views/BookCard/fields/creator/view", "AuthorLine"),
    (rename("relationship", "Book.tags", "words"), "views/TagLine/fields/position/source", "words.position"),
    (rename("relationship", "Book.tags", "words"), "views/BookCard/fields/tag_names/order/0", "-words.position"),
    (rename("relationship", "Review.writer", "critic"), "entities/Review/owner", "critic"),
    (rename("relationship", "Review.writer", "critic"), "operations/review_all/steps/0/steps/1/set",
     {"critic_id": "viewer.id"}),
    # An entity; what is only called like it stays.
    (BOOK, "relationships/book/to", "Work"),
    (BOOK, "relationships/author/from", "Work"),
    (BOOK, "resources/Work/actions", ["list", "read", "update"]),
    (BOOK, "permissions/Work/allow", ["public"]),
    (BOOK, "patterns/sell/transition", "Work.state"),
    (BOOK, f"{ADD}/group", "Work"),
    (BOOK, f"{ADD}/steps/2/create", "Work"),
    (BOOK, "operations/review_all/inputs/items/fields/book_id/attribute", "Review.book"),
    (rename("entity", "Member", "Person"), "auth/account", "Person"),
    # All else.
    (rename("role", "clerk", "staff"), f"{ADD}/access/roles", ["staff"]),
    (rename("role", "clerk", "staff"), "permissions/Tag/allow", ["staff", "reader"]),
    (rename("role", "clerk", "staff"), "operations/clear_reviews/steps/1/check", 'viewer.role == "staff"'),
    (rename("view", "AuthorLine", "Byline"), "views/BookCard/fields/author/view", "Byline"),
    (rename("view", "BookCard", "Card"), f"{ADD}/response/view", "Card"),
    (rename("event", "book_added", "added"), f"{ADD}/steps/3/emit", "added"),
    (rename("operation", "add_book", "make_book"), "operations/make_book/path", "/all-books"),
    (rename("pattern", "transition Book.state sell", "close"), "patterns/close/to", "sold"),
    (rename("pattern", "transition Book.state", "close"), "patterns/close/to", "sold"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "path", "expected"), CASES)
def test_what_mentions_a_part_follows(edit: dict[str, Any], path: str, expected: Any) -> None:
    made = edited(bookshop(), edit)
    assert look(made, path) == expected
    resolve(made, STACK)


def test_nothing_else_changes() -> None:
    there = edited(bookshop(), TITLE, AUTHOR, BOOK, STARS)
    back = (
        rename("attribute", "Review.rating", "stars"),
        rename("entity", "Work", "Book"),
        rename("relationship", "Book.creator", "author"),
        rename("attribute", "Book.name", "title"),
    )
    assert edited(there, *back) == bookshop()


def test_the_view_that_stands_for_an_entity_follows_it() -> None:
    own = put("view", "Tag", {"entity": "Tag", "fields": [{"name": "label", "source": "label"}]})
    made = edited(bookshop(), own, rename("entity", "Tag", "Word"))
    assert look(made, "views/Word/entity") == "Word"


def test_a_name_that_is_derived_from_the_source_follows_it() -> None:
    shelf = put("entity", "Shelf", {"attributes": [{"name": "place", "type": "string"}]})
    holds = put("relationship", "Shelf.books", {"to": "Book", "cardinality": "one_to_many"})
    shown = put("view", "Placed", {"entity": "Book", "fields": [{"name": "shelf_id", "source": "shelf_id"}]})
    made = edited(bookshop(), shelf, holds, shown, rename("entity", "Shelf", "Rack"))
    assert look(made, "views/Placed/fields/rack_id/source") == "rack_id"


def test_attributes_that_a_pattern_wants_alike_are_renamed_together() -> None:
    wiki = load(Path("tests/blueprints/wiki.yaml").read_bytes())
    made = edited(wiki, rename("attribute", "Page.title", "heading"))
    assert look(made, "entities/PageVersion/attributes/heading") is not None
    resolve(made, STACK)


SHARED = {
    "method": "POST", "path": "/pairs", "access": {"public": True}, "response": {"status": 204},
    "inputs": [{"name": "label", "attribute": "Tag.label", "required": True}],
    "steps": [{"create": "Tag", "as": "tag", "accept": ["label"]}, {"create": "Word", "as": "w", "accept": ["label"]}],
}  # fmt: skip
WORD = put("entity", "Word", {"attributes": [{"name": "label", "type": "string"}]})


def test_an_input_of_two_entities_keeps_its_name_and_is_set() -> None:
    made = edited(bookshop(), WORD, put("operation", "pair", SHARED), rename("attribute", "Word.label", "text"))
    assert look(made, "operations/pair/steps/0/accept") == ["label"]
    assert look(made, "operations/pair/steps/1") == {"create": "Word", "as": "w", "set": {"text": "input.label"}}
    resolve(made, STACK)


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [("Transfer.amount", "amount", ["amount", "reference"]), ("Entry.amount", "total", ["total", "reference"])],
)
def test_an_input_follows_the_column_that_it_goes_into(name: str, sent: str, kept: list[str]) -> None:
    wallet = load(Path("tests/blueprints/wallet.yaml").read_bytes())
    made = edited(wallet, rename("attribute", name, "total"))
    assert look(made, "operations/deposit/inputs/1/name") == sent
    assert look(made, "operations/deposit/steps/4/accept") == kept


def test_what_is_told_of_a_file_follows_it() -> None:
    scan = {
        "group": "Book", "method": "PUT", "path": "/scans/{id}", "access": {"roles": ["clerk"]},
        "inputs": [{"name": "id", "in": "path", "attribute": "Book.id", "required": True},
                   {"name": "scan", "in": "file", "attribute": "Book.scan", "required": True}],
        "steps": [{"find": "Book", "as": "book", "where": "row.id == input.id"},
                  {"check": 'input.scan_media_type == "image/png" && size(input.scan) > 9', "else": "conflict"},
                  {"update": "book", "set": {"scan": "input.scan"}}],
        "response": {"file": "book.scan", "file_name": "input.scan_name"},
    }  # fmt: skip
    scanned = put("attribute", "Book.scan", {"type": "binary"})
    made = edited(bookshop(), scanned, put("operation", "scan", scan), rename("attribute", "Book.scan", "page"))
    assert look(made, "operations/scan/inputs/page/attribute") == "Book.page"
    assert look(made, "operations/scan/steps/1/check") == 'input.page_media_type == "image/png" && size(input.page) > 9'
    assert look(made, "operations/scan/response") == {"file": "book.page", "file_name": "input.page_name"}


def test_one_that_may_be_left_out_is_not_set_where_that_means_something_else() -> None:
    word = put("attribute", "Word.label", {"default": "none"})
    optional = {**SHARED, "inputs": [{"name": "label", "attribute": "Tag.label"}]}
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), WORD, word, put("operation", "pair", optional), rename("attribute", "Word.label", "text"))
    assert (refused.value.code, refused.value.path) == ("name-shared", "edits[3].to")


def test_an_input_or_field_whose_new_name_is_taken_keeps_its_own() -> None:
    made = edited(bookshop(), rename("attribute", "Book.slug", "value"), rename("attribute", "Book.title", "label"))
    assert look(made, f"{ADD}/inputs/slug/attribute") == "Book.value"
    assert look(made, f"{ADD}/steps/2/set")["value"] == "input.slug"
    assert look(made, "views/BookCard/fields/title/source") == "label"


def test_a_role_follows_into_what_callers_choose_from() -> None:
    promote: dict[str, Any] = {
        "group": "Member", "method": "PUT", "path": "/promotions/{id}", "response": {"status": 204},
        "access": {"roles": ["clerk"]},
        "inputs": [{"name": "id", "in": "path", "attribute": "Member.id", "required": True},
                   {"name": "grade", "type": "enum", "values": ["reader", "clerk"], "required": True}],
        "steps": [{"find": "Member", "as": "who", "where": 'row.id == input.id && row.role in ["reader", "clerk"]'},
                  {"update": "who", "set": {"role": "input.grade"}}],
    }  # fmt: skip
    fixed = {**promote, "path": "/demotions/{id}", "inputs": promote["inputs"][:1]}
    fixed["steps"] = [
        promote["steps"][0],
        {"update": "who", "set": {"role": 'viewer.id == row.id ? "clerk" : "reader"'}},
    ]
    made = edited(
        bookshop(), put("operation", "promote", promote), put("operation", "demote", fixed),
        rename("role", "clerk", "staff"),
    )  # fmt: skip
    assert look(made, "operations/promote/inputs/grade/values") == ["reader", "staff"]
    assert look(made, "operations/promote/steps/0/where") == 'row.id == input.id && row.role in ["reader", "staff"]'
    assert look(made, "operations/demote/steps/1/set/role") == 'viewer.id == row.id ? "staff" : "reader"'


@pytest.mark.parametrize(
    ("edit", "code", "said"),
    [
        (rename("attribute", "Book.titel", "name"), "unknown-part", "Book.title"),
        (rename("attribute", "Bok.title", "name"), "unknown-part", "Book.title"),
        (rename("attribute", "title", "name"), "unknown-part", "Book.title"),
        (rename("entity", "Boook", "Work"), "unknown-part", "Book"),
        (rename("port", "payments", "pay"), "unknown-part", "no port at all"),
        (rename("attribute", "Book.title", "slug"), "name-taken", "Book.slug"),
        (rename("attribute", "Book.title", "author"), "name-taken", "Book.author"),
        (rename("attribute", "Book.title", "author_id"), "name-taken", "author_id"),
        (rename("attribute", "Book.title", "reviews"), "name-taken", "Book.reviews"),
        (rename("relationship", "Book.author", "tags"), "name-taken", "Book.tags"),
        (rename("entity", "Book", "Author"), "name-taken", "Author"),
        (rename("entity", "Book", "BookCard"), "name-taken", "BookCard"),
        (rename("view", "BookCard", "Tag"), "name-taken", "Tag"),
        (rename("role", "clerk", "reader"), "name-taken", "reader"),
        (rename("attribute", "Book.title", "Bad Name"), "wrong-value", "snake_case"),
        (rename("attribute", "Book.title", "x; DROP TABLE y"), "wrong-value", "snake_case"),
        (rename("attribute", "Book.title", "true"), "bad-expression", "row.true"),
        (rename("entity", "Book", "book"), "wrong-value", "PascalCase"),
        (rename("permission", "Book.read", "look"), "no-name", "permission"),
        (rename("setting", "title", "name"), "no-name", "setting"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_told(edit: dict[str, Any], code: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), edit)
    assert refused.value.code == code
    assert said in str(refused.value)
    assert refused.value.path.startswith("edits[0]")


@pytest.mark.parametrize(("example", "name"), [("polls", "Award.quantity"), ("wiki", "Booking.amount")])
def test_a_name_that_a_pattern_goes_by_stays(example: str, name: str) -> None:
    with pytest.raises(BadInput, match="knows"):
        edited(load(Path(f"tests/blueprints/{example}.yaml").read_bytes()), rename("attribute", name, "other"))


def test_what_is_no_expression_stays_as_it_is() -> None:
    broken = put("entity", "Tag", {"checks": [{"name": "odd", "that": "row.label =="}]})
    made = edited(bookshop(), broken, rename("attribute", "Tag.label", "word"))
    assert look(made, "entities/Tag/checks/odd/that") == "row.label =="


def test_an_empty_blueprint_has_nothing_to_rename_or_remove() -> None:
    for kind in PartKind:
        for edit in (rename(kind, "Book.title", "x"), remove(kind, "Book.title")):
            with pytest.raises(BadInput):
                edited(empty(), edit)


KINDS = (PartKind.ENTITY, PartKind.ATTRIBUTE, PartKind.RELATIONSHIP, PartKind.VIEW, PartKind.ROLE, PartKind.EVENT)
FRESH = {PartKind.ENTITY: "Zebra", PartKind.VIEW: "Zebra"}


def _there_and_back(blueprint: Blueprint, kind: PartKind, name: str) -> Blueprint:
    """The Blueprint with a new name; taking it back makes the one before."""
    to = FRESH.get(kind, "zz_fresh")
    head, dot, old = name.rpartition(".")
    made = edited(blueprint, rename(kind, name, to))
    if _accepted(made) == _accepted(blueprint):
        assert edited(made, rename(kind, f"{head}{dot}{to}", old)) == blueprint
    return made


def _accepted(blueprint: Blueprint) -> int:
    """How much steps take over from what is sent; what is set in its place is not taken back."""
    steps = (step for item in blueprint.operations for step in every_step(item.steps))
    return sum(len(getattr(step, "accept", ())) for step in steps)


def _renameable(blueprint: Blueprint, kind: PartKind) -> list[str]:
    """Names that no pattern goes by."""
    by_name = {
        name
        for pattern in blueprint.patterns
        for name in (f"{getattr(pattern, 'record', '')}.quantity", f"{getattr(pattern, 'entries', '')}.amount")
    }
    return [name for name in names_of(blueprint, kind) if name not in by_name]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_parts_of_examples_are_renamed_and_the_result_resolves(path: Path) -> None:
    blueprint = load(path.read_bytes())
    for place, kind in enumerate(KINDS):
        names = _renameable(blueprint, kind)
        for name in names[place % 3 :: max(1, len(names) // 2)]:
            resolve(_there_and_back(blueprint, kind, name), STACK)


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck), deadline=None)
@given(blueprints().flatmap(with_operations), st.data())
def test_any_part_of_any_blueprint_is_renamed_there_and_back(data: dict[str, Any], choice: st.DataObject) -> None:
    blueprint = from_data(data)
    kind = choice.draw(st.sampled_from([kind for kind in KINDS if _renameable(blueprint, kind)]))
    name = choice.draw(st.sampled_from(_renameable(blueprint, kind)))
    resolve(_there_and_back(blueprint, kind, name), STACK)
