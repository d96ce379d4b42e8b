"""Prints the resolvers of one group: what runs behind the fields of Query, Mutation and its object types."""

from dataclasses import replace

from tools.blueprint.graphql.model import GraphqlApi, OperationField
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.frameworks.express.fields import FieldPrinter, const
from tools.packs.frameworks.express.graphql.access import admission
from tools.packs.frameworks.express.graphql.names import given_names
from tools.packs.frameworks.express.graphql.nested import INPUTS, NODES, NestedPrinter
from tools.packs.frameworks.express.graphql.views import aggregate_view, view_of
from tools.packs.frameworks.express.host import function_name, local
from tools.packs.frameworks.express.queries import query_const
from tools.packs.frameworks.express.routes import Paths
from tools.packs.frameworks.express.schemas import schema_path
from tools.packs.graphql import group_fields, group_objects
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import (
    INDENT,
    WIDTH,
    assignment,
    bracketed,
    docstring,
    expression,
    module,
    returned,
)
from tools.packs.languages.typescript.literals import key, member, record, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.needs import needs

_ANSWERS = {"object": "row", "page": "page", "aggregate": "groups", "tokens": "pair"}
"""By form of the answer: what a resolver calls it."""
_REPLAYS = "src/graphql/replays.ts"


def resolvers_path(group: Group) -> str:
    """The module of a group's resolvers."""
    return f"src/graphql/resolvers/{module_file(group.name)}.ts"


def resolvers_name(group: Group) -> str:
    """`bookResolvers`."""
    return f"{group.name.camel}Resolvers"


def resolver_module(plan: RenderPlan, api: GraphqlApi, group: Group) -> str:
    """`src/graphql/resolvers/<group>.ts`."""
    imports = Imports(resolvers_path(group))
    printer, nested = ResolverPrinter(plan, group, imports), NestedPrinter(plan, imports)
    types = [
        (name, group_fields(group, fields)) for name, fields in (("Query", api.queries), ("Mutation", api.mutations))
    ]
    members = [(name, [printer.print(field) for field in fields]) for name, fields in types if fields]
    members += [(item.name, [nested.print(item, field) for field in item.nested]) for item in group_objects(group, api)]
    if nested.loads:
        imports.type("src/graphql/context.ts", "RequestContext")
    imports.type(INPUTS, "Resolvers")
    subject = group.name.plural_snake.replace("_", " ")
    told = f"What runs behind the fields of {subject}."
    lines = [docstring(f"By type and field: what runs behind the fields of {subject}.")]
    lines.append(f"export const {resolvers_name(group)}: Resolvers = {{")
    for name, fields in members:
        lines += [f"{INDENT}{key(name)}: {{", *(line for field in fields for line in field), f"{INDENT}}},"]
    lines.append("};")
    return module(told, imports.render(), "\n".join(printer.paths.lines), *nested.loads.values(), "\n".join(lines))


def index_module(groups: tuple[Group, ...]) -> str:
    """`src/graphql/resolvers/index.ts`."""
    imports = Imports("src/graphql/resolvers/index.ts")
    imports.type(INPUTS, "Resolvers")
    names = [imports.name(resolvers_path(group), resolvers_name(group)) for group in groups]
    lines = bracketed("export const RESOLVERS: readonly Resolvers[] = [", names, "];")
    constant = "\n".join([docstring("One for each group of operations."), *lines])
    return module("All resolvers.", imports.render(), constant)


