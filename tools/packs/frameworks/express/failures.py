"""Prints error bodies in the shape that the contract shows: the meaning is `tools.blueprint.failures`."""

from collections.abc import Iterable, Sequence

from tools.blueprint.plan.failures import ByField, Constant, Each, ErrorForm, ErrorFormat, Members, Told
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import (
    INDENT,
    assignment,
    bracketed,
    docstring,
    exploded,
    folded,
    module,
    returned,
)
from tools.packs.languages.typescript.literals import key, literal, template, text

_PATH = "src/core/error-bodies.ts"
_OF_ERROR = {
    "code": "problem.case.code",
    "title": "problem.case.title",
    "status": "problem.case.status",
    "message": "problem.case.title",
}
_OF_FIELD = {"field": "fault.field", "message": "fault.message", "code": "fault.code"}


def error_bodies_module(format: ErrorFormat, wrappers: Sequence[str] = ()) -> str:
    """`src/core/error-bodies.ts`; `wrappers` are the members that bodies stand in."""
    assert format.form is not None
    printer = _Printer()
    body = printer.form(format.form)
    imports = Imports(_PATH)
    imports.type("express", "Request", "Response")
    imports.type("src/core/errors.ts", "Problem")
    imports.add("src/core/responses.ts", "answer")
    blocks = [_body(body, printer)]
    if printer.repeats:
        imports.type("src/core/errors.ts", "FieldError")
        names = ", ".join(text(name) for name in wrappers)
        known = assignment("WRAPPERS: readonly string[]", f"[{names}]") if wrappers else []
        blocks = ["\n".join(known), _FAULT, *blocks, _faults(format), _field(format, wrapped=bool(wrappers))]
    return module("Error bodies, in the shape that the contract shows.", imports.render(), *blocks, _response(format))


def messages_constant(format: ErrorFormat) -> str:
    """The texts that the contract wants for what is wrong with a field; empty where it wants none."""
    entries = [f"{key(code)}: {text(message)}" for code, message in format.messages]
    return exploded("const MESSAGES: Readonly<Record<string, string>> = {", entries, "};") if entries else ""


_FAULT = """interface Fault {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}"""


class _Printer:
    """Prints a form as an expression; `named` gathers the statements of the objects by field."""

    def __init__(self) -> None:
        self.repeats = False
        self.named: list[str] = []
        self._count = 0

    def form(self, form: ErrorForm, slots: dict[str, str] | None = None) -> str:
        slots = slots or _OF_ERROR
        match form:
            case Constant(value):
                return literal(value)
            case Told():
                return _told(form, slots)
            case Members(members):
                return _object((key(name), self.form(member, slots)) for name, member in members)
            case Each(item):
                self.repeats = True
                printed = self.form(item, _OF_FIELD)
                return f"faultsOf(problem).map((fault) => {f'({printed})' if printed.startswith('{') else printed})"
            case ByField(item, many):
                self.repeats = True
                return f"Object.fromEntries({self._by_field(_told(item, _OF_FIELD), many)})"
        raise TypeError(f"{type(form).__name__} is no form of an error")

    def _by_field(self, item: str, many: bool) -> str:
        self._count += 1
        name = "byField" if self._count == 1 else f"byField{self._count}"
        kind = "string[]" if many else "string"
        value = f"[...({name}.get(fault.field) ?? []), {item}]" if many else f"{name}.get(fault.field) ?? {item}"
        self.named += [
            f"{INDENT}const {name} = new Map<string, {kind}>();",
            f"{INDENT}for (const fault of faultsOf(problem)) {{",
            *bracketed(f"{name}.set(", ["fault.field", value], ");", 2),
            f"{INDENT}}}",
        ]
        return name


def _object(members: Iterable[tuple[str, str]]) -> str:
    inner = ", ".join(f"{name}: {value}" for name, value in members)
    return f"{{ {inner} }}" if inner else "{}"


def _told(form: Told, slots: dict[str, str]) -> str:
    if form.alone is not None:
        return slots[form.alone]
    if not form.slots:
        return text(form.pieces[0])
    parts = [template(piece) if at % 2 == 0 else f"${{{slots[piece]}}}" for at, piece in enumerate(form.pieces)]
    return f"`{''.join(parts)}`"


def _body(body: str, printer: _Printer) -> str:
    head = "export function errorBody(problem: Problem): unknown {"
    return "\n".join([docstring("Return what the client is told."), head, *printer.named, *returned(body), "}"])


def _faults(format: ErrorFormat) -> str:
    made = [
        "const found = problem.errors.map((error) => {",
        f"{INDENT}const field = fieldOf(error);",
        f"{INDENT}return {{ field, message: error.message, code: error.code }};",
        "});",
    ]
    lines = ["function faultsOf(problem: Problem): Fault[] {", *(f"{INDENT}{line}" for line in made)]
    if format.whole:
        return "\n".join([*lines, f"{INDENT}return found;", "}"])
    whole = [("field", text(format.general)), ("message", _OF_ERROR["message"]), ("code", _OF_ERROR["code"])]
    choice = f"found.length > 0 ? found : [{_object(whole)}]"
    return "\n".join([*lines, *folded(choice, 1, "return ", ";"), "}"])


def _field(format: ErrorFormat, *, wrapped: bool) -> str:
    bare = [
        f"{INDENT}if (steps.length > 1 && WRAPPERS.includes(steps[0] ?? '')) {{",
        f"{INDENT * 2}steps.shift();",
        f"{INDENT}}}",
    ]
    return "\n".join(
        [
            docstring("Return the parts of the pointer, joined by dots, or the name of the parameter."),
            "function fieldOf(error: FieldError): string {",
            f"{INDENT}const steps = (error.pointer ?? '').split('/').slice(1);",
            *(bare if wrapped else []),
            f"{INDENT}const named = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');",
            f"{INDENT}return named === '' ? (error.parameter ?? {text(format.general)}) : named;",
            "}",
        ]
    )


def _response(format: ErrorFormat) -> str:
    items = ["...problem.headers", f"'Content-Type': {text(format.media_type)}"]
    return "\n".join(
        [
            docstring("Render a refusal; who is refused gets no cookie."),
            "export function problemResponse(_request: Request, response: Response, problem: Problem): void {",
            *bracketed("const headers = {", items, "};", 1),
            f"{INDENT}response.removeHeader('Set-Cookie');",
            f"{INDENT}const content = JSON.stringify(errorBody(problem));",
            f"{INDENT}answer(response, {{ status: problem.case.status, headers, content }});",
            "}",
        ]
    )
