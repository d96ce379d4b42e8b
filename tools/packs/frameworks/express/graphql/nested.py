"""Prints fields that lead from a row to related rows, each loaded for all rows of a level in one statement."""

from tools.blueprint.graphql.model import NestedField, ObjectType
from tools.blueprint.names import camel, numbered
from tools.blueprint.plan.loads import Load, LoadRows
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.values import ValueType
from tools.packs.frameworks.express.fields import const, view_class
from tools.packs.frameworks.express.graphql.access import admission
from tools.packs.frameworks.express.graphql.views import view_of
from tools.packs.frameworks.express.host import HostExpressions
from tools.packs.frameworks.express.queries import listing_function, query_class, query_const
from tools.packs.frameworks.express.schemas import schema_path
from tools.packs.frameworks.express.views import view_home
from tools.packs.languages.typescript.annotations import annotation, parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, bracketed, docstring, returned
from tools.packs.languages.typescript.literals import key, member, record, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.loads import load_of

INPUTS = "src/graphql/inputs.ts"
NODES = "src/graphql/nodes.ts"


class NestedPrinter:
    """Prints the nested fields of one module; the functions that load gather in `loads`."""

    def __init__(self, plan: RenderPlan, imports: Imports) -> None:
        self._plan = plan
        self._imports = imports
        self.loads: dict[str, str] = {}

    def print(self, owner: ObjectType, field: NestedField) -> list[str]:
        """The member that asks what loads."""
        load = load_of(self._plan, field)
        name = self._name(owner, field, load)
        self.loads[name] = "\n".join(self._batch(owner, field, load, name))
        return self._resolver(owner, field, load, name)

    def _name(self, owner: ObjectType, field: NestedField, load: Load) -> str:
        """`commentDocumentRows`: nothing else that the module knows ends like it."""
        end = "Rows" if isinstance(load, LoadRows) else "Pages"
        stem = f"{const(owner.name)}{field.name[:1].upper()}{field.name[1:]}{end}"
        return next(name for name in numbered(stem) if name not in self.loads)

    def _batch(self, owner: ObjectType, field: NestedField, load: Load, name: str) -> list[str]:
        given = self._given(owner, field, load)
        viewer = any("viewer." in value for _, value in given)
        wanted = annotation(self._key_type(load), self._imports, self._plan.enums)
        parameters = ["context: RequestContext", f"wanted: readonly {wanted}[]"]
        if not isinstance(load, LoadRows):
            kind = self._imports.type_name(self._schemas(field.operation), query_class(field.operation))
            parameters.append(f"query: {kind}")
        call = f"{self._store(load)}.{camel(load.name)}(session, {record(given)})"
        return [
            docstring(f"Load what `{owner.name}.{field.name}` leads to."),
            *bracketed(f"async function {name}(", parameters, ") {"),
            *admission(self._plan, field.operation, self._imports, 1, bind=viewer),
            *returned(f"await context.read((session) => {call})"),
            "}",
        ]

    def _resolver(self, owner: ObjectType, field: NestedField, load: Load, name: str) -> list[str]:
        assert owner.view is not None
        view = view_of(self._plan, field.operation, self._imports)
        parent = self._imports.type_name(view_home(self._plan, owner.view), view_class(owner.view))
        lines = [docstring(field.description, 2)]
        head = f"{key(field.name)}: async ("
        asked = [name, f"parent{member(self._member(owner, field))}"]
        if isinstance(load, LoadRows):
            node = self._imports.name(NODES, "node")
            return [
                *lines,
                *bracketed(head, [f"parent: {parent}", "_given", "context"], ") => {", 2),
                *assignment("row", f"await context.load({', '.join(asked)})", 3),
                *returned(f"{node}({view}, row)", 3),
                f"{INDENT * 2}}},",
            ]
        connection = self._imports.name(NODES, "connection")
        schema = self._imports.name(self._schemas(field.operation), query_const(field.operation))
        return [
            *lines,
            *bracketed(head, [f"parent: {parent}", "given", "context"], ") => {", 2),
            *assignment("query", f"{self._imports.name(INPUTS, 'asked')}({schema}, given)", 3),
            *assignment("page", f"await context.load({', '.join([*asked, 'query'])})", 3),
            *returned(f"{connection}({view}, page, query)", 3),
            f"{INDENT * 2}}},",
        ]

    def _given(self, owner: ObjectType, field: NestedField, load: Load) -> list[tuple[str, str]]:
        """What the store is given behind the session."""
        host = HostExpressions(self._plan, field.operation, self._imports, {})
        parameters = load.parameters if isinstance(load, LoadRows) else load.rows.parameters
        items = [("wanted", "wanted"), *((parameter(item.name), host.print(item.value)) for item in parameters)]
        if isinstance(load, LoadRows):
            return items
        listing = self._imports.name(self._schemas(field.operation), listing_function(field.operation))
        within = [text(f"{owner.name}.{field.name}")] if self._plan.api.pagination == "cursor" else []
        return [*items, ("listing", f"{listing}({', '.join(['query', *within])})")]

    def _key_type(self, load: Load) -> ValueType:
        return self._plan.table(load.table).column(load.key).type if isinstance(load, LoadRows) else load.key_type

    def _store(self, load: Load) -> str:
        name = self._plan.table(load.table).name
        alias = f"{name.camel}Store"
        self._imports.module(f"src/repositories/{module_file(name)}.ts", alias)
        return alias

    def _schemas(self, operation: OperationPlan) -> str:
        return schema_path(self._group(operation))

    def _group(self, operation: OperationPlan) -> Group:
        return next(group for group in self._plan.groups if operation in group.operations)

    def _member(self, owner: ObjectType, field: NestedField) -> str:
        """The member of the view that holds the key."""
        assert owner.view is not None
        return next(item.wire for item in owner.view.fields if item.column == field.parent_column and not item.link)