class ResolverPrinter:
    """Prints resolvers of one group; the schemas of their paths gather on the way."""

    def __init__(self, plan: RenderPlan, group: Group, imports: Imports) -> None:
        self._plan = plan
        self._group = group
        self._imports = imports
        self._schemas = schema_path(group)
        self.paths = Paths(FieldPrinter(imports, plan.enums), imports)

    def print(self, field: OperationField) -> list[str]:
        """One member of Query or Mutation."""
        operation = field.operation
        lines = [
            *admission(self._plan, operation, self._imports, 3, bind=needs(operation).viewer),
            *self._inputs(field),
            *self._run(field),
        ]
        used = "given" if field.arguments else "_given"
        return [
            docstring(operation.summary, 2),
            f"{INDENT * 2}{key(field.name)}: async (_parent, {used}, context) => {{",
            *lines,
            f"{INDENT * 2}}},",
        ]

    def _inputs(self, field: OperationField) -> list[str]:
        operation, lines = field.operation, list[str]()
        paths = self._path_names(field)
        if paths:
            fields = tuple(replace(item, wire=paths[item.name.snake]) for item in operation.path_fields)
            lines += assignment("path", f"{self._input('asked')}({self.paths.name(fields)}, given)", 3)
        if operation.query:
            schema = self._imports.name(self._schemas, query_const(operation))
            others = [f"[{', '.join(text(name) for name in paths.values())}]"] if paths else []
            lines += assignment("query", f"{self._input('asked')}({', '.join([schema, 'given', *others])})", 3)
        if operation.body is not None:
            schema = self._imports.name(self._schemas, const(operation.body.name))
            lines += assignment("data", f"{self._input('sent')}({schema}, given)", 3)
        return lines

    def _path_names(self, field: OperationField) -> dict[str, str]:
        """By name of the part of the path: what it is called behind the schema."""
        names = given_names(self._plan, field)
        return {
            item.field.name.snake: names[item.name]
            for item in field.arguments
            if item.source == "path" and item.field is not None
        }

    def _input(self, name: str) -> str:
        return self._imports.name(INPUTS, name)

    def _call(self, field: OperationField) -> str:
        operation = field.operation
        self._imports.module(f"src/services/{module_file(self._group.name)}.ts", "service")
        needed, paths = needs(operation), self._path_names(field)
        items = [("settings", "context.application.settings")] if needed.settings else []
        items += [("viewer", "viewer")] if needed.viewer else []
        items += [(local(item.name.attr), f"path{member(paths[item.name.snake])}") for item in operation.path_fields]
        items += [("query", "query")] if operation.query else []
        items += [("data", "data")] if operation.body is not None else []
        items += [("ifMatch", f"{self._input('versionOf')}(given)")] if operation.if_match else []
        given = [record(items)] if items else []
        return f"service.{function_name(operation)}({', '.join(['session', *given])})"

    def _run(self, field: OperationField) -> list[str]:
        operation = field.operation
        if operation.idempotency_key:
            return self._run_once(field)
        way = "write" if operation.writes else "read"
        if field.form == "object" and operation.method == "GET":
            way = "find"
        call = f"await context.{way}((session) => {self._call(field)})"
        if field.form == "empty":
            return [*expression(call, 3, ";"), f"{INDENT * 3}return true;"]
        return [*assignment(_ANSWERS[field.form], call, 3), *returned(self._shown(field), 3)]

    def _run_once(self, field: OperationField) -> list[str]:
        """A create: its answer is kept with its key, and read back from what was kept."""
        operation = field.operation
        view = view_of(self._plan, operation, self._imports)
        told = [name for name, there in (("path", operation.path_fields), ("data", operation.body)) if there]
        sent = f"{{ {', '.join(told)} }}" if len(told) > 1 else (*told, "null")[0]
        items = ["context", "given", text(operation.name.snake), sent]
        head, work = f"return await {self._imports.name(_REPLAYS, 'onceOnly')}(", "async (session) => {"
        flat = f"{INDENT * 3}{head}{', '.join([*items, work])}"
        fits = len(flat) <= WIDTH
        level = 3 if fits else 4
        lines = [
            *assignment("row", f"await {self._call(field)}", level + 1),
            *returned(f"{view}(row)", level + 1),
        ]
        if fits:
            return [flat, *lines, f"{INDENT * 3}}});"]
        opened = [f"{INDENT * 4}{item}," for item in items]
        return [f"{INDENT * 3}{head}", *opened, f"{INDENT * 4}{work}", *lines, f"{INDENT * 4}}},", f"{INDENT * 3});"]

    def _shown(self, field: OperationField) -> str:
        operation = field.operation
        match field.form:
            case "page":
                connection = self._imports.name(NODES, "connection")
                return f"{connection}({view_of(self._plan, operation, self._imports)}, page, query)"
            case "aggregate":
                return f"{aggregate_view(self._plan, operation, self._imports)}(groups).groups"
            case "tokens":
                return f"{self._imports.name('src/schemas/tokens.ts', 'tokenView')}(pair)"
        return f"{self._imports.name(NODES, 'node')}({view_of(self._plan, operation, self._imports)}, row)"
