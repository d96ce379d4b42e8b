"""What GraphQL leads to from a row: rows that refer to it, page by page, and the one that it refers to, while there."""

from tools.blueprint.graphql import model
from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.children import set_from_caller
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import Matcher, ref
from tools.validators.conformance.graphql import GraphqlCatalog, data, document, post
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "graphql-related-rows"
ROWS, PLENTY = 3, 10


def add(out: Collector) -> None:
    if not out.plan.api.graphql:
        return
    catalog = GraphqlCatalog(out.plan)
    for field, nested in catalog.leads():
        if nested.kind == "linked":
            continue
        forward = nested.kind == "one" and nested.target_column == out.catalog.key_column(nested.operation.group)
        build = _referred if forward else _referring
        out.add(CHECK, field.operation, nested.name, build, catalog, field, nested)


class Lead:
    """A row that is read, and the field that leads on from it."""

    def __init__(
        self, script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField,
        actor: Actor | None,
    ) -> None:  # fmt: skip
        node, key = catalog.object_type(nested.type), script.catalog.key_column(nested.operation.group)
        shown = (item.name for item in (node.fields if node else ()) if item.field and item.field.column == key)
        self._key = next(shown, None)
        if self._key is None:
            raise Unavailable("the rows that it leads to do not show their key")
        self._script, self._catalog, self._field, self._nested = script, catalog, field, nested
        self._actor = actor
        script.need_actor(actor)

    def ask(self, row: Row, wanted: Matcher, first: int | None = None, after: object = None, **more: object) -> None:
        """What the field of the row answers: a page of `first` where rows refer to it, `after` a cursor."""
        (argument,) = (item for item in self._field.arguments if item.source == "path")
        used = {"first": str(first), "after": "$after" if after is not None else None} if first is not None else {}
        passed = ", ".join(f"{name}: {value}" for name, value in used.items() if value is not None)
        asked = f"({passed}) {{ edges {{ node {{ {self._key} }} }} pageInfo {{ hasNextPage endCursor }} }}"
        selected = f"{{ {self._nested.name}{asked if first is not None else f' {{ {self._key} }}'} }}"
        text = document(self._catalog, self._field, (argument.name,), selected)
        variables: dict[str, object] = {argument.name: row.reference}
        if after is not None:
            text = text.replace(")", ", $after: String)", 1)
            variables["after"] = after
        answer = data(self._field, {"object": {self._nested.name: wanted}})
        name = self._actor.name if self._actor is not None else None
        self._script.steps.append(post(text, variables, name, answer, **more))

    def shown(self, row: Row) -> Matcher:
        """A row that it leads to."""
        return {"object": {str(self._key): {"is": row.reference}}}


def page(nodes: list[Matcher], more: bool = False) -> Matcher:
    """A page of these rows, in order."""
    edges = {"items": [{"object": {"node": node}} for node in nodes]}
    return {"object": {"edges": edges, "pageInfo": {"object": {"hasNextPage": {"is": more}, "endCursor": {}}}}}


def _referring(script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField) -> None:
    """Rows that refer to the row: all of them and in order, whatever the size of a page, and none that was deleted."""
    table, column = nested.operation.group, nested.target_column or ""
    creator = script.catalog.creator(table)
    if creator is None or nested.parent_column != script.catalog.key_column(field.operation.group):
        raise Unavailable(f"no operation makes rows of {table} that refer to it")
    item = script.catalog.accepted_column(creator, column)
    if script.catalog.table(table).column(script.catalog.key_column(table)).generated_key is None:
        raise Unavailable("keys that are chosen do not tell the order of creation")
    actor, parent = parent_of(script, field, nested, creator, named=item is not None)
    given = {item.wire: parent.reference} if item is not None else {}
    lead = Lead(script, catalog, field, nested, actor)
    if nested.kind == "one":
        row = script.row(table, actor, given)
        lead.ask(parent, lead.shown(row))
        if _delete(script, row, actor):
            lead.ask(parent, {"is": None})
        return
    rows = [script.row(table, actor, given) for _ in range(ROWS)]
    nodes = [lead.shown(row) for row in rows]
    lead.ask(parent, page(nodes), PLENTY)
    cursor = f"/data/{field.name}/{nested.name}/pageInfo/endCursor"
    lead.ask(parent, page(nodes[:2], more=True), 2, save={"cursor": cursor})
    lead.ask(parent, page(nodes[2:]), 2, ref("cursor"))
    if _delete(script, rows[0], actor):
        lead.ask(parent, page(nodes[1:]), PLENTY)


def parent_of(
    script: Script, field: model.OperationField, nested: model.NestedField, creator: OperationPlan, *, named: bool
) -> tuple[Actor | None, Row]:
    """Who makes rows and sees them, and the row that they will refer to."""
    table = field.operation.group
    if named:
        actor = script.suite.who(creator, nested.operation, field.operation)
        if not script.catalog.is_account(table):
            return actor, script.row(table, actor)
    actor = script.new_account()
    for operation in (creator, nested.operation, field.operation):
        if not script.suite.may(actor, operation):
            raise Unavailable("whoever registers may not do all that it takes")
    if table not in set_from_caller(script, creator.group) and not script.catalog.is_account(table):
        raise Unavailable("nothing that is sent refers to it")
    return actor, script.own_row(table, actor)


def _referred(script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField) -> None:
    """The row that the row refers to, and null where it refers to none."""
    table, target = field.operation.group, nested.operation.group
    creator = script.catalog.creator(table)
    item = script.catalog.accepted_column(creator, nested.parent_column) if creator is not None else None
    if creator is None or item is None:
        raise Unavailable(f"{nested.parent_column} is set by the server")
    actor = script.suite.who(creator, nested.operation, field.operation)
    if script.catalog.is_account(target) or script.catalog.brings(target):
        raise Unavailable("what it refers to comes with an account")
    other = script.row(target, actor)
    lead = Lead(script, catalog, field, nested, actor)
    lead.ask(script.row(table, actor, {item.wire: other.reference}), lead.shown(other))
    if item.nullable:
        sent, _ = script.body(creator, actor, {item.wire: None})
        bind = f"row{script.suite.number()}"
        script.call(creator, actor, json=sent, expect=success(script.catalog, creator, sent), save={bind: "body"})
        row = Row(bind, table, f"{bind}/{script.catalog.key_wire(creator, table)}", actor, sent)
        lead.ask(row, {"is": None})


def _delete(script: Script, row: Row, actor: Actor | None) -> bool:
    """Deletes the row, as the caller or as somebody who may; whether an operation does."""
    deleter = script.catalog.operation("crud.delete", row.table)
    if deleter is None or len(deleter.path_fields) != 1:
        return False
    remover = actor if script.suite.may(actor, deleter) else script.suite.who(deleter)
    name = deleter.path_fields[0].name.snake
    script.call(deleter, remover, path={name: row.key}, expect=success(script.catalog, deleter))
    return True
