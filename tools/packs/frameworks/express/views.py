"""Views: what answers show of rows, pages and groups."""

from collections.abc import Sequence

from tools.blueprint.names import camel, numbered
from tools.blueprint.plan.operation import FetchAggregate, OperationPlan
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.store import AggregateRows
from tools.blueprint.plan.table import Table
from tools.packs.frameworks.express.fields import NESTED, FieldPrinter, const, view_class, view_function
from tools.packs.frameworks.express.objects import function_block, interface_block
from tools.packs.frameworks.express.row_types import Generic, Kind, Members, Union, type_lines
from tools.packs.languages.typescript.annotations import optional
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, WIDTH, bracketed, docstring, folded, returned
from tools.packs.languages.typescript.literals import key, member, record, text
from tools.packs.languages.typescript.modules import module_file

_MODELS = "src/models/index.ts"
_TEXTS = frozenset({"string", "text", "email", "url", "enum"})


def page_function(shape: Shape) -> str:
    """`bookPage`."""
    return const(page_class(shape))


def page_class(shape: Shape) -> str:
    """`BookPage`."""
    return f"{shape.name}Page"


def result_class(operation: OperationPlan) -> str:
    """`AnalyzeBooksResult`."""
    return f"{operation.name.pascal}Result"


def columns_const(shape: Shape) -> str:
    """`bookViewColumns`: the members of a view, and whether they are texts."""
    return f"{view_function(shape)}Columns"


def nested_views(plan: RenderPlan) -> tuple[Shape, ...]:
    """Views that others show inside, each after those that it shows itself."""
    found: dict[str, Shape] = {}

    def gather(shape: Shape) -> None:
        for field in shape.fields:
            if field.view is not None:
                gather(field.view)
                found.setdefault(field.view.name, field.view)

    for shape in plan.shapes:
        gather(shape)
    return tuple(found.values())


def view_home(plan: RenderPlan, shape: Shape) -> str:
    """The module of a view."""
    if shape in nested_views(plan):
        return NESTED
    group = next(group for group in plan.groups if shape in group.shapes)
    return f"src/schemas/{module_file(group.name)}.ts"


