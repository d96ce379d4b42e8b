"""Removals: what only lists a part goes with it, what computes with it is named and nothing is lost."""

from pathlib import Path
from typing import Any

import pytest

from tests.tools.blueprint.edit.bookshop import bookshop, edited, look, put, remove
from tools.blueprint.document import load
from tools.blueprint.edit import PartKind, names_of
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs import registry

STACK = registry.stack("fastapi", "sqlite")
ADD = "operations/add_book"

REVIEW_TITLE = remove("attribute", "Review.title")
STATE = remove("attribute", "Book.state")
CASES: list[tuple[dict[str, Any], str, Any]] = [
    (REVIEW_TITLE, "entities/Review/attributes/title", None),
    (REVIEW_TITLE, "operations/review_all/inputs/items/fields/title", None),
    (REVIEW_TITLE, "operations/review_all/steps/0/steps/1/accept", ["book_id", "stars"]),
    (STATE, "patterns", None),
    (STATE, "operations/measure/steps/0/group_by", ["author"]),
    (remove("attribute", "Book.published_on"), "entities/Book/indexes", None),
    (remove("attribute", "Book.published_on"), "operations/measure/steps/0/buckets", None),
    (remove("attribute", "Book.published_on"), "operations/browse/steps/0/order", ["author_id"]),
    (remove("attribute", "Book.price"), "entities/Book/checks", None),
    (remove("attribute", "Book.price"), "operations/measure/steps/0/measures", {"n": "count()"}),
    (remove("attribute", "Book.price"), f"{ADD}/steps/2/set", None),
    (remove("attribute", "Book.price"), f"{ADD}/inputs/value", None),
    (remove("attribute", "Book.tags.position"), "views/TagLine/fields/position", None),
    (remove("attribute", "Book.tags.position"), "views/BookCard/fields/tag_names/order", ["label"]),
    (remove("relationship", "Book.tags"), "views/BookCard/fields/tag_names", None),
    (remove("relationship", "Book.tags"), "views/TagLine/fields/position", None),
    (remove("entity", "Tag"), "relationships/tags", None),
    (remove("entity", "Tag"), "resources/Tag", None),
    (remove("entity", "Tag"), "permissions/Tag", None),
    (remove("entity", "Tag"), "views/TagLine", None),
    (remove("entity", "Tag"), "views/BookCard/fields/tag_names", None),
    (remove("permission", "Book.read"), "permissions/Book/actions", ["list"]),
    (remove("permission", "Tag"), "permissions/Tag", None),
    (remove("resource", "Tag"), "resources/Tag", None),
    (remove("pattern", "transition Book.state sell"), "patterns", None),
    (remove("operation", "measure"), "operations/measure", None),
    (remove("setting", "auth.login"), "auth/login", None),
    (remove("view", "TagLine"), "views/TagLine", None),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "path", "expected"), CASES)
def test_what_lists_a_part_goes_with_it(edit: dict[str, Any], path: str, expected: Any) -> None:
    made = edited(bookshop(), edit)
    assert look(made, path) == expected
    resolve(made, STACK)


USED = [
    (remove("attribute", "Book.title"), ("operation add_book.steps[1]", "view AuthorLine.titles", "event book_added")),
    (remove("attribute", "Book.slug"), ("operation read_by_slug",)),
    (remove("attribute", "Review.stars"), ("view BookCard.best", "operation clear_reviews.steps[2]")),
    (remove("attribute", "Book.sold_at"), ("pattern transition Book.state sell",)),
    (remove("attribute", "Member.email"), ("auth",)),
    (remove("attribute", "Tag.label"), ()),
    (remove("relationship", "Book.author"), ("view BookCard.writer_name", "operation browse.steps[0]")),
    (remove("relationship", "Review.writer"), ("entity Review",)),
    (remove("entity", "Author"), ("operation add_book.steps[0]", "view BookCard.writer_name")),
    (remove("entity", "Member"), ("auth", "entity Review")),
    (remove("entity", "Review"), ("view BookCard.best", "operation clear_reviews")),
    (remove("view", "AuthorLine"), ("view BookCard.author",)),
    (remove("view", "BookCard"), ("operation add_book", "operation browse")),
    (remove("event", "book_added"), ("operation add_book.steps[3]",)),
    (remove("role", "clerk"), ("operation add_book", "operation clear_reviews", "permission Book")),
]


@pytest.mark.parametrize(("edit", "users"), USED)
def test_what_computes_with_a_part_keeps_it(edit: dict[str, Any], users: tuple[str, ...]) -> None:
    if not users:
        assert look(edited(bookshop(), edit), "views/TagLine/fields/label") is None
        return
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), edit)
    assert (refused.value.code, refused.value.path) == ("still-used", "edits[0].name")
    for user in users:
        assert user in refused.value.message


