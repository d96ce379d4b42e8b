"""Prints the nodes that compute values over relationships, for steps and for what is shown."""

from tools.blueprint.names import camel
from tools.blueprint.plan.operation import ShowRows
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.store import ComputeValues
from tools.packs.frameworks.express.host import bound
from tools.packs.frameworks.express.statements import StatementPrinter
from tools.packs.languages.typescript.layout import returned
from tools.packs.languages.typescript.literals import key, member, record, text

_SHOWN = "src/repositories/shown.ts"


def shown_beside(printer: StatementPrinter) -> list[tuple[str, str]]:
    """What steps have bound for fields beside those of the row."""
    beside = printer.operation.response.beside
    return [(key(camel(item.field.name.snake)), printer.host.print(item.value, item.field.type)) for item in beside]


def value_lines(printer: StatementPrinter, of: str, call: ComputeValues, absent: ErrorCase) -> list[str]:
    """Constants for the values of one bound row; without the row the operation ends."""
    wanted = [item for item in call.values if item.name in printer.asked]
    known, lines = _found(printer, of, call)
    if len(wanted) == 1:
        name = bound(printer.operation, wanted[0].name)
        lines += printer.bind(name, f"{known}?.{camel(wanted[0].name)}")
        return [*lines, *printer.refuse(f"{name} === undefined", absent)]
    variable = printer.fresh("known")
    lines += printer.bind(variable, known)
    lines += printer.refuse(f"{variable} === undefined", absent)
    for item in wanted:
        lines += printer.bind(bound(printer.operation, item.name), f"{variable}{member(camel(item.name))}")
    return lines


def shown_lines(printer: StatementPrinter, node: ShowRows) -> list[str]:
    """Puts what a view computes beside the bound row, or beside each row of the bound page, and answers that."""
    name = printer.host.variable(node.bind)
    if node.page:
        table = printer.plan.table(node.call.table)
        attr = table.column(table.primary_key[0]).name.attr
        values = printer.fresh("values")
        wanted = [("wanted", f"{name}.items.map((row) => row{member(attr)})")]
        lines = printer.bind(values, printer.call(node.call, wanted))
        beside = printer.imports.name(_SHOWN, "shownPage")
        return [*lines, *returned(f"{beside}({name}, {values}, {text(attr)})", printer.level)]
    known, lines = _found(printer, node.bind, node.call)
    variable = printer.fresh("known")
    lines += printer.bind(variable, known)
    lines += printer.refuse(f"{variable} === undefined", node.absent)
    others, shown = shown_beside(printer), printer.imports.name(_SHOWN, "shown")
    values = f"{{ ...{variable}, {record(others)[2:]}" if others else variable
    return [*lines, *returned(f"{shown}({name}, {values})", printer.level)]


def _found(printer: StatementPrinter, bind: str, call: ComputeValues) -> tuple[str, list[str]]:
    """The values of one bound row, and the lines that compute them."""
    table = printer.plan.table(call.table)
    key_of_row = f"{printer.host.variable(bind)}{member(table.column(table.primary_key[0]).name.attr)}"
    values = printer.fresh("values")
    return f"{values}.get({key_of_row})", printer.bind(values, printer.call(call, [("wanted", f"[{key_of_row}]")]))
