"""Answers about a design: the plan's own facts, those about what was asked first, each with its document."""

from dataclasses import replace

import pytest

from agent.chat.answers.facts import facts
from agent.chat.answers.why import MOST, Answer, why
from agent.rendered import rendered
from knowledge import Passage, Rulebook
from tests.meta.sources import ROOT
from tools.blueprint.document import load, to_data
from tools.packs import registry

LIBRARY = to_data(load((ROOT / "tests/blueprints/library.yaml").read_bytes()))
STACK = {name: getattr(registry.stacks()[0], name) for name in ("language", "framework", "persistence", "datastore")}
PLAN = rendered({"blueprint": LIBRARY, "stack": STACK})
RULES = Rulebook.shipped()


def nothing(query: str) -> list[Passage]:
    return []


def asked(subject: str) -> Answer:
    return why(PLAN, subject, RULES, nothing)


@pytest.mark.parametrize(
    ("subject", "first", "document"),
    [
        ("the index on author_id", "books_author_id_idx on books", "indexes"),
        ("the key of books a uuid", "books.id is a UUID", "primary-keys"),
        ("is isbn unique", "isbn is unique", "constraints"),
        ("how lists are paged", "Lists are paged by", "cursor-pagination"),
    ],
)
def test_the_plan_tells_why(subject: str, first: str, document: str) -> None:
    answer = asked(subject)
    assert first in answer.text
    assert document in answer.documents
    assert f"[{document}]" in answer.text or f"{document}]" in answer.text or f"[{document}" in answer.text


def test_what_people_made_comes_before_the_records_of_the_backend() -> None:
    system = {table.physical for table in PLAN.tables if table.role == "system" and table.uniques + table.indexes}
    said = [bool(system & set(fact.about.split())) for fact in facts(PLAN) if "index" in fact.kind.split()]
    assert True in said
    assert said == sorted(said)


def test_nobody_is_told_that_the_blueprint_says_what_it_does_not() -> None:
    system = {table.physical for table in PLAN.tables if table.role == "system" and table.uniques}
    told = [fact.text for fact in facts(PLAN) if fact.kind.startswith("unique")]
    assert system
    for text in told:
        assert ("the Blueprint says so" in text) is (text.split(":")[0] not in system)


def test_what_the_plan_does_not_know_the_documents_may() -> None:
    passage = Passage("sagas", "Sagas", 1.0, "Each step has one that takes it back.")
    answer = why(PLAN, "zeppelins", RULES, lambda query: [passage])
    assert "The Blueprint says nothing about 'zeppelins'" in answer.text
    assert answer.documents == ("sagas",)
    assert "say anything about" in asked("zeppelins").text


def test_an_answer_is_short() -> None:
    assert len(asked("index").text.splitlines()) <= MOST
    assert replace(asked("index"), text="").documents