class ViewPrinter:
    """Prints views of one module."""

    def __init__(self, plan: RenderPlan, printer: FieldPrinter, imports: Imports) -> None:
        self._plan = plan
        self._printer = printer
        self._imports = imports
        self._nested = nested_views(plan)
        self._shown = _names(plan)
        # What a column is called follows from its name alone, so it is the same on whichever table the link stands.
        self._attributes = {column.name.snake: column.name.attr for table in plan.tables for column in table.columns}

    def view(self, shape: Shape) -> list[str]:
        """The type of a view, of the rows that it shows, and the function that shows one."""
        table = self._table(shape)
        told = f"{shape.entity or shape.name} as shown."
        members = [self._member(field) for field in shape.fields]
        row = self.row_of(shape)
        blocks = [interface_block(view_class(shape), told, members)]
        if not self._is_plain(shape):
            blocks.append("\n".join([docstring("What it is shown of."), *self._row_type(shape, table)]))
        parameter = f"row: {row}" if shape.fields else f"_: {row}"
        lines = _returned([self._entry(field, table) for field in shape.fields])
        told = f"Return what is shown of one {table.name.title.lower()}."
        blocks.append(function_block(told, view_function(shape), [parameter], view_class(shape), lines))
        return [*blocks, *self._columns(shape)]

    def row_of(self, shape: Shape) -> str:
        """The type of the rows that a view shows, imported."""
        if self._is_plain(shape):
            return self._model(self._table(shape))
        return self._imports.type_name(view_home(self._plan, shape), f"{view_class(shape)}Row")

    def _is_plain(self, shape: Shape) -> bool:
        """Whether a view shows rows as their table has them."""
        return shape not in self._nested and not any(field.link or field.computed for field in shape.fields)

    def shared_page(self, shape: Shape) -> list[str]:
        """The page that lists answer with which have none of their own."""
        pages = (
            item.response.page
            for item in self._plan.operations
            if item.response.view == shape and item.response.media == "json"
        )
        shared = next((page for page in pages if page is not None and page.shape is None), None)
        return self._page(page_class(shape), shape, shared) if shared is not None else []

    def own_page(self, operation: OperationPlan) -> list[str]:
        """The page that one operation has for itself."""
        page, view = operation.response.page, operation.response.view
        if page is None or page.shape is None or view is None or operation.response.media != "json":
            return []
        return self._page(page.shape, view, page)

    def wrapped(self, operation: OperationPlan) -> list[str]:
        """The object around the one row of an answer."""
        wrapper, view = operation.response.wrapper, operation.response.view
        if wrapper is None or view is None:
            return []
        function = self._imports.name(view_home(self._plan, view), view_function(view))
        shown = self._imports.type_name(view_home(self._plan, view), view_class(view))
        wire = key(wrapper.wire)
        lines = returned(record([(wire, f"{function}(row)")]))
        parameters = [f"row: {self.row_of(view)}"]
        told = "Return what is shown of the row, in what it stands in."
        return [
            interface_block(wrapper.shape, "What the answer stands in.", [f"readonly {wire}: {shown}"]),
            function_block(told, const(wrapper.shape), parameters, wrapper.shape, lines),
        ]

    def aggregates(self, operation: OperationPlan) -> list[str]:
        """The measures of groups."""
        call = _aggregate_call(operation)
        if call is None:
            return []
        name = f"{operation.name.pascal}Group"
        types, shown = ["readonly group: string | null"], [("group", "row.group as string | null")]
        for measure in call.measures:
            wire = key(camel(measure.name) if self._plan.api.casing == "camel" else measure.name)
            absent = measure.function != "count"
            types.append(f"readonly {wire}: {optional(self._printer.wire_type(measure.type), absent)}")
            held = self._printer.host_type(measure.type, nullable=absent)
            source = f"(row{member(measure.name)} as {held})"
            value = self._printer.shown(measure.type, source, nullable=absent)
            shown.append((wire, value[1:-1] if value == source else value))
        result, groups = result_class(operation), "readonly Readonly<Record<string, unknown>>[]"
        told, mapped = "Return what is shown of the groups.", f"groups.map((row) => ({record(shown)}))"
        lines = returned(f"{{ groups: {mapped} }}")
        return [
            interface_block(name, "The measures of one group.", types),
            interface_block(result, "All groups.", [f"readonly groups: readonly {name}[]"]),
            function_block(told, const(result), [f"groups: {groups}"], result, lines),
        ]

    def _model(self, table: Table) -> str:
        """The type of a table's rows, imported; by another name where something that is shown is called so."""
        name = table.name.type
        if name not in self._shown:
            return self._imports.type_name(_MODELS, name)
        models = {item.name.type for item in self._plan.tables}
        other = next(item for item in numbered(f"{name}Model") if item not in models | self._shown)
        self._imports.type(_MODELS, f"{name} as {other}")
        return other

    def _table(self, shape: Shape) -> Table:
        return next(table for table in self._plan.tables if table.entity == shape.entity)

    def _member(self, field: Field) -> str:
        """A member of the type of a view."""
        kind = self._printer.wire_type(field.type) if field.view is None else self._shown_type(field)
        mark = "" if field.required else "?"
        return f"readonly {key(field.wire)}{mark}: {optional(kind, field.nullable and field.required)}"

    def _shown_type(self, field: Field) -> str:
        assert field.view is not None
        name = self._imports.type_name(NESTED, view_class(field.view))
        return f"readonly {name}[]" if field.type.kind == "array" else name

    def _row_type(self, shape: Shape, table: Table) -> list[str]:
        """The type of the rows that a view shows: what is around the row of the table, then that row itself."""
        kind: Kind = self._model(table)
        if shape in self._nested:
            held = {column.name.snake: column.name.attr for column in table.columns}
            plain = (held[field.column or ""] for field in shape.fields if not field.link and not field.computed)
            names = [text(name) for name in dict.fromkeys(plain)]
            kind = Generic("Pick", [kind, Union(names)]) if names else "object"
        links = [self._linked(field) for field in shape.fields if field.link]
        if links:
            kind = Generic(self._imports.type_name("src/repositories/links.ts", "Linked"), [kind, Members(links)])
        computed = [self._computed(field) for field in shape.fields if field.computed]
        if computed:
            kind = Generic(self._imports.type_name("src/repositories/shown.ts", "Shown"), [kind, Members(computed)])
        return type_lines(f"export type {view_class(shape)}Row = ", kind, ";")

    def _linked(self, field: Field) -> str:
        kind = self._printer.host_type(field.type, nullable=field.nullable)
        return f"readonly {key(self._attributes[field.column or ''])}: {kind}"

    def _computed(self, field: Field) -> str:
        if field.view is None:
            kind = self._printer.host_type(field.type)
        else:
            name = self.row_of(field.view)
            kind = f"readonly {name}[]" if field.type.kind == "array" else name
        return f"readonly {key(field.name.camel)}: {optional(kind, field.nullable)}"

    def _entry(self, field: Field, table: Table) -> str:
        """A member of what is shown; one that may be left out is spread."""
        if field.computed:
            source = f"row.shown{member(field.name.camel)}"
        elif field.link:
            source = f"row.linked{member(self._attributes[field.column or ''])}"
        else:
            source = f"row.{table.column(field.column or '').name.attr}"
        if field.required:
            return f"{key(field.wire)}: {self._value(field, source, nullable=field.nullable)}"
        value = self._value(field, source, nullable=False)
        return f"...({source} === null ? {{}} : {record([(key(field.wire), value)])})"

    def _value(self, field: Field, source: str, *, nullable: bool) -> str:
        if field.view is None:
            return self._printer.shown(field.type, source, nullable=nullable)
        function = self._imports.name(NESTED, view_function(field.view))
        if field.type.kind == "array":
            return f"{source}.map({function})"
        return f"{source} === null ? null : {function}({source})" if nullable else f"{function}({source})"

    def _page(self, name: str, shape: Shape, page: PageMembers) -> list[str]:
        function = self._imports.name(view_home(self._plan, shape), view_function(shape))
        shown = self._imports.type_name(view_home(self._plan, shape), view_class(shape))
        members = (
            (page.rows, f"page.items.map({function})", f"readonly {shown}[]"),
            (page.next_cursor, "page.nextCursor", "string | null"),
            (page.total, "page.total", "number"),
            (page.limit, "page.limit", "number"),
            (page.offset, "page.offset", "number"),
        )
        types = [f"readonly {key(wire)}: {kind}" for wire, _, kind in members if wire is not None]
        entries = [(key(wire), value) for wire, value, _ in members if wire is not None]
        paged = self._imports.type_name("src/repositories/paging.ts", "Page")
        parameters = [f"page: {paged}<{self.row_of(shape)}>"]
        return [
            interface_block(name, "A page of them.", types),
            function_block("Return what is shown of a page.", const(name), parameters, name, returned(record(entries))),
        ]

    def _columns(self, shape: Shape) -> list[str]:
        """The members of a view that is answered as a table, and which of them are texts."""
        answers = (item.response for item in self._plan.operations if item.response.view == shape)
        if not any(item.media == "csv" or (item.media == "html" and item.page is not None) for item in answers):
            return []
        listed = [f"{key(field.wire)}: {'true' if field.type.kind in _TEXTS else 'false'}" for field in shape.fields]
        lines = bracketed(f"export const {columns_const(shape)} = {{", listed, "} as const;")
        return ["\n".join([docstring("The columns of a table of them, and whether they hold texts."), *lines])]


def _names(plan: RenderPlan) -> frozenset[str]:
    """Names of types that modules of schemas declare."""
    views = [item for item in plan.shapes if item.role == "view"]
    found = {item.name for item in plan.shapes if item.role == "input"}
    found |= {name for item in views for name in (view_class(item), page_class(item), f"{view_class(item)}Row")}
    for item in plan.operations:
        answer = item.response
        found |= {outer.shape for outer in (item.wrapper, answer.wrapper) if outer is not None}
        found |= {answer.page.shape} if answer.page is not None and answer.page.shape is not None else set()
    return frozenset(found)


def _aggregate_call(operation: OperationPlan) -> AggregateRows | None:
    return next((node.call for node in operation.nodes if isinstance(node, FetchAggregate)), None)


def _returned(members: Sequence[str]) -> list[str]:
    """`return` of an object."""
    flat = f"{INDENT}return {{ {', '.join(members)} }};" if members else f"{INDENT}return {{}};"
    if len(flat) <= WIDTH:
        return [flat]
    inner = [line for item in members for line in folded(item, 2, tail=",")]
    return [f"{INDENT}return {{", *inner, f"{INDENT}}};"]
