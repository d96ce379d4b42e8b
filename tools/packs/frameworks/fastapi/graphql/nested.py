"""Prints fields that lead from a row to related rows, each loaded for all rows of a level in one statement."""

from tools.blueprint.graphql.model import NestedField, ObjectType
from tools.blueprint.plan.loads import Load, LoadRows
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table
from tools.packs.frameworks.fastapi.graphql.access import admission
from tools.packs.frameworks.fastapi.graphql.views import view_of
from tools.packs.frameworks.fastapi.host import HostExpressions
from tools.packs.frameworks.fastapi.schemas import listing_within, query_class
from tools.packs.languages.python.annotations import annotation, parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.loads import load_of


class NestedPrinter:
    """Prints the nested fields of one object type."""

    def __init__(self, plan: RenderPlan, owner: ObjectType, variable: str, imports: Imports) -> None:
        self._plan = plan
        self._owner = owner
        self._variable = variable
        self._stem = variable.removesuffix("_type")
        self._imports = imports

    def print(self, field: NestedField) -> str:
        """The function that loads, and the resolver that asks it."""
        load = load_of(self._plan, field)
        name = f"{self._stem}_{''.join(f'_{char.lower()}' if char.isupper() else char for char in field.name)}"
        return "\n".join([*self._batch(field, load, f"load_{name}"), "", "", *self._resolver(field, load, name)])

    def _batch(self, field: NestedField, load: Load, name: str) -> list[str]:
        self._imports.add("collections.abc", "Sequence")
        call = self._call(field, load)
        viewer = any("viewer." in item for item in call)
        owner, answer = self._types(load)
        parameters = ["context: Context", f"wanted: Sequence[{owner}]"]
        if not isinstance(load, LoadRows):
            parameters.append(f"query: {self._query(field)}")
        store = self._store(load)
        return [
            *bracketed(f"async def {name}(", parameters, f") -> {answer}:"),
            docstring(f"Load what `{self._owner.name}.{field.name}` leads to.", 1),
            *admission(self._plan, field.operation, self._imports, bind=viewer),
            f"{INDENT}async with context.read() as session:",
            *bracketed(f"return await {store}.{load.name}(", ["session", *call], ")", 2),
        ]

    def _resolver(self, field: NestedField, load: Load, name: str) -> list[str]:
        view = view_of(self._plan, field.operation, self._imports)
        node = self._imports.name("app.graphql.nodes", "Node")
        key = f"parent.view.{self._attribute(field)}"
        head = bracketed(f"@{self._variable}.field(", [text(field.name)], ")")
        if isinstance(load, LoadRows):
            self._imports.add("app.graphql.nodes", "node")
            return [
                *head,
                *bracketed(f"async def follow_{name}(", [f"parent: {node}", "info: Info"], f") -> {node} | None:"),
                docstring(field.description, 1),
                *bracketed("row = await info.context.load(", [f"load_{name}", key], ")", 1),
                f"{INDENT}return node({view}, row)",
            ]
        self._imports.add("app.graphql.nodes", "connection")
        self._imports.add("app.graphql.inputs", "asked")
        items = [f"parent: {node}", "info: Info", "/", "**arguments: Any"]
        return [
            *head,
            *bracketed(f"async def follow_{name}(", items, ") -> dict[str, Any]:"),
            docstring(field.description, 1),
            f"{INDENT}query = asked({self._query(field)}, arguments)",
            *bracketed("page = await info.context.load(", [f"load_{name}", key, "query"], ")", 1),
            f"{INDENT}return connection({view}, page, query.listing())",
        ]

    def _call(self, field: NestedField, load: Load) -> list[str]:
        host = HostExpressions(self._plan, field.operation, self._imports, {})
        parameters = load.parameters if isinstance(load, LoadRows) else load.rows.parameters
        items = ["wanted=wanted", *(f"{parameter(item.name)}={host.print(item.value)}" for item in parameters)]
        if isinstance(load, LoadRows):
            return items
        return [*items, f"listing={listing_within(self._plan, f'{self._owner.name}.{field.name}')}"]

    def _types(self, load: Load) -> tuple[str, str]:
        """Annotations of a key and of what the load answers."""
        table = self._plan.table(load.table)
        enums = self._plan.enums
        if isinstance(load, LoadRows):
            owner = annotation(table.column(load.key).type, self._imports, enums)
            return owner, f"dict[{owner}, {self._model(table)}]"
        owner = annotation(load.key_type, self._imports, enums)
        page = self._imports.name("app.repositories.paging", "Page")
        if load.rows.through is not None and load.rows.through.columns:
            kind = self._imports.name("app.repositories.links", "LinkedRow")
        else:
            kind = self._model(table)
        return owner, f"dict[{owner}, {page}[{kind}]]"

    def _model(self, table: Table) -> str:
        """The class of rows; an entity may have the name of anything that this module imports."""
        self._imports.add("app", "models")
        return f"models.{table.name.type}"

    def _store(self, load: Load) -> str:
        table = self._plan.table(load.table)
        alias = f"{table.name.snake}_store"
        self._imports.add("app.repositories", f"{module_file(table.name)} as {alias}")
        return alias

    def _query(self, field: NestedField) -> str:
        group = next(group for group in self._plan.groups if field.operation in group.operations)
        return self._imports.name(f"app.schemas.{module_file(group.name)}", query_class(field.operation))

    def _attribute(self, field: NestedField) -> str:
        assert self._owner.view is not None
        shown = self._owner.view.fields
        return next(item.name.attr for item in shown if item.column == field.parent_column and not item.link)
