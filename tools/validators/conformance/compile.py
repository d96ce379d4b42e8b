"""Compiles a RenderPlan into the plain JSON plan that the runner plays. Pure."""

from collections.abc import Callable
from typing import Any

from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.checks import (
    access,
    accounts,
    bodies,
    codes,
    computed,
    conditions,
    cursors,
    deletion,
    documents,
    events,
    expiry,
    findings,
    forms,
    graphql,
    graphql_keys,
    graphql_rows,
    guards,
    idempotency,
    items,
    kept,
    keys,
    lists,
    members,
    neighbours,
    order,
    outside,
    parameters,
    protocol,
    rates,
    related,
    relations,
    running,
    sessions,
    statements,
    successes,
    tables,
)
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import FORMAT, MAIN, carrier
from tools.validators.conformance.failures import error_format, restated
from tools.validators.conformance.making import suite_of
from tools.validators.conformance.replies import usual

# Statements are counted while few were sent. Then lists: the fewer rows there are, the sooner their pages come to an
# end. What stops servers comes last.
CHECKS: tuple[Callable[[Collector], None], ...] = (
    statements.add, lists.add, members.add, cursors.add, findings.add, successes.add, access.add, neighbours.add,
    order.add, bodies.add, relations.add, conditions.add, kept.add, idempotency.add, sessions.add, accounts.add,
    codes.add, parameters.add, guards.add, computed.add, deletion.add, items.add, keys.add, tables.add, forms.add,
    documents.add, events.add, outside.add, protocol.add, graphql.add, graphql_keys.add, graphql_rows.add,
    related.add, running.add, expiry.add, rates.add,
)  # fmt: skip

PLENTY = "1000000000"


def compile_plan(plan: RenderPlan) -> dict[str, Any]:
    """Cases, the fixtures they share, and what does not apply: JSON, the same for the same plan."""
    suite = suite_of(plan)
    collector = Collector(suite)
    for add in CHECKS:
        add(collector)
    unlimited = {"RATE_LIMIT_REQUESTS": PLENTY, "AUTH_RATE_LIMIT_REQUESTS": PLENTY}
    errors = error_format(plan)
    return {
        "format": FORMAT,
        **({"errors": errors} if errors is not None else {}),
        **carrier(plan),
        **({"answers": usual(plan)} if plan.ports else {}),
        "blueprint_sha256": plan.blueprint_sha256,
        "boots": {MAIN: unlimited, rates.LIMITED: rates.limited_settings()},
        "fixtures": {
            name: {"needs": fixture.needs, "steps": restated(plan, fixture.steps)}
            for name, fixture in suite.fixtures.items()
        },
        "cases": [restated(plan, case.to_data()) for case in collector.cases],
        "not_applicable": [
            {"check": item.check, "subject": item.subject, "reason": item.reason} for item in suite.not_applicable
        ],
    }
