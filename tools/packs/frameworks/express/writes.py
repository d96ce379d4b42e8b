"""Prints the writes of an operation, with what callers are told where one runs into a constraint."""

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import chain

from tools.blueprint.names import numbered
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import WriteStep
from tools.blueprint.plan.store import DeleteRow, UpdateRow
from tools.packs.frameworks.express.host import bound
from tools.packs.frameworks.express.statements import REFERENCES, StatementPrinter
from tools.packs.items import offered, pointers, source_of
from tools.packs.languages.typescript.layout import INDENT, bracketed, expression, returned
from tools.packs.languages.typescript.literals import record, text

_BASE = "src/schemas/base.ts"


def write_lines(printer: StatementPrinter, step: WriteStep, number: int) -> list[str]:
    """The statements of one write; `number`: which one of the operation's it is."""
    call = step.call
    accept: tuple[str, ...] = getattr(call, "accept", ())
    if not accept:
        return _written(printer, step, number, [])
    function = "sentOf" if isinstance(call, UpdateRow) else "valuesOf"
    source = source_of(step)
    chosen = [printer.sender(source), *_accepted(printer, accept, source)]
    taken = f"{printer.imports.name(_BASE, function)}({', '.join(chosen)})"
    if not (isinstance(call, UpdateRow) and call.only_when_sent):
        return _written(printer, step, number, [("values", taken)])
    return _when_sent(printer, step, number, taken)


def _when_sent(printer: StatementPrinter, step: WriteStep, number: int, taken: str) -> list[str]:
    """A write that is left out where nothing was sent for it."""
    changes = printer.fresh("changes")
    lines = printer.bind(changes, taken)
    if _is_last(printer, step):
        assert step.bind is not None
        return [
            *lines,
            f"{printer.margin}if (Object.keys({changes}).length === 0) {{",
            *returned(printer.host.variable(step.bind), printer.level + 1),
            f"{printer.margin}}}",
            *_written(printer, step, number, [("values", changes)]),
        ]
    if step.bind is not None and step.bind not in printer.outer and printer.later.asked(step.bind, number):
        lines += printer.outlive(step.bind)
    lines.append(f"{printer.margin}if (Object.keys({changes}).length > 0) {{")
    before, printer.level = dict(printer.host.variables), printer.level + 1
    lines += _written(printer, step, number, [("values", changes)])
    printer.level -= 1
    printer.host.variables = before
    return [*lines, f"{printer.margin}}}"]


def _is_last(printer: StatementPrinter, step: WriteStep) -> bool:
    """Whether the operation answers with the row as this write leaves it, and does nothing else."""
    operation = printer.operation
    last = operation.nodes[-1]
    plain = operation.response.form == "object" and not operation.response.beside and operation.response.file is None
    return (
        plain
        and printer.level == 1
        and step.bind is not None
        and step.bind == operation.response.bind
        and getattr(last, "writes", (None,))[-1] is step
    )


def _written(printer: StatementPrinter, step: WriteStep, number: int, extra: list[tuple[str, str]]) -> list[str]:
    call, lost = step.call, step.lost
    with printer.host.facts.in_function() if step.conflicts else nullcontext():
        printed = printer.call(call, extra)
    printed = _refusing(printer, step, printed) if step.conflicts else printed
    if isinstance(call, DeleteRow) and lost is not None:
        done = printer.fresh("done")
        return [*printer.bind(done, printed), *printer.refuse(f"!{done}", lost)]
    if isinstance(call, UpdateRow) and lost is not None:
        return _changed(printer, step, number, printed)
    if step.bind is not None and step.bind in printer.asked:
        return printer.bind(bound(printer.operation, step.bind), printed)
    return printer.statement(printed)


def _changed(printer: StatementPrinter, step: WriteStep, number: int, printed: str) -> list[str]:
    """A change of a row, which is the bound one from then on."""
    assert step.lost is not None
    if step.bind is None:
        done = printer.fresh("done")
        return [*printer.bind(done, printed), *printer.refuse(f"{done} === null", step.lost)]
    name = bound(printer.operation, step.bind)
    changed = printer.fresh(f"changed{name[:1].upper()}{name[1:]}")
    lines = [*printer.bind(changed, printed), *printer.refuse(f"{changed} === null", step.lost)]
    if step.bind in printer.outer:
        variable = printer.host.variable(step.bind)
        printer.host.facts.forget(variable)
        return [*lines, f"{printer.margin}{variable} = {changed};"] if printer.later.asked(step.bind, number) else lines
    printer.host.variables[step.bind] = changed
    return lines


def _refusing(printer: StatementPrinter, step: WriteStep, printed: str) -> str:
    """The write, and around it what makes refusals of conflicts."""
    refusing = printer.imports.name("src/core/constraints.ts", "refusing")
    after = f", {REFERENCES}" if printer.asked_after is not None else ""
    around = f"{refusing}({_refusals(printer, step)}, () => {printed.removeprefix('await ')}{after})"
    source = source_of(step)
    if source is None or not any(pointers(printer.operation, item, step) for item in step.conflicts):
        return f"await {around}"
    inner = expression(around, printer.level + 1, ",")
    return "\n".join([f"await inside({printer.told_inside(source)}, () =>", *inner, f"{printer.margin})"])


def _accepted(printer: StatementPrinter, accept: Sequence[str], source: BoundValue | None) -> list[str]:
    """The names for `valuesOf` and `sentOf`: none when the whole body, or item, is meant."""
    fields = offered(printer.operation, source)
    every = [item for item in fields if item.name.snake in accept]
    if len(every) == len(fields):
        return []
    return [f"[{', '.join(text(item.name.attr) for item in every)}]"]


def _refusals(printer: StatementPrinter, step: WriteStep) -> str:
    """The constant that lists the refusals of a write."""
    refusal = printer.imports.name("src/core/refusals.ts", "Refusal")
    entries = []
    for conflict in step.conflicts:
        places = pointers(printer.operation, conflict, step)
        items = [text(conflict.constraint), text(conflict.kind), printer.case(conflict.error)]
        if places or conflict.message:
            items.append(f"[{', '.join(map(text, places))}]")
        if conflict.message:
            items.append(record([("message", text(conflict.message))]))
        entries.append("\n".join(bracketed(f"new {refusal}(", items, ")", 1)).strip())
    # Operations that share a call may tell different fields of it.
    call, operation = step.call.name.upper(), printer.operation.name.snake.upper()
    for stem in chain([call], numbered(f"{call}_IN_{operation}")):
        name = f"{stem}_REFUSALS"
        lines = bracketed(f"const {name} = [", entries, "];")
        if any("\n" in entry for entry in entries):
            lines = [f"const {name} = [", *(f"{INDENT}{entry}," for entry in entries), "];"]
        constant = "\n".join(lines)
        if printer.constants.setdefault(name, constant) == constant:
            return name
    raise AssertionError("names are without end")
