"""Prints error bodies in the shape that the contract shows: the meaning is `tools.blueprint.failures`."""

from collections.abc import Sequence

from tools.blueprint.plan.failures import ByField, Constant, Each, ErrorForm, ErrorFormat, Members, Told
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, exploded, expression, module
from tools.packs.languages.python.literals import literal, text

_OF_ERROR = {
    "code": "problem.case.code",
    "title": "problem.case.title",
    "status": "problem.case.status",
    "message": "problem.case.title",
}
_OF_FIELD = {"field": "fault.field", "message": "fault.message", "code": "fault.code"}


def error_bodies_module(format: ErrorFormat, wrappers: Sequence[str] = ()) -> str:
    """`app/core/error_bodies.py`; `wrappers` are the members that bodies stand in."""
    assert format.form is not None
    printer = _Printer()
    body = printer.form(format.form)
    imports = Imports()
    imports.add("typing", "Any")
    imports.add("fastapi", "Request")
    imports.add("fastapi", "Response")
    imports.add("fastapi.responses", "JSONResponse")
    imports.add("app.core.errors", "Problem")
    blocks = [_body(body, printer)]
    if printer.repeats:
        imports.add("typing", "NamedTuple")
        imports.add("app.core.errors", "FieldError")
        known = bracketed("_WRAPPERS = frozenset({", [text(name) for name in wrappers], "})") if wrappers else []
        blocks = ["\n".join(known), _FAULT, *blocks, _faults(format), _field(format, wrapped=bool(wrappers))]
    return module("Error bodies, in the shape that the contract shows.", imports.render(), *blocks, _response(format))


def messages_constant(format: ErrorFormat) -> str:
    """The texts that the contract wants for what is wrong with a field; empty where it wants none."""
    entries = [f"{text(code)}: {text(message)}" for code, message in format.messages]
    return exploded("_MESSAGES = {", entries, "}") if entries else ""


_FAULT = """class _Fault(NamedTuple):
    field: str
    message: str
    code: str"""


class _Printer:
    """Prints a form as an expression; `named` gathers the statements of the objects by field."""

    def __init__(self) -> None:
        self.repeats = False
        self.named: list[str] = []

    def form(self, form: ErrorForm, slots: dict[str, str] | None = None) -> str:
        slots = slots or _OF_ERROR
        match form:
            case Constant(value):
                return literal(value)
            case Told():
                return _told(form, slots)
            case Members(members):
                return f"{{{', '.join(f'{text(name)}: {self.form(member, slots)}' for name, member in members)}}}"
            case Each(item):
                self.repeats = True
                return f"[{self.form(item, _OF_FIELD)} for fault in _faults(problem)]"
            case ByField(item, many):
                self.repeats = True
                return self._by_field(_told(item, _OF_FIELD), many)
        raise TypeError(f"{type(form).__name__} is no form of an error")

    def _by_field(self, item: str, many: bool) -> str:
        name = "by_field" if not self.named else f"by_field_{len(self.named) + 1}"
        start = "list[str]" if many else "str"
        put = f"setdefault(fault.field, []).append({item})" if many else f"setdefault(fault.field, {item})"
        loop = f"{INDENT}for fault in _faults(problem):\n{INDENT * 2}{name}.{put}"
        self.named.append(f"{INDENT}{name}: dict[str, {start}] = {{}}\n{loop}")
        return name


def _told(form: Told, slots: dict[str, str]) -> str:
    if form.alone is not None:
        return slots[form.alone]
    if not form.slots:
        return text(form.pieces[0])
    parts = [text(piece) if at % 2 == 0 else f"str({slots[piece]})" for at, piece in enumerate(form.pieces)]
    return " + ".join(part for part in parts if part != '""')


def _body(body: str, printer: _Printer) -> str:
    lines = ["def error_body(problem: Problem) -> Any:", docstring("Return what the client is told.", 1)]
    return "\n".join([*lines, *printer.named, *expression(f"return {body}", 1)])


def _faults(format: ErrorFormat) -> str:
    lines = [
        "def _faults(problem: Problem) -> list[_Fault]:",
        f"{INDENT}found = [_Fault(_field(error), error.message, error.code) for error in problem.errors]",
    ]
    if format.whole:
        return "\n".join([*lines[:1], lines[1].replace("found =", "return")])
    whole = [text(format.general), _OF_ERROR["message"], _OF_ERROR["code"]]
    return "\n".join([*lines, *bracketed("return found or [_Fault(", whole, ")]", 1)])


def _field(format: ErrorFormat, *, wrapped: bool) -> str:
    general = text(format.general)
    bare = [f"{INDENT}if len(steps) > 1 and steps[0] in _WRAPPERS:", f"{INDENT * 2}steps = steps[1:]"]
    return "\n".join(
        [
            "def _field(error: FieldError) -> str:",
            docstring("Return the parts of the pointer, joined by dots, or the name of the parameter.", 1),
            f'{INDENT}steps = (error.pointer or "").split("/")[1:]',
            *(bare if wrapped else []),
            f'{INDENT}named = ".".join(step.replace("~1", "/").replace("~0", "~") for step in steps)',
            f"{INDENT}return named or error.parameter or {general}",
        ]
    )


def _response(format: ErrorFormat) -> str:
    media = "" if format.media_type == "application/json" else f", media_type={text(format.media_type)}"
    return "\n".join(
        [
            "def problem_response(request: Request, problem: Problem) -> Response:",
            docstring("Render a refusal.", 1),
            f"{INDENT}return JSONResponse(error_body(problem), problem.case.status, problem.headers{media})",
        ]
    )
