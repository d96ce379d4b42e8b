"""Facts of drafts, in the terms in which cases state their expectations."""

import pytest
from pydantic import TypeAdapter

from agent.planner import Draft, plan
from agent.task import request_of_text
from evals.cases import Case, Constraint
from evals.facts import Facts
from evals.scorers import constraints
from knowledge import Rulebook

TEXT = (
    "Orders go from paid to shipped. An order has a unique number of at most 20 characters and a weight of at least 1. "
    "Only clerks may ship orders. Customers log in. Lists use offset pagination. Orders are never deleted."
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return plan(request_of_text(TEXT), Rulebook.shipped())


@pytest.fixture(scope="module")
def facts(draft: Draft) -> Facts:
    return Facts.of(draft)


def test_constraints_are_written_as_cases_write_them(facts: Facts) -> None:
    TypeAdapter(tuple[Constraint, ...]).validate_python(facts.constraints)
    stated = (
        "Order.number unique",
        "Order.number max_length 20",
        "Order.weight minimum 1",
        "Order.status values paid|shipped",
        "Order.status default paid",
    )
    case = Case(
        id="x",
        domain="y",
        text=TEXT,
        entities=("Order",),
        attributes={"Order": {"number": "string", "weight": "decimal", "status": "enum"}},
        constraints=stated,
    )
    assert constraints.missing(case, facts) == []


def test_roles_pagination_and_standard_operations(facts: Facts) -> None:
    assert "clerk" in facts.roles
    assert "clerk" not in facts.usual_roles
    assert facts.usual_roles
    assert set(facts.usual_roles) < set(facts.roles)
    assert facts.pagination == "offset"
    assert set(facts.actions["Order"]) == {"list", "read", "create", "update"}


def test_doings_and_routes(facts: Facts) -> None:
    [ship] = facts.doings
    assert ship.does("Order", "ship")
    assert set(ship.routes) <= set(facts.routes)


def test_facts_survive_the_way_through_json(facts: Facts) -> None:
    assert Facts.model_validate(facts.model_dump(mode="json")) == facts


def test_an_accounts_role_is_set_by_the_server(facts: Facts) -> None:
    assert facts.account == "Customer"
    assert facts.managed["Customer"]["role"] == "enum"
    assert "role" not in facts.managed["Order"]
