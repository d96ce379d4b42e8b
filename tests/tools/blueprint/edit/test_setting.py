"""Set: a part is added, or the fields change that the value names; all else stays."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.tools.blueprint.edit.bookshop import bookshop, edited, empty, look, put
from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints
from tests.tools.blueprint.test_resolve import EXAMPLES
from tools.blueprint.document import MAX_DEPTH, from_data, load, to_data
from tools.blueprint.edit import pattern_name
from tools.blueprint.model import Blueprint
from tools.errors import BadInput

FLAT = (
    ("entities", "entity"), ("operations", "operation"), ("views", "view"), ("events", "event"), ("ports", "port"),
    ("roles", "role"),
)  # fmt: skip


def edits_of(blueprint: Blueprint) -> list[dict[str, Any]]:
    """What makes the Blueprint out of nothing."""
    data = to_data(blueprint)
    made = [put("setting", name, data[name]) for name in ("name", "title", "description") if name in data]
    made += [put("setting", name, data[name]) for name in ("api", "auth", "non_functionals") if name in data]
    for field, part in FLAT:
        made += [put(part, item["name"], item) for item in data.get(field, ())]
    made += [put("relationship", f"{item['from']}.{item['name']}", item) for item in data.get("relationships", ())]
    made += [put("resource", item["entity"], item) for item in data.get("resources", ())]
    for pattern, item in zip(blueprint.patterns, data.get("patterns", ()), strict=True):
        made.append(put("pattern", pattern_name(pattern), item))
    for item in data.get("permissions", ()):
        made += [put("permission", f"{item['entity']}.{name}", {"allow": item["allow"]}) for name in item["actions"]]
    return made


def _rebuilt(blueprint: Blueprint) -> None:
    made = edited(empty(), *edits_of(blueprint))
    assert made.model_copy(update={"permissions": ()}) == blueprint.model_copy(update={"permissions": ()})
    assert _rules(made) == _rules(blueprint)
    assert edited(made, *edits_of(blueprint)) == made


def _rules(blueprint: Blueprint) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(item.entity, action, item.allow) for item in blueprint.permissions for action in item.actions}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_made_of_edits(path: Any) -> None:
    _rebuilt(load(path.read_bytes()))


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck), deadline=None)
@given(blueprints() | blueprints().flatmap(with_operations))
def test_any_blueprint_is_made_of_edits(data: dict[str, Any]) -> None:
    _rebuilt(from_data(data))


TITLE = "entities/Book/attributes/title"
CASES: list[tuple[dict[str, Any], str, Any]] = [
    (put("attribute", "Book.title", {"unique": True}), f"{TITLE}/max_length", 200),
    (put("attribute", "Book.title", {"unique": True}), f"{TITLE}/unique", True),
    (put("attribute", "Book.title", {"max_length": None}), f"{TITLE}/max_length", None),
    (put("attribute", "Book.title", {"name": "title", "unique": True}), f"{TITLE}/unique", True),
    (put("attribute", "Book.pages", {"type": "int32"}), "entities/Book/attributes/pages/type", "int32"),
    (put("attribute", "Book.pages"), "entities/Book/attributes/7/name", "pages"),
    (put("attribute", "Book.tags.weight", {"type": "int32"}), "relationships/tags/attributes/weight/type", "int32"),
    (put("entity", "Book", {"soft_delete": True}), TITLE + "/type", None),
    (put("entity", "Book", {"soft_delete": True}), "entities/Book/soft_delete", True),
    (put("entity", "Book", {"attributes": [{"name": "title", "unique": True}]}), f"{TITLE}/required", True),
    (put("entity", "Book", {"attributes": [{"name": "pages"}, {"name": "isbn"}]}), "entities/Book/attributes/8/name",
     "isbn"),
    (put("entity", "Book", {"attributes": None}), "entities/Book/attributes", None),
    (put("entity", "Book", {"uniques": [["slug", "state"]]}), "entities/Book/uniques",
     [["author", "title"], ["slug", "state"]]),
    (put("entity", "Book", {"uniques": [["title", "author"]]}), "entities/Book/uniques", [["title", "author"]]),
    (put("entity", "Book", {"uniques": None}), "entities/Book/uniques", None),
    (put("entity", "Book", {"checks": [{"name": "priced", "that": "row.price > 1"}]}), "entities/Book/checks",
     [{"name": "priced", "that": "row.price > 1"}]),
    (put("entity", "Book", {"indexes": [{"attributes": ["slug"]}]}), "entities/Book/indexes/1/attributes", ["slug"]),
    (put("entity", "Shelf"), "entities/Shelf/name", "Shelf"),
    (put("relationship", "Book.author", {"on_delete": "cascade"}), "relationships/author/inverse", "books"),
    (put("relationship", "Book.shelf", {"to": "Tag"}), "relationships/shelf/from", "Book"),
    (put("operation", "measure", {"summary": "Measure."}), "operations/measure/path", "/measures"),
    (put("operation", "browse", {"access": {"roles": ["clerk"]}}), "operations/browse/access", {"roles": ["clerk"]}),
    (put("operation", "add_book", {"response": {"status": 202}}), "operations/add_book/response", {"status": 202}),
    (put("operation", "add_book", {"wrapper": None}), "operations/add_book/wrapper", None),
    (put("view", "TagLine", {"nulls": "left_out"}), "views/TagLine/fields/label/source", "label"),
    (put("role", "boss", {"first": True}), "roles/boss/first", True),
    (put("resource", "Book", {"actions": ["list"]}), "resources/Book/actions", ["list"]),
    (put("resource", "Author"), "resources/Author/entity", "Author"),
    (put("port", "pay", {"calls": [{"name": "ask", "sends": [{"name": "sum"}]}]}), "ports/pay/calls/ask/name", "ask"),
    (put("pattern", "transition Book.state sell", {"stamp": None}), "patterns/sell/from", ["draft"]),
    (put("pattern", "transition Book.state", {"stamp": None}), "patterns/sell/stamp", None),
    (put("pattern", "transition Book.state sell", {"name": "finish"}), "patterns/finish/to", "sold"),
    (put("pattern", "counter Book.stars praise"), "patterns/praise/counter", "Book.stars"),
    (put("pattern", "feed Book latest", {"of": "author.fans"}), "patterns/latest/of", "author.fans"),
    (put("pattern", "history Book", {"versions": "Tag", "restore": None}), "patterns/1/restore", None),
    (put("pattern", "bulk Book", {"create": "load"}), "patterns/1/create", "load"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "path", "expected"), CASES)
def test_fields_change_that_the_value_names(edit: dict[str, Any], path: str, expected: Any) -> None:
    made = edited(bookshop(), edit)
    assert look(made, path) == expected


DEEP: Any = []
for _ in range(MAX_DEPTH + 1):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("edit", "path", "said"),
    [
        (put("attribute", "Book.title", {"tpye": "text"}), "value.tpye", "Extra inputs"),
        (put("attribute", "Book.title", {"type": "strng"}), "value.type", "Input should be"),
        (put("attribute", "Book.title", "text"), "value", "object"),
        (put("attribute", "Book.title", {"name": "other"}), "value.name", "Rename"),
        (put("attribute", "Bok.title"), "name", "Book"),
        (put("attribute", "title"), "name", "Author"),
        (put("attribute", "Book.words.rank"), "name", "Book.tags"),
        (put("attribute", "Book.Bad Name"), "name", "String should match"),
        (put("entity", "book"), "name", "String should match"),
        (put("entity", "Book", {"attributes": [{"name": "title", "max_length": 0}]}), "value.attributes[0].max_length",
         "greater than"),
        (put("entity", "Book", {"attributes": [{"type": "text"}]}), "value.attributes[0].name", "valid string"),
        (put("entity", "Book", {"attributes": ["title"]}), "value.attributes[0]", "by name"),
        (put("entity", "Book", {"attributes": "title"}), "value.attributes", "tuple"),
        (put("entity", "Book", {"uniques": [3]}), "value.uniques[1]", "tuple"),
        (put("entity", "Book", {"key": {"kind": "uid"}}), "value.key.kind", "Input should be"),
        (put("relationship", "Book", {"to": "Tag"}), "name", "String should match"),
        (put("relationship", "Book.author", {"from": "Tag"}), "value.from", "Rename"),
        (put("relationship", "Book.shelf"), "value.to", "Field required"),
        (put("operation", "count", {"method": "GET", "path": "/n"}), "value.steps", "Field required"),
        (put("operation", "browse", {"steps": [{"fnd": "Book"}]}), "value.steps[0]", "discriminator"),
        (put("pattern", "sell"), "name", "transition"),
        (put("pattern", "buy Book.stars now"), "name", "kinds"),
        (put("pattern", "transition Book.state lend", {"from": ["draft"]}), "value.to", "Field required"),
        (put("view", "Line", {"entity": "Book", "fields": []}), "value.fields", "at least 1"),
        (put("operation", "browse", {"steps": DEEP}), "value", "deeply"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_told(edit: dict[str, Any], path: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), edit)
    assert refused.value.path == f"edits[0].{path}"
    assert said in str(refused.value)


def test_two_patterns_are_not_called_alike() -> None:
    lend = put("pattern", "transition Book.state lend", {"from": ["draft"], "to": "sold"})
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), lend, put("pattern", "transition Book.state lend", {"name": "sell"}))
    assert (refused.value.code, refused.value.path) == ("name-taken", "edits[1].value.name")


NAMES = st.sampled_from(["Book", "Book.title", "Book.author", "x", "", "api", "a b", "\x00", "🦊", "transition Book.x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["Book", "title"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "attributes", "uniques", "steps", "to", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=examples(150))
@given(st.sampled_from(["entity", "attribute", "relationship", "operation", "view", "permission", "pattern", "setting",
                        "resource", "role", "event", "port"]), NAMES.filter(bool), VALUES)  # fmt: skip
def test_noise_is_refused_or_makes_a_document(part: str, name: str, value: Any) -> None:
    try:
        made = edited(bookshop(), put(part, name, value))
    except BadInput as refused:
        assert refused.path.startswith("edits[0]")  # noqa: PT017  (most noise is refused)
        return
    assert from_data(to_data(made)) == made
