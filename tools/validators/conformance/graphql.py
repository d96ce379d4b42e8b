"""GraphQL requests: the text of a query and its variables, from the schema as data."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from tools.blueprint.graphql import model
from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.document import Matcher, Step, ref

PATH = "/graphql"
CONNECTION_LEVELS = 3
"""A connection, its edges and their nodes."""


class GraphqlCatalog:
    """Answers questions about the GraphQL schema of a plan."""

    def __init__(self, plan: RenderPlan) -> None:
        self.api: model.GraphqlApi = graphql_model(plan)

    @cached_property
    def fields(self) -> tuple[model.OperationField, ...]:
        return (*self.api.queries, *self.api.mutations)

    def field(self, operation: str) -> model.OperationField | None:
        """The field that runs the operation of that name."""
        return next((field for field in self.fields if field.operation.name.snake == operation), None)

    def leads(self) -> Iterator[tuple[model.OperationField, model.NestedField]]:
        """Queries that read one row, each with every field that leads on from it."""
        for field in self.api.queries:
            type_ = self.object_type(field.type)
            if type_ is not None and field.operation.intent == "crud.read":
                yield from ((field, nested) for nested in type_.nested)

    def object_type(self, type_: str) -> model.ObjectType | None:
        """The object type behind a reference: of a connection, the type of its nodes."""
        name = type_.strip("[]!")
        name = next((item.node for item in self.api.connections if item.name == name), name)
        return next((item for item in self.api.objects if item.name == name), None)

    def is_enum(self, type_: str) -> bool:
        return any(item.name == type_.strip("[]!") for item in self.api.enums)

    def value(self, type_: str, value: object) -> object:
        """A value of the REST API as a GraphQL input: enums by their names."""
        enum = next((item for item in self.api.enums if item.name == type_.strip("[]!")), None)
        if enum is None or not isinstance(value, str):
            return value
        return next((item.name for item in enum.values if item.wire == value), value)

    def input(self, argument: model.Argument, body: Mapping[str, object]) -> dict[str, object]:
        """An input object from a request body, or a filter from query parameters."""
        shape = next(item for item in self.api.inputs if item.name == argument.type.strip("[]!"))
        return {
            field.name: self.value(field.type, body[field.field.wire])
            for field in shape.fields
            if field.field is not None and field.field.wire in body
        }

    def row_matcher(self, type_: model.ObjectType, bind: str, *, other: tuple[str, ...] = ()) -> Matcher:
        """The object as REST answered it under `bind`; enums and `other` fields may be anything."""
        fields: dict[str, Matcher] = {}
        for field in type_.fields:
            free = field.field is None or self.is_enum(field.type) or field.name in other
            fields[field.name] = {} if free or field.field is None else {"is": ref(f"{bind}/{field.field.wire}")}
        return {"object": fields}

    def deep_path(self, levels: int) -> str | None:
        """A query that is more than so many levels deep, over relations that lead on and on; None without any."""
        for field in self.api.queries:
            start = self.object_type(field.type)
            if start is None or field.form != "page":
                continue
            inner = self._descend(start, levels - CONNECTION_LEVELS, 0)
            if inner is not None:
                return f"{{ {field.name}(first: 1) {{ edges {{ node {{ {inner} }} }} }} }}"
        return None

    def _descend(self, type_: model.ObjectType, levels: int, tries: int) -> str | None:
        if levels < 0 or tries > levels + 20:
            return type_.fields[0].name
        for nested in type_.nested:
            target = self.object_type(nested.type)
            if target is None or not target.nested:
                continue
            inner = self._descend(target, levels - (1 if nested.kind == "one" else CONNECTION_LEVELS), tries + 1)
            if inner is not None:
                return self._nested(nested, inner)
        return None

    @staticmethod
    def _nested(nested: model.NestedField, inner: str) -> str:
        if nested.kind == "one":
            return f"{nested.name} {{ {inner} }}"
        return f"{nested.name}(first: 1) {{ edges {{ node {{ {inner} }} }} }}"


def selection(catalog: GraphqlCatalog, field: model.OperationField) -> str:
    """Every value of the answer, without what is related to it."""
    if field.form == "tokens":
        return "{ accessToken refreshToken tokenType expiresIn }"
    type_ = catalog.object_type(field.type)
    if type_ is None:
        return ""
    names = " ".join(item.name for item in type_.fields)
    if field.form == "page":
        page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        return f"{{ edges {{ cursor node {{ {names} }} }} {page} }}"
    return f"{{ {names} }}"


def document(
    catalog: GraphqlCatalog, field: model.OperationField, given: tuple[str, ...], selected: str | None = None
) -> str:
    """The text of a query or mutation with the arguments that are given, each as a variable."""
    kind = "query" if field in catalog.api.queries else "mutation"
    used = [argument for argument in field.arguments if argument.name in given]
    declared = ", ".join(f"${argument.name}: {argument.type}" for argument in used)
    passed = ", ".join(f"{argument.name}: ${argument.name}" for argument in used)
    head = f"{kind}({declared})" if used else kind
    call = f"{field.name}({passed})" if used else field.name
    return f"{head} {{ {call} {selected if selected is not None else selection(catalog, field)} }}"


def post(
    query: str, variables: Mapping[str, object], actor: str | None, wanted: dict[str, Any], **more: object
) -> Step:
    """A request with this text."""
    step: Step = {
        "do": "request",
        "method": "POST",
        "path": PATH,
        "json": {"query": query, "variables": dict(variables)},
    }
    if actor is not None:
        step["as"] = actor
    return {**step, "expect": {**wanted, "protocol": True}, **more}


def named_path(field: model.OperationField, path: Mapping[str, str]) -> dict[str, str]:
    """What a path names, by argument."""
    arguments = ((item.name, item.field) for item in field.arguments if item.source == "path")
    return {name: path[item.name.snake] for name, item in arguments if item is not None and item.name.snake in path}


def data(field: model.OperationField, matcher: Matcher) -> dict[str, Any]:
    """An answer without errors, whose field matches."""
    return {"status": [200], "body": {"object": {"data": {"object": {field.name: matcher}}}}}


def failure(*codes: str, status: int = 200) -> dict[str, Any]:
    """An answer with an error of one of these codes."""
    error: Matcher = {"object": {"extensions": {"object": {"code": {"enum": list(codes)}}, "open": True}}, "open": True}
    return {"status": [status], "body": {"object": {"errors": {"has": error}}, "open": True}}
