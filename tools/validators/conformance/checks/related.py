"""GraphQL's way round: rows that everybody sees lead to rows of one account, and must lead nobody else there."""

from tools.blueprint.graphql import model
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import Matcher
from tools.validators.conformance.graphql import GraphqlCatalog, data, document, post
from tools.validators.conformance.scoping import read_of, scoping_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable

CHECK = "graphql-access"


def add(out: Collector) -> None:
    if not out.plan.api.graphql:
        return
    catalog = GraphqlCatalog(out.plan)
    for field in catalog.api.queries:
        type_ = catalog.object_type(field.type)
        operation = field.operation
        if type_ is None or operation.intent != "crud.read":
            continue
        if out.catalog.find_scoping(operation, operation.group).any:
            continue
        for nested in type_.nested:
            call = read_of(nested.operation)
            if nested.kind == "many" and call is not None and scoping_of(call, out.catalog.tenant_column).any:
                out.add(CHECK, operation, f"{nested.name} of others", _related, catalog, field, nested)


def _related(script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField) -> None:
    """The owner is led to its row, and another account to none."""
    table = nested.operation.group
    parent_creator, creator = script.catalog.creator(field.operation.group), script.catalog.creator(table)
    if parent_creator is None or creator is None:
        raise Unavailable(f"no operation makes rows of {table} and of what they belong to")
    accepted = script.catalog.accepted(creator).values()
    item = next((item for item in accepted if item.column == nested.target_column), None)
    if item is None:
        raise Unavailable(f"{nested.target_column} is set by the server")
    owner, stranger = script.suite.who(creator, nested.operation, field.operation), script.new_account()
    if not script.suite.may(stranger, nested.operation) or not script.suite.may(stranger, field.operation):
        raise Unavailable("only roles that see all rows may call it")
    parent = script.row(field.operation.group, script.suite.who(parent_creator))
    row = script.row(table, owner, {item.wire: parent.reference})
    key = next(argument.name for argument in field.arguments if argument.source == "path")
    node = catalog.object_type(nested.type)
    assert node is not None
    shown = next(
        value.name
        for value in node.fields
        if value.field is not None and value.field.column == script.catalog.key_column(table)
    )
    text = document(catalog, field, (key,), f"{{ {nested.name}(first: 5) {{ edges {{ node {{ {shown} }} }} }} }}")
    found: Matcher = {"length": 1, "each": {"object": {"node": {"object": {shown: {"is": row.reference}}}}}}
    for actor, edges in ((owner, found), (stranger, {"length": 0})):
        script.need_actor(actor)
        wanted = data(field, {"object": {nested.name: {"object": {"edges": edges}}}})
        name = actor.name if actor is not None else None
        script.steps.append(post(text, {key: parent.reference}, name, wanted))
