"""The history of a thread, on the real engines: a database that stands at any version can go on to the last one."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.agent.chat.test_filled_rows import Talk
from tests.tools.database_designer.changes.trials import Trial
from tests.tools.database_designer.plans import DATASTORES
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.blueprint.resolve import resolve
from tools.database_migrator import migrations_of
from tools.validators.engines.engine import Engine

BODY, GENRE, TITLE = "existing-rows-body", "existing-rows-genre", "existing-rows-title"
GET = 'Rows of notes that have no body get "it\'s".'
NEW = 'Rows of notes that are there get "essay" as genre.'
Said = str | tuple[str, Mapping[str, str]]
SHELF: Said = "add a shelf to notes"
REQUIRED: Said = ("make body required", {BODY: "it's"})
ADDED: Said = ("add a required genre to notes", {GENRE: "essay"})


def said(datastore: str, *turns: Said) -> Talk:
    """A thread on which all that was said, and answered."""
    talk = Talk(ask=True, datastore=datastore)
    for turn in turns:
        add(talk, turn)
    return talk


def add(talk: Talk, turn: Said) -> list[str]:
    """Says one more thing; what was told of it before it was done."""
    text, answers = (turn, {}) if isinstance(turn, str) else turn
    talk.say(text)
    if talk.asked["questions"]:
        talk.say(answers)
    risks: list[str] = talk.asked["risks"]
    talk.done({"apply": ""})
    return risks


def names(talk: Talk) -> list[str]:
    return [item["name"] for item in talk.versions[-1]["migrations"]]


def plan(version: Mapping[str, Any]) -> RenderPlan:
    return resolve(from_data(version["blueprint"]), Stack(**version["stack"]))


def went_on(talk: Talk, engine: Engine, at: int, first: str, *counts: str) -> list[list[str]]:
    """Of a database with rows that stands at a version, and goes on to the last: all rows, and those that are so."""
    old, new = talk.versions[at - 1], talk.versions[-1]
    history = old["migrations"]
    made = [item["up"] for item in history] or [migrations_of(plan(old))[0].up]
    with engine.database() as database:
        trial = Trial(engine, database)
        for statements in made:
            trial.run(plan(old), statements)
        trial.seed(plan(old), first)
        assert new["migrations"][: len(history)] == history
        for item in new["migrations"][len(made) :]:
            trial.run(plan(new), item["up"])
        assert trial.differs(plan(new)) == []
        return [trial.ask(f"SELECT count(*) FROM notes{where}")[0] for where in ("", *counts)]


@pytest.fixture(params=DATASTORES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


class TestAnotherDatastoreAndBack:
    WENT: tuple[Said, ...] = ("rename title to name", "make it PostgreSQL")
    BACK = (
        "The migrations of sqlite go on from version 2, the last one on it; rows that were written on postgresql since "
        "have to be carried over by hand."
    )

    @pytest.mark.parametrize("back", ["undo", "make it SQLite"])
    def test_its_history_goes_on(self, back: str) -> None:
        talk = said("sqlite", *self.WENT)
        assert add(talk, back) == [self.BACK]
        assert talk.versions[-1]["migrations"] == talk.versions[1]["migrations"]

    def test_what_changed_meanwhile_is_one_migration(self, sqlite: Engine) -> None:
        talk = said("sqlite", *self.WENT, SHELF, "rename name to label", ADDED)
        assert add(talk, "make it SQLite") == [self.BACK, NEW]
        assert names(talk) == ["initial", "rename_note_title_to_name", "rename_note_name_to_label"]
        for version in (1, 2):
            first = f"UPDATE notes SET {'title' if version == 1 else 'name'} = 'kept' || id"
            rows, kept = went_on(talk, sqlite, version, first, " WHERE label = 'kept' || id AND genre = 'essay'")
            assert rows == kept != ["0"]

    def test_what_was_undone_on_the_other_one_is_no_change(self) -> None:
        talk = said("sqlite", *self.WENT, SHELF, "undo", "undo")
        assert talk.versions[-1]["migrations"] == talk.versions[1]["migrations"]

    def test_the_other_one_is_come_back_to_as_well(self, postgresql: Engine) -> None:
        talk = said("sqlite", *self.WENT, SHELF, "make it SQLite", "rename name to label", "make it PostgreSQL")
        assert names(talk) == ["initial", "add_note_shelf", "rename_note_name_to_label"]
        rows, kept = went_on(talk, postgresql, 4, "UPDATE notes SET name = 'a'", " WHERE label = 'a'")
        assert rows == kept != ["0"]

    def test_the_first_time_it_begins_anew(self) -> None:
        talk = said("sqlite", "rename title to name")
        assert [risk for risk in add(talk, "make it PostgreSQL") if "begin anew" in risk]
        assert talk.versions[-1]["migrations"] == []


class TestValuesThatAreKnown:
    def test_turns_that_are_redone_at_once_fill_all_that_they_filled(self, engine: Engine) -> None:
        talk = said(engine.id, REQUIRED, ADDED, "rename body to content", "undo the last three")
        assert add(talk, "redo") == [NEW, GET]
        rows, filled = went_on(talk, engine, 1, "UPDATE notes SET body = NULL", " WHERE content = 'it''s'")
        assert rows == filled != ["0"]

    def test_what_was_removed_comes_back_with_it(self, engine: Engine) -> None:
        talk = said(engine.id, ADDED, "remove genre from notes")
        assert add(talk, "undo") == [NEW]
        rows, filled = went_on(talk, engine, 3, "SELECT 1", " WHERE genre = 'essay'")
        assert rows == filled != ["0"]

    def test_what_became_optional_is_filled_where_it_is_empty(self, engine: Engine) -> None:
        talk = said(engine.id, REQUIRED, "rename body to content", "make content optional")
        assert add(talk, "undo") == [GET.replace("body", "content")]
        rows, filled = went_on(talk, engine, 4, "UPDATE notes SET content = NULL", " WHERE content = 'it''s'")
        assert rows == filled != ["0"]

    def test_what_nobody_said_is_needed(self) -> None:
        talk = said("sqlite", "make title optional")
        assert add(talk, "undo") == ["notes.title must not be null in any row."]

    def test_what_is_optional_is_left_alone(self) -> None:
        talk = said("sqlite", REQUIRED, "make body optional", "rename title to name")
        assert add(talk, "undo") == []

    def test_the_value_of_another_type_is_not_that_of_this_one(self) -> None:
        talk = said("sqlite", ("make title a date", {TITLE: "2026-01-02"}), "remove title from notes")
        needed = "notes must be empty: title is required and has no default."
        assert add(talk, "undo the last two") == [needed]
        assert add(talk, "make title optional") == []
        assert add(talk, "undo") == ["notes.title must not be null in any row."]

    def test_the_way_back_of_a_removal_has_it_too(self, engine: Engine) -> None:
        talk = said(engine.id, ADDED)
        assert add(talk, "remove genre from notes") == ["Dropping notes.genre loses its values."]
        old, new = talk.versions[1:]
        with engine.database() as database:
            trial = Trial(engine, database)
            trial.make(plan(new))
            trial.seed(plan(new))
            trial.run(plan(old), talk.migration["down"])
            filled = trial.ask("SELECT count(*) FROM notes WHERE genre = 'essay'")
            assert filled == trial.ask("SELECT count(*) FROM notes") != [["0"]]

    def test_the_way_back_that_needs_one_is_told(self) -> None:
        assert add(said("sqlite"), "remove title from notes") == [
            "Dropping notes.title loses its values.",
            "Taking the migration back: notes must be empty: title is required and has no default.",
        ]


class TestAnotherType:
    def test_an_answer_fills_the_rows(self, engine: Engine) -> None:
        talk = said(engine.id, ("make title an integer", {TITLE: "7"}))
        rows, filled = went_on(talk, engine, 1, "SELECT 1", " WHERE title = 7")
        assert rows == filled != ["0"]

    def test_without_one_the_migration_stops(self) -> None:
        talk = Talk(ask=True)
        talk.say("make title an integer")
        (question,) = talk.asked["questions"]
        assert (question["id"], question["default"]) == (TITLE, "stop where a row has none")
        assert "notes must be empty: title is required and has no default." in talk.asked["risks"]


class TestHowManyTurnsThereAre:
    @pytest.mark.parametrize(
        ("turns", "text", "message"),
        [
            ((), "undo", "There is nothing to undo."),
            ((), "undo the last 400", "There is nothing to undo."),
            ((SHELF,), "undo the last 400", "Only 1 turn can be undone."),
            ((SHELF, "rename title to name"), "undo the last 400", "Only 2 turns can be undone."),
            ((SHELF, "rename title to name", "undo", "undo"), "redo the last 3", "Only 2 turns can be redone."),
            ((SHELF,), "redo", "There is nothing to redo."),
        ],
    )
    def test_is_said_to_who_wants_more(self, turns: tuple[Said, ...], text: str, message: str) -> None:
        talk = said("sqlite", *turns)
        outcome = talk.say(text)
        assert (outcome.error["message"], outcome.error["fault"]) == (message, "input")
        assert len(talk.versions) == 1 + len(turns)
