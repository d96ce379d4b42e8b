"""What rows that exist get where a turn wants a value of them: asked with a default, and done as answered."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import pytest

from agent.chat.existing_rows import OPTIONAL, STOP, settled
from agent.chat.turns import CommandTurn, EditTurn, Turn, UnclearTurn, understand
from agent.chat.versions import Version
from agent.planner import plan
from agent.task import StackWish
from knowledge.rules import Rulebook
from tests.agent.chat.turns.conftest import example
from tests.agent.chat.turns.told import told
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit import Edit, apply, attribute_at, fills_of
from tools.blueprint.model import Blueprint
from tools.errors import BadInput
from tools.packs import registry

STACK = asdict(registry.stack("fastapi", "sqlite"))
Read = Callable[..., Turn]


def version(blueprint: Blueprint) -> Version:
    return Version(
        number=1,
        said="",
        blueprint=to_data(blueprint),
        stack=STACK,
        task_type="generate_backend_code",
        tools=(),
        migrations=(),
        files={},
    )


@pytest.fixture(scope="module")
def read() -> Read:
    """A turn as the grammar reads it, settled."""
    rulebook = Rulebook.shipped()

    def reading(text: str, answers: Mapping[str, str] | None = None, of: str = "library") -> Turn:
        blueprint = example(of)
        turn = understand(text, blueprint, STACK, lambda request: plan(request, rulebook), answers or {})
        return settled(turn, version(blueprint), answers or {})

    return reading


def edits(turn: Turn) -> EditTurn:
    assert isinstance(turn, EditTurn), turn
    return turn


def asked(turn: Turn) -> list[tuple[str, str]]:
    return [(question.id, question.default) for question in edits(turn).questions]


def fills(turn: Turn, of: str = "library") -> dict[str, Any]:
    return fills_of(example(of), edits(turn).edits)


def of_model(*given: dict[str, Any], answers: Mapping[str, str] | None = None, of: str = "library") -> Turn:
    """Edits as a model makes them, settled."""
    made = EditTurn(edits=tuple(Edit.model_validate({"op": "set", **edit}) for edit in given))
    return settled(made, version(example(of)), answers or {})


SHELF = "add a required shelf code to books"
NEW, PAGES = "existing-rows-shelf-code", "existing-rows-pages"


def test_a_new_value_is_optional_unless_somebody_says_what_rows_have(read: Read) -> None:
    turn = read(SHELF)
    assert asked(turn) == [(NEW, OPTIONAL)]
    assert told(turn)[0] == 'set attribute Book.shelf_code {"type": "string", "min_length": 1, "max_length": 64}'
    assert "Book that exist already have as shelf_code? Without a value it is" in edits(turn).questions[0].text


def test_an_answer_is_for_rows_that_exist_and_no_default_of_new_ones(read: Read) -> None:
    turn = read(SHELF, {NEW: "A1"})
    assert asked(turn) == []
    assert fills(turn) == {"Book.shelf_code": "A1"}
    assert len(edits(turn).edits) == 1
    found = attribute_at(apply(example("library"), edits(turn).edits), "Book.shelf_code")
    assert found is not None
    assert (found.required, found.default) == (True, None)


def test_one_that_becomes_required_is_so_and_the_migration_stops(read: Read) -> None:
    turn = read("make pages required")
    assert asked(turn) == [(PAGES, STOP)]
    assert told(turn)[0] == 'set attribute Book.pages {"required": true}'
    assert fills(turn) == {}
    assert "the migration stops where a row has none" in edits(turn).assumptions[0]


@pytest.mark.parametrize("answer", [STOP, "stop", "Stop."])
def test_the_default_may_be_said(answer: str, read: Read) -> None:
    turn = read("make pages required", {PAGES: answer})
    assert asked(turn) == []
    assert told(turn) == ['set attribute Book.pages {"required": true}']


def test_one_that_becomes_required_gets_what_was_answered(read: Read) -> None:
    turn = read("make pages required", {PAGES: "1"})
    assert (asked(turn), fills(turn)) == ([], {"Book.pages": 1})
    assert told(turn) == ['set attribute Book.pages {"required": true}']


@pytest.mark.parametrize("answer", [OPTIONAL, "optional", "Nothing.", "none"])
def test_one_that_should_rather_stay_optional_does(answer: str, read: Read) -> None:
    turn = read("make pages required", {PAGES: answer})
    assert isinstance(turn, UnclearTurn)
    assert turn.reason == "Nothing was changed: Book.pages may be without a value as before."
    among = read("make pages required; rename title to name", {PAGES: answer})
    assert told(among) == ["rename attribute Book.title to name"]
    assert "Book.pages may be without a value as before." in edits(among).assumptions


DUE = "existing-rows-due-on"


def test_one_whose_type_keeps_no_value_is_asked_for(read: Read) -> None:
    turn = read("make due on an integer")
    assert asked(turn) == [(DUE, STOP)]
    assert "exist already have as due_on, whose type changes?" in edits(turn).questions[0].text
    assert edits(turn).assumptions[-1].endswith("the migration stops at any row.")
    assert fills(read("make due on an integer", {DUE: "7"})) == {"Loan.due_on": 7}


def test_one_whose_type_keeps_its_values_is_not(read: Read) -> None:
    assert asked(read("make due on a datetime")) == []


def test_one_whose_type_changes_may_become_optional(read: Read) -> None:
    turn = edits(read("make due on an integer", {DUE: OPTIONAL}))
    found = attribute_at(apply(example("library"), turn.edits), "Loan.due_on")
    assert found is not None
    assert (found.required, found.type.value) == (False, "int32")
    assert turn.assumptions[-1] == "Loan.due_on may be without a value now."


def test_what_else_is_said_of_it_stays(read: Read) -> None:
    turn = read("make pages required and at least 5", {PAGES: "optional"})
    assert told(turn) == ['set attribute Book.pages {"minimum": "5"}']


@pytest.mark.parametrize(
    "text",
    [
        "make title required",
        "make genre required",
        "add a subtitle to books",
        "add a shelf code to books, required, default A1",
        "make pages required, default 5",
        "add a Branch with a name; add a required code to branches",
        "make isbn optional",
        "authors need an email",
        "use sessions",
        "undo",
    ],
)
def test_nothing_is_asked_where_no_answer_would_change_anything(text: str, read: Read) -> None:
    turn = read(text)
    if isinstance(turn, EditTurn):
        assert not [id for id, _ in asked(turn) if id.startswith("existing-rows")]


def test_on_another_datastore_rows_are_carried_over_by_hand(read: Read) -> None:
    turn = edits(read(SHELF)).model_copy(update={"stack": StackWish(datastore="postgresql")})
    assert settled(turn, version(example("library")), {}) == turn


def test_what_stays_under_another_name_is_the_same(read: Read) -> None:
    turn = read("rename pages to page_count; make it required", {"existing-rows-page-count": "7"})
    assert fills(turn) == {"Book.page_count": 7}
    assert asked(read("rename books to items; make pages required")) == [(PAGES, STOP)]


def test_several_that_are_called_alike_are_asked_of_apart(read: Read) -> None:
    text = "add a required code to books; add a required code to authors"
    assert asked(read(text)) == [("existing-rows-author-code", OPTIONAL), ("existing-rows-book-code", OPTIONAL)]
    turn = read(text, {"existing-rows-book-code": "B", "existing-rows-author-code": "A"})
    assert fills(turn) == {"Book.code": "B", "Author.code": "A"}
    one = read(text, {"existing-rows-author-code": "A"})
    assert asked(one) == [("existing-rows-book-code", OPTIONAL)]


@pytest.mark.parametrize(
    ("text", "id", "answer"),
    [
        ("add a required page count to books", "existing-rows-page-count", "many"),
        ("make pages required", PAGES, "0"),
        ("make pages required", PAGES, "1.5"),
        ("make published on required", "existing-rows-published-on", "2026-02-30"),
        (SHELF, NEW, "x" * 65),
        (SHELF, NEW, "a\x00b"),
        (SHELF, NEW, "''"),
        ("add a required colour to books: red, green or blue", "existing-rows-colour", "yellow"),
        ("add a required email to books", "existing-rows-email", "nobody"),
    ],
)
def test_a_value_that_does_not_fit_is_told(text: str, id: str, answer: str, read: Read) -> None:
    with pytest.raises(BadInput, match="cannot be Book") as refused:
        read(text, {id: answer})
    assert refused.value.code == "bad-fill"
    assert OPTIONAL in refused.value.hint


def test_words_that_mean_nothing_may_be_values_where_they_are_listed_or_quoted(read: Read) -> None:
    text = "add a required colour to books: none, red or blue"
    assert fills(read(text, {"existing-rows-colour": "None"})) == {"Book.colour": "none"}
    assert fills(read(SHELF, {NEW: "'none'"})) == {"Book.shelf_code": "none"}


class TestOfAModel:
    def test_what_it_requires_is_asked_about_too(self) -> None:
        edit = {"part": "attribute", "name": "Book.pages", "value": {"required": True}}
        assert asked(of_model(edit)) == [(PAGES, STOP)]
        assert fills(of_model(edit, answers={PAGES: "3"})) == {"Book.pages": 3}

    def test_attributes_among_the_fields_of_an_entity_count(self) -> None:
        edit = {"part": "entity", "name": "Book", "value": {"attributes": [{"name": "code", "required": True}]}}
        turn = of_model(edit)
        assert asked(turn) == [("existing-rows-code", OPTIONAL)]
        found = attribute_at(apply(example("library"), edits(turn).edits), "Book.code")
        assert found is not None
        assert not found.required
        assert fills(of_model(edit, answers={"existing-rows-code": "x"})) == {"Book.code": "x"}

    def test_a_value_of_a_link_counts(self) -> None:
        edit = {"part": "attribute", "name": "Book.tags.weight", "value": {"type": "int32", "required": True}}
        assert asked(of_model(edit)) == [("existing-rows-weight", OPTIONAL)]
        assert fills(of_model(edit, answers={"existing-rows-weight": "1"})) == {"Book.tags.weight": 1}

    def test_what_something_rests_on_cannot_become_optional(self) -> None:
        edits_ = (
            {"part": "attribute", "name": "Member.nick", "value": {"required": True, "unique": True}},
            {"part": "setting", "name": "auth.login", "value": "nick"},
        )
        assert asked(of_model(*edits_)) == [("existing-rows-nick", STOP)]

    def test_edits_that_cannot_be_made_are_told_when_they_are_made(self) -> None:
        edit = {"part": "attribute", "name": "Nothing.x", "value": {"required": True}}
        assert asked(of_model(edit)) == []

    def test_a_managed_value_is_not_asked_for(self) -> None:
        value = {"type": "uuid", "required": True, "managed": True}
        assert asked(of_model({"part": "attribute", "name": "Book.trace", "value": value})) == []


def test_other_turns_stay_as_they_are() -> None:
    for turn in (CommandTurn(command="undo"), UnclearTurn(said="x", reason="y"), EditTurn(edits=())):
        assert settled(turn, version(from_data({"name": "empty"})), {}) == turn
