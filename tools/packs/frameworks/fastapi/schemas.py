"""Schemas: request bodies, queries and views of one group."""

from tools.blueprint.names import camel
from tools.blueprint.plan.operation import FetchAggregate, OperationPlan
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.shapes import Shape, Wrapper
from tools.blueprint.plan.store import AggregateRows
from tools.packs.frameworks.fastapi.fields import NESTED, FieldPrinter, view_class
from tools.packs.frameworks.fastapi.host import local
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, module
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.patches import patches

_BASE = "app.schemas.base"
_NOT_FILTERS = frozenset({"limit", "cursor", "offset", "sort", "q", "group_by"})


def query_class(operation: OperationPlan) -> str:
    """`ListBooksQuery`."""
    return f"{operation.name.pascal}Query"


def page_class(shape: Shape) -> str:
    """`BookPage`."""
    return f"{shape.name}Page"


def result_class(operation: OperationPlan) -> str:
    """`AnalyzeBooksResult`."""
    return f"{operation.name.pascal}Result"


def view_home(plan: RenderPlan, shape: Shape) -> str:
    """The module of a view."""
    if shape in nested_views(plan):
        return NESTED
    group = next(group for group in plan.groups if shape in group.shapes)
    return f"app.schemas.{module_file(group.name)}"


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


def nested_module(plan: RenderPlan) -> str:
    """`app/schemas/nested.py`; empty where no view shows another one inside."""
    imports = Imports()
    printer = FieldPrinter(imports, plan.enums, among_nested=True)
    classes = [_view(plan, shape, printer, imports) for shape in nested_views(plan)]
    if not classes:
        return ""
    return module("Views that others show inside.", imports.render(), "\n".join(printer.aliases), *classes)


def schema_module(plan: RenderPlan, group: Group) -> str:
    """`app/schemas/<group>.py`; empty where the group has nothing but views that others show inside."""
    imports = Imports()
    printer = FieldPrinter(imports, plan.enums)
    operations = (*group.operations, *group.commands)
    patched, nested = patches(operations), nested_views(plan)
    classes: list[str] = []
    for shape in group.shapes:
        if shape.role == "input":
            classes += _items(shape, patched, printer)
            classes.append(_body(shape, shape.name in patched, printer, imports))
        else:
            if shape not in nested:
                classes.append(_view(plan, shape, printer, imports))
            pages = (item.response.page for item in plan.operations if item.response.view == shape)
            shared = next((page for page in pages if page is not None and page.shape is None), None)
            if shared is not None:
                classes.append(_page(plan, page_class(shape), shape, shared, imports))
    for operation in group.operations:
        classes += _wrapped(plan, operation, imports)
        page, view = operation.response.page, operation.response.view
        if page is not None and page.shape is not None and view is not None:
            _import_view(plan, group, view, imports)
            classes.append(_page(plan, page.shape, view, page, imports))
        if operation.query:
            classes.append(_query(plan, operation, printer, imports))
        classes += _aggregates(plan, operation, printer, imports)
    if not classes:
        return ""
    return module(
        f"Bodies, queries and views of {group.name.plural_snake.replace('_', ' ')}.",
        imports.render(),
        "\n".join(printer.aliases),
        *classes,
    )


def _items(shape: Shape, patched: frozenset[str], printer: FieldPrinter) -> list[str]:
    """The classes of objects that stand in lists of a body."""
    found = []
    for kind in (field.type.items for field in shape.fields):
        if kind is not None and kind.shape is not None:
            printer.owner = kind.shape
            lines: list[str] = []
            for member in kind.members:
                lines += printer.body(member, patch=kind.shape in patched, cell=shape.table)
            summary = "A row of the table." if shape.table else "One object of the list."
            found.append(_class(kind.shape, "Body", summary, lines))
    return found


def _body(shape: Shape, patch: bool, printer: FieldPrinter, imports: Imports) -> str:
    imports.add(_BASE, "Body")
    printer.owner = shape.name
    lines: list[str] = []
    for field in shape.fields:
        lines += printer.body(field, patch=patch)
    return _class(shape.name, "Body", f"The body of `{shape.name}`.", lines)


def _view(plan: RenderPlan, shape: Shape, printer: FieldPrinter, imports: Imports) -> str:
    imports.add(_BASE, "View")
    table = next(table for table in plan.tables if table.entity == shape.entity)
    held = {column.name.snake: column.name.attr for column in table.columns}
    lines = [line for field in shape.fields for line in printer.view(field, held.get(field.column or ""))]
    return _class(view_class(shape), "View", f"{(shape.entity or shape.name)} as shown.", lines)


def _wrapped(plan: RenderPlan, operation: OperationPlan, imports: Imports) -> list[str]:
    """The objects around the body and the answer."""
    classes = []
    view = operation.response.view
    if operation.wrapper is not None and operation.body is not None:
        imports.add(_BASE, "Body")
        member = _member(operation.wrapper, operation.body.name, "alias", imports)
        classes.append(_class(operation.wrapper.shape, "Body", "What the body stands in.", [member]))
    if operation.response.wrapper is not None and view is not None:
        imports.add(_BASE, "View")
        _import_view(plan, next(group for group in plan.groups if operation in group.operations), view, imports)
        member = _member(operation.response.wrapper, view_class(view), "serialization_alias", imports)
        classes.append(_class(operation.response.wrapper.shape, "View", "What the answer stands in.", [member]))
    return classes


def _import_view(plan: RenderPlan, group: Group, view: Shape, imports: Imports) -> None:
    """Imports the class of a view, unless it stands in the module of the group."""
    if view_home(plan, view) != f"app.schemas.{module_file(group.name)}":
        imports.add(view_home(plan, view), view_class(view))


