"""Prints the resolvers of one group: the fields of Query and Mutation that run its operations."""

from dataclasses import replace

from tools.blueprint.graphql.model import GraphqlApi, ObjectType, OperationField
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.frameworks.fastapi.fields import FieldPrinter
from tools.packs.frameworks.fastapi.graphql.access import admission
from tools.packs.frameworks.fastapi.graphql.names import BODY, KEY, VERSION, path_argument
from tools.packs.frameworks.fastapi.graphql.nested import NestedPrinter
from tools.packs.frameworks.fastapi.graphql.views import aggregate_view, view_of
from tools.packs.frameworks.fastapi.host import function_name
from tools.packs.frameworks.fastapi.schemas import query_class
from tools.packs.graphql import group_fields, group_objects
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, assignment, bracketed, docstring, expression, module
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.needs import needs

_ANSWERS = {"object": "row", "page": "page", "aggregate": "groups", "tokens": "pair"}
"""By form of the answer: what a resolver calls it."""


def resolver_module(plan: RenderPlan, api: GraphqlApi, group: Group) -> str:
    """`app/graphql/resolvers/<group>.py`."""
    imports = Imports()
    imports.add("app.graphql.context", "Context")
    bindables: dict[str, str] = {}
    if queries := group_fields(group, api.queries):
        bindables["queries"] = f"{imports.name('ariadne', 'QueryType')}()"
    if mutations := group_fields(group, api.mutations):
        bindables["mutations"] = f"{imports.name('ariadne', 'MutationType')}()"
    objects = group_objects(group, api)
    for item in objects:
        bindables[object_variable(item)] = f"{imports.name('ariadne', 'ObjectType')}({text(item.name)})"
    printer = ResolverPrinter(plan, group, imports)
    blocks = [printer.print("queries", field) for field in queries]
    blocks += [printer.print("mutations", field) for field in mutations]
    for item in objects:
        nested = NestedPrinter(plan, item, object_variable(item), imports)
        blocks += [nested.print(field) for field in item.nested]
    imports.add("typing", "Any")
    imports.add("graphql", "GraphQLResolveInfo")
    constants = [
        *(line for name, value in bindables.items() for line in assignment(name, value)),
        *bracketed("BINDABLES = [", list(bindables), "]"),
        "Info = GraphQLResolveInfo[Context]",
    ]
    subject = group.name.plural_snake.replace("_", " ")
    return module(
        f"What runs behind the fields of {subject}.", imports.render(), "\n".join(constants), *printer.keys(), *blocks
    )


def object_variable(item: ObjectType) -> str:
    """The variable of an object type: `book_item`."""
    return f"{''.join(f'_{char.lower()}' if char.isupper() else char for char in item.name).strip('_')}_type"


