"""Each scorer is full for faultless facts and falls for each planted fault."""

import pytest

from evals.cases import Case, read_cases
from evals.facts import Facts
from evals.scorers import attributes, auth, entities, relationships, stack, types
from tests.evals.samples import CASE, perfect

FACTS = perfect(CASE)
CASES = read_cases("extraction.yaml") + read_cases("held_back.yaml")


def _with(**changes: object) -> Facts:
    return Facts.model_validate(FACTS.model_dump() | changes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_faultless_facts_score_full(case: Case) -> None:
    facts = perfect(case)
    for scorer in (entities, attributes, relationships):
        assert scorer.compare(case, facts).f1 == 1
    assert types.compare(case, facts)[1] == []
    for pairs in (auth.compare(case, facts), stack.compare(case, facts)):
        assert all(want == got for want, got in pairs.values())


def test_a_missing_and_a_false_entity() -> None:
    result = entities.compare(CASE, _with(entities=["Author", "Book", "Librarian", "Member", "Screen"]))
    assert (result.missing, result.false) == (("Tag",), ("Screen",))


def test_missing_and_false_attributes() -> None:
    found = {
        "Book": {"title": "string", "isbn": "string"},
        "Member": {"name": "string", "email": "email", "phone": "string"},
        "Author": {"name": "string"},
    }
    result = attributes.compare(CASE, _with(attributes=found))
    assert (result.missing, result.false) == (("Book.pages",), ("Book.isbn",))


def test_wrong_types() -> None:
    compared, wrong = types.compare(CASE, _with(attributes={"Book": {"title": "text", "pages": "int32"}}))
    assert compared == 2
    assert wrong == ["Book.title is text, not string"]


def test_direction_and_number_of_relationships_count() -> None:
    found = ["Author -> Book", "Book <-> Tag", "Book <-> Tag", "Book -> Librarian"]
    result = relationships.compare(CASE, _with(links=found))
    assert (result.missing, result.false) == (("Book -> Author",), ("Author -> Book", "Book <-> Tag"))


def test_wrong_account_and_stack() -> None:
    assert auth.compare(CASE, _with(account="User"))["account"] == ("Member", "User")
    assert stack.compare(CASE, _with(datastore="postgresql"))["datastore"] == ("sqlite", "postgresql")