def _member(wrapper: Wrapper, kind: str, alias: str, imports: Imports) -> str:
    if wrapper.wire == wrapper.name.attr:
        return f"{INDENT}{wrapper.name.attr}: {kind}"
    imports.add("pydantic", "Field")
    return f"{INDENT}{wrapper.name.attr}: {kind} = Field({alias}={text(wrapper.wire)})"


def _page(plan: RenderPlan, name: str, shape: Shape, page: PageMembers, imports: Imports) -> str:
    imports.add(_BASE, "View")
    if shape in nested_views(plan):
        imports.add(NESTED, view_class(shape))
    members = (
        (page.rows, "items", f"list[{view_class(shape)}]"), (page.next_cursor, "next_cursor", "str | None"),
        (page.total, "total", "int"), (page.limit, "limit", "int"), (page.offset, "offset", "int"),
    )  # fmt: skip
    lines = []
    for wire, attribute, kind in members:
        if wire == attribute:
            lines.append(f"{INDENT}{attribute}: {kind}")
        elif wire is not None:
            imports.add("pydantic", "Field")
            lines.append(f"{INDENT}{attribute}: {kind} = Field(serialization_alias={text(wire)})")
    return _class(name, "View", "A page of them.", lines)


def _query(plan: RenderPlan, operation: OperationPlan, printer: FieldPrinter, imports: Imports) -> str:
    imports.add(_BASE, "Query")
    printer.owner = operation.name.pascal
    lines = []
    for field in operation.query:
        lines += printer.query(field)
    members = [text(field.wire) for field in operation.query if field.type.kind == "members"]
    if members:
        made = imports.name("app.core.members", "gathered")
        lines += ["", f"{INDENT}_gathered = {made}({', '.join(members)})"]
    filters = [field.name.attr for field in operation.query if field.name.snake not in _NOT_FILTERS]
    if operation.response.form == "page":
        imports.add("app.repositories.ordering", "Listing")
        lines += _listing(plan, operation, bool(filters), imports)
    elif operation.response.form == "aggregate":
        imports.add("typing", "Any")
        lines += [
            "",
            f"{INDENT}def filters(self) -> dict[str, Any]:",
            docstring("Return the filters that were sent.", 2),
        ]
        others = _others(operation)
        lines.append(
            f"{INDENT * 2}return self.chosen({{{', '.join(others)}}})"
            if others
            else f"{INDENT * 2}return self.chosen(())"
        )
    return _class(query_class(operation), "Query", f"What `{operation.name.snake}` can be asked.", lines)


def _others(operation: OperationPlan) -> list[str]:
    return [f'"{field.name.attr}"' for field in operation.query if field.name.snake in _NOT_FILTERS]


def listing_of(plan: RenderPlan, operation: OperationPlan) -> str:
    """What a service asks its store for; lists of one operation are told apart by the path."""
    if plan.api.pagination != "cursor":
        return "query.listing()"
    return f"query.listing({', '.join(local(field.name.attr) for field in operation.path_fields)})"


def listing_within(plan: RenderPlan, place: str) -> str:
    """What a field that leads to rows asks the store for, all owners at once."""
    return f"query.listing({text(place)})" if plan.api.pagination == "cursor" else "query.listing()"


def _listing(plan: RenderPlan, operation: OperationPlan, filters: bool, imports: Imports) -> list[str]:
    names = {field.name.snake for field in operation.query}
    others = ", ".join(_others(operation))
    chosen = f"self.chosen({{{others}}})" if filters else "{}"
    arguments = [chosen, "self.sort" if "sort" in names else "()", "self.limit"]
    within, summary = "", "Return which rows are wanted, and in which order."
    if plan.api.pagination == "cursor":
        of = [text(operation.name.snake), *(["self.q"] if "q" in names else [])]
        if operation.path_fields or plan.api.graphql:
            imports.add("typing", "Any")
            of.append("*within")
            within, summary = ", *within: Any", f"{summary[:-1]}; `within` tells equal lists apart."
        arguments += ["self.cursor", f"({', '.join(of)},)" if len(of) == 1 else f"({', '.join(of)})"]
    else:
        arguments.append("self.offset")
    return [
        "",
        f"{INDENT}def listing(self{within}) -> Listing:",
        docstring(summary, 2),
        *bracketed("return Listing(", arguments, ")", 2),
    ]


def _aggregates(plan: RenderPlan, operation: OperationPlan, printer: FieldPrinter, imports: Imports) -> list[str]:
    call = _aggregate_call(operation)
    if call is None:
        return []
    imports.add(_BASE, "View")
    name = f"{operation.name.pascal}Group"
    lines = [f"{INDENT}group: str | None"]
    for measure in call.measures:
        kind = printer.shown(measure.type)
        kind = kind if measure.function == "count" else f"{kind} | None"
        wire = camel(measure.name)
        if plan.api.casing == "camel" and wire != measure.name:
            imports.add("pydantic", "Field")
            options = [f"serialization_alias={text(wire)}"]
            lines += bracketed(f"{measure.name}: {kind} = Field(", options, ")", 1)
        else:
            lines.append(f"{INDENT}{measure.name}: {kind}")
    groups = _class(name, "View", "The measures of one group.", lines)
    result = _class(result_class(operation), "View", "All groups.", [f"{INDENT}groups: list[{name}]"])
    return [groups, result]


def _aggregate_call(operation: OperationPlan) -> AggregateRows | None:
    return next((node.call for node in operation.nodes if isinstance(node, FetchAggregate)), None)


def _class(name: str, base: str, summary: str, lines: list[str]) -> str:
    return "\n".join([f"class {name}({base}):", docstring(summary, 1), "", *lines])
