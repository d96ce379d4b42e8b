"""A document that carries defaults shapes the plan: taken away, the plan is another one."""

from functools import cache

import pytest

from agent.planner import Draft, plan
from agent.task import request_of_text
from knowledge import Rulebook, load

REQUEST = (
    "Build a library API: books (title, price, published_at, notes), authors (name, email) and loans; "
    "members borrow books and log in; search and analytics"
)
WITH_DEFAULTS = [item.id for item in load().documents if any(rule.defaults for rule in item.head.rules)]


@cache
def _plan(without: str | None) -> Draft:
    documents = [document for document in load().documents if document.id != without]
    return plan(request_of_text(REQUEST), Rulebook(documents))


@pytest.mark.parametrize("document", WITH_DEFAULTS)
def test_taking_a_document_away_changes_the_plan(document: str) -> None:
    whole, rest = _plan(None), _plan(document)
    assert rest != whole
    rulebook = Rulebook.shipped()
    gone = set(whole.rules) - set(rest.rules)
    assert gone
    assert {rulebook.document_of(rule) for rule in gone} == {document}


def test_without_any_document_a_plan_is_still_made() -> None:
    draft = plan(request_of_text(REQUEST), Rulebook(()))
    assert draft.rules == ()
    assert {entity.name for entity in draft.blueprint.entities} >= {"Book", "Author", "Loan"}