def test_it_goes_once_nothing_computes_with_it() -> None:
    first = [
        remove("operation", "clear_reviews"),
        put("view", "BookCard", {"fields": [{"name": "id", "source": "id"}]}),
    ]
    made = edited(bookshop(), *first, remove("entity", "Review"))
    assert look(made, "entities/Review") is None
    assert look(made, "operations/review_all") is None
    resolve(made, STACK)


def test_a_view_in_place_of_the_standard_one_gives_way_to_it() -> None:
    own = put("view", "Tag", {"entity": "Tag", "fields": [{"name": "label", "source": "label"}]})
    shown = put("operation", "browse_tags", {
        "method": "GET", "path": "/browse-tags", "access": {"public": True},
        "steps": [{"list": "Tag", "as": "page"}], "response": {"value": "page", "view": "Tag"},
    })  # fmt: skip
    made = edited(bookshop(), own, shown, remove("view", "Tag"))
    assert look(made, "operations/browse_tags/response/view") == "Tag"
    resolve(made, STACK)


def test_a_role_leaves_lists_that_name_others_too() -> None:
    boss = put("permission", "Tag.create", {"allow": ["boss", "clerk"]})
    made = edited(bookshop(), put("role", "boss"), boss, remove("role", "boss"))
    assert [item.allow for item in made.permissions if item.actions == ("create",)] == [("clerk",)]


def test_owners_stay_when_the_roles_beside_them_go() -> None:
    own = {"roles": ["boss"], "owner": True}
    put_access = put("operation", "review_all", {"access": own})
    made = edited(bookshop(), put("role", "boss"), put_access, remove("role", "boss"))
    assert look(made, "operations/review_all/access") == {"owner": True}


def test_a_name_for_nothing_goes_too() -> None:
    operation = {
        "group": "Tag", "method": "POST", "path": "/label-tags", "access": {"public": True}, "wrapper": "tags",
        "inputs": [{"name": "labels", "many": True, "attribute": "Tag.label", "required": True},
                   {"name": "note", "type": "string", "required": True}],
        "steps": [
            {"let": "loud", "be": "lower(input.note)"},
            {"each": "input.labels", "as": "label", "at": "place", "steps": [
                {"create": "Tag", "as": "tag", "set": {"label": "label", "rank": "place", "note": "loud"}}]},
        ],
        "response": {"status": 204},
    }  # fmt: skip
    made = edited(
        bookshop(),
        put("attribute", "Tag.rank", {"type": "int32"}),
        put("attribute", "Tag.note"),
        put("operation", "label_tags", operation),
        remove("attribute", "Tag.rank"),
        remove("attribute", "Tag.note"),
    )
    assert look(made, "operations/label_tags/inputs/note") is None
    assert look(made, "operations/label_tags/steps/0") == {
        "each": "input.labels", "as": "label", "steps": [{"create": "Tag", "as": "tag", "set": {"label": "label"}}],
    }  # fmt: skip
    resolve(made, STACK)


def test_a_step_that_would_do_nothing_is_a_use() -> None:
    steps = look(bookshop(), "operations/clear_reviews/steps")
    own = put("operation", "clear_reviews", {"steps": [*steps[:2], steps[3]]})
    with pytest.raises(BadInput, match=r"operation clear_reviews.steps\[2\]"):
        edited(bookshop(), own, remove("attribute", "Book.stars"))


@pytest.mark.parametrize(
    ("example", "name", "user"),
    [
        ("polls", "attribute Award.quantity", "pattern stock Prize.left award"),
        ("polls", "relationship Award.prize", "pattern stock Prize.left award"),
        ("wiki", "relationship PageVersion.page", "pattern history Page"),
        ("members", "relationship PasswordReset.member", "pattern reset"),
        ("tickets", "port payments", "operation pay_ticket.steps"),
    ],
)
def test_what_goes_by_a_part_is_named(example: str, name: str, user: str) -> None:
    blueprint = load(Path(f"tests/blueprints/{example}.yaml").read_bytes())
    with pytest.raises(BadInput) as refused:
        edited(blueprint, remove(*name.split()))
    assert user in refused.value.message


def test_versions_keep_no_attribute_that_the_row_has_not() -> None:
    blueprint = load(Path("tests/blueprints/wiki.yaml").read_bytes())
    name = look(blueprint, "entities/PageVersion/attributes")[-1]["name"]
    made = edited(blueprint, remove("attribute", f"Page.{name}"))
    assert look(made, f"entities/PageVersion/attributes/{name}") is None


@pytest.mark.parametrize("example", ["blog", "market", "seats", "wallet", "wiki"])
def test_every_part_goes_or_says_what_needs_it(example: str) -> None:
    blueprint = load(Path(f"tests/blueprints/{example}.yaml").read_bytes())
    gone = 0
    for kind in PartKind:
        for name in names_of(blueprint, kind):
            try:
                made = edited(blueprint, remove(kind, name))
            except BadInput as refused:
                if refused.code != "still-used":
                    raise
                continue
            gone += 1
            assert name not in names_of(made, kind)
    assert gone
