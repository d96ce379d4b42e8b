"""Mutations with an idempotency key happen once: what tells another request apart is what it sends, and its rows."""

from tools.blueprint.graphql import model
from tools.validators.conformance.checks.graphql import matcher_of, rows_of, send, variables_of
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import ref
from tools.validators.conformance.graphql import GraphqlCatalog, data, failure
from tools.validators.conformance.script import Script

CHECK = "graphql-idempotent-replay"
KEY = "idempotencyKey"


def add(out: Collector) -> None:
    if not out.plan.api.graphql:
        return
    catalog = GraphqlCatalog(out.plan)
    for field in catalog.api.mutations:
        if any(argument.source == "idempotency_key" for argument in field.arguments):
            out.add(CHECK, field.operation, "", _replay, catalog, field)


def _replay(script: Script, catalog: GraphqlCatalog, field: model.OperationField) -> None:
    """The first answer again, whole, in whatever order the arguments stand; of another request it is refused."""
    operation = field.operation
    actor = script.caller(operation, alone=True)
    key = {KEY: f"key-{script.suite.number()}"}
    rows, given = rows_of(script, operation, actor)
    variables, sent = variables_of(script, catalog, field, rows, actor, given)
    wanted = data(field, matcher_of(script, catalog, field, rows, sent))
    first = {**variables, **key}
    send(script, catalog, field, first, actor, wanted, save={"first": f"/data/{field.name}"})
    send(script, catalog, field, dict(reversed(first.items())), actor, data(field, {"is": ref("first")}))
    reused = failure("idempotency_key_reused")
    others, _ = rows_of(script, operation, actor)
    elsewhere, _ = variables_of(script, catalog, field, others, actor, sent)
    if elsewhere != variables:
        send(script, catalog, field, {**elsewhere, **key}, actor, reused)
    another, _ = variables_of(script, catalog, field, rows, actor)
    if another != variables:
        send(script, catalog, field, {**another, **key}, actor, reused)