class ResolverPrinter:
    """Prints resolvers of one group; the classes of their keys gather on the way."""

    def __init__(self, plan: RenderPlan, group: Group, imports: Imports) -> None:
        self._plan = plan
        self._group = group
        self._imports = imports
        self._fields = FieldPrinter(imports, plan.enums)
        self._schemas = f"app.schemas.{module_file(group.name)}"
        self._keys: dict[str, str] = {}

    def keys(self) -> list[str]:
        """Classes that read path parameters; call it after the resolvers were printed."""
        return ["\n".join(self._fields.aliases), *self._keys.values()]

    def print(self, root: str, field: OperationField) -> str:
        """One resolver."""
        operation = field.operation
        lines = [
            *bracketed(f"@{root}.field(", [text(field.name)], ")"),
            *bracketed(
                f"async def resolve_{operation.name.snake}(",
                self._parameters(operation),
                f") -> {self._answer(field)}:",
            ),
            docstring(operation.summary, 1),
        ]
        lines.append(f"{INDENT}context = info.context")
        lines += admission(self._plan, operation, self._imports, bind=needs(operation).viewer)
        lines += self._inputs(operation)
        return "\n".join([*lines, *self._run(field)])

    def _parameters(self, operation: OperationPlan) -> list[str]:
        items = ["_: object", "info: Info", *(["/"] if operation.query else [])]
        named = [f"{path_argument(field)}: Any" for field in operation.path_fields]
        named += [f"{VERSION}: int"] if operation.if_match else []
        named += [f"{BODY}: dict[str, Any]"] if operation.body is not None else []
        named += [f"{KEY}: str | None = None"] if operation.idempotency_key else []
        if named:
            items += ["*", *named]
        return [*items, "**arguments: Any"] if operation.query else items

    def _inputs(self, operation: OperationPlan) -> list[str]:
        lines = []
        if operation.path_fields:
            self._imports.add("app.graphql.inputs", "asked")
            given = ", ".join(f"{text(field.name.attr)}: {path_argument(field)}" for field in operation.path_fields)
            lines += bracketed("key = asked(", [self._key(operation), f"{{{given}}}"], ")", 1)
        if operation.query:
            self._imports.add("app.graphql.inputs", "asked")
            name = self._imports.name(self._schemas, query_class(operation))
            lines.append(f"{INDENT}query = asked({name}, arguments)")
        if operation.body is not None:
            self._imports.add("app.graphql.inputs", "sent")
            name = self._imports.name(self._schemas, operation.body.name)
            lines.append(f"{INDENT}body = sent({name}, {BODY})")
        return lines

    def _key(self, operation: OperationPlan) -> str:
        """The class that reads the path parameters; operations with equal ones share it."""
        fields = tuple(replace(field, wire=field.name.attr) for field in operation.path_fields)
        body = "\n".join(line for field in fields for line in self._fields.query(field))
        for name, known in self._keys.items():
            if known.endswith(f"\n\n{body}"):
                return name
        base = self._imports.name("app.schemas.base", "Query")
        name = f"{self._group.name.pascal}Key" if not self._keys else f"{operation.name.pascal}Key"
        summary = docstring("What an operation is told to act on.", 1)
        self._keys[name] = f"class {name}({base}):\n{summary}\n\n{body}"
        return name

    def _call(self, operation: OperationPlan) -> str:
        self._imports.add("app.services", f"{module_file(self._group.name)} as service")
        needed = needs(operation)
        items = ["session"]
        items += ["context.settings"] if needed.settings else []
        items += ["viewer"] if needed.viewer else []
        items += [f"key.{field.name.attr}" for field in operation.path_fields]
        items += ["query"] if operation.query else []
        items += ["body"] if operation.body is not None else []
        items += [f"{self._imports.name('app.core.conditions', 'etag')}({VERSION})"] if operation.if_match else []
        return f"service.{function_name(operation)}({', '.join(items)})"

    def _run(self, field: OperationField) -> list[str]:
        operation = field.operation
        if operation.idempotency_key:
            return self._run_once(operation)
        way = "write" if operation.writes else "read"
        head = f"{INDENT}async with context.{way}() as session:"
        call = self._call(operation)
        if field.form == "empty":
            return [head, *expression(f"await {call}", 2), f"{INDENT}return True"]
        if field.form == "object" and operation.method == "GET":
            call = f"{self._imports.name('app.graphql.inputs', 'found')}({call})"
        return [head, *assignment(_ANSWERS[field.form], f"await {call}", 2), *self._shown(field)]

    def _run_once(self, operation: OperationPlan) -> list[str]:
        """A create: its answer is kept with its key, and read back from what was kept."""
        self._imports.add("app.core.database", "Session")
        self._imports.add("app.core.idempotency", "once")
        self._imports.add("fastapi", "Response")
        view = self._view(operation)
        self._imports.add("app.graphql.nodes", "Node")
        name = text(f"graphql.{operation.name.snake}")
        told = [name for name, there in (("key", operation.path_fields), ("body", operation.body)) if there]
        sent = f"({', '.join(told)}{',' if len(told) == 1 else ''})"
        return [
            "",
            f"{INDENT}async def work(session: Session) -> Response:",
            *assignment("row", f"await {self._call(operation)}", 2),
            f"{INDENT * 2}shown = {view}.model_validate(row).model_dump_json()",
            f'{INDENT * 2}return Response(shown, media_type="application/json")',
            "",
            f"{INDENT}context.forget()",
            *bracketed("answer = await once(", ["context.request", KEY, name, sent, "work"], ")", 1),
            f"{INDENT}return Node({view}.model_validate_json(bytes(answer.body)))",
        ]

    def _shown(self, field: OperationField) -> list[str]:
        operation = field.operation
        match field.form:
            case "page":
                self._imports.add("app.graphql.nodes", "connection")
                return [f"{INDENT}return connection({self._view(operation)}, page, query.listing())"]
            case "aggregate":
                self._imports.add("app.graphql.nodes", "nodes")
                view = self._imports.name(self._schemas, aggregate_view(operation))
                shown = f'{view}.model_validate({{"groups": groups}}).groups'
                return bracketed("return nodes(", [shown], ")", 1)
            case "tokens":
                return [f"{INDENT}return pair"]
        self._imports.add("app.graphql.nodes", "node")
        return [f"{INDENT}return node({self._view(operation)}, row)"]

    def _view(self, operation: OperationPlan) -> str:
        return view_of(self._plan, operation, self._imports)

    def _answer(self, field: OperationField) -> str:
        match field.form:
            case "empty":
                return "bool"
            case "page":
                return "dict[str, Any]"
            case "aggregate":
                return f"list[{self._imports.name('app.graphql.nodes', 'Node')}]"
            case "tokens":
                return self._imports.name("app.security.sessions", "TokenPair")
        return f"{self._imports.name('app.graphql.nodes', 'Node')} | None"
