"""The reference of operations, views, errors and expressions, written from the code that takes them. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from tools.blueprint.cel.functions import FUNCTIONS, Function
from tools.blueprint.cel.macros import MACROS, Macro
from tools.blueprint.cel.types import FAMILIES
from tools.blueprint.lower.errors import STANDARD
from tools.blueprint.lower.failures import RESTATED
from tools.blueprint.model import (
    Access,
    Auth,
    BearerCarrier,
    CookieCarrier,
    Datum,
    ErrorSpec,
    ErrorStyle,
    ErrorText,
    Event,
    HeaderCarrier,
    Input,
    Member,
    Operation,
    Port,
    PortCall,
    Response,
    View,
    ViewField,
)
from tools.blueprint.model.base import Part
from tools.blueprint.model.steps import STEPS
from tools.blueprint.plan.failures import FIELD_CODES

Titled = tuple[tuple[str, type[Part]], ...]
_OPERATIONS: Titled = (
    ("An operation", Operation),
    ("Access", Access),
    ("An input", Input),
    ("A member of the objects of a list", Member),
    ("The response", Response),
    ("An error of an operation", ErrorSpec),
)
_VIEWS: Titled = (("A view", View), ("A field of a view", ViewField))
_ERRORS: Titled = (("Errors of the API", ErrorStyle), ("A standard error in other words", ErrorText))
_ACCOUNTS: Titled = (
    ("Accounts", Auth),
    ("A token behind a word", BearerCarrier),
    ("A token in a header of its own", HeaderCarrier),
    ("A token in a cookie", CookieCarrier),
)
_OUTSIDE: Titled = (
    ("An event", Event),
    ("A value of an event or call", Datum),
    ("A port", Port),
    ("A call of a port", PortCall),
)
_OPERATORS = (
    ("`a && b`, `a || b`, `!a`", "conditions", "Never unknown: what is compared with null is true or false."),
    ("`==`, `!=`", "two values of one family", "Null is a value like others: `null == null` is true."),
    ("`<`, `<=`, `>`, `>=`", "numbers, texts, dates, datetimes", "False where a value is null. Texts by code point."),
    ("`a in [1, 2]`", "a value and a list of constants", "Null is only in a list that holds it."),
    ("`+`, `-`, `*`", "numbers", "Null where a value is null. An int and a decimal make a decimal."),
    ("`/`, `%`", "numbers", "Whole numbers divide toward zero; null for a division by zero."),
    ("`a ? b : c`", "a condition, and two values of one family", "The second value unless the condition is true."),
)
_ROOTS = (
    ("`row`", "the row that a step looks for or changes (`where`), or that a check of an entity is about"),
    ("`input`", "what the caller sent, by the names of the inputs; null where it was not sent"),
    (
        "`viewer`",
        "the calling account: its key, `role` and tenant; all null where access is `optional` and nobody "
        "is signed in, and not there in a public operation",
    ),
    ("a name that a step binds (`as`, `let`)", "the row that was found or made, or the value"),
)


def reference() -> str:
    """The whole reference, as Markdown."""
    sections = [
        "# Operations, views, errors and expressions",
        "What a Blueprint may say beyond entities and standard operations. This page is written from the code: "
        "`backend-engineer blueprint reference` prints it, `backend-engineer blueprint schema` prints the whole format "
        "as JSON Schema. [patterns.md](patterns.md) says in one line what many backends do alike. "
        "`tests/blueprints/` holds whole examples; `tools/blueprint/VALUES.md` says what a value is.",
        *_sections(_OPERATIONS),
        "## Steps\n\nAn operation runs its steps in their order. Its writes happen together or not at all; a row that "
        "decides a write is locked until it is written.",
        *(part_section(f"### `{kind}`", step) for kind, step in STEPS.items()),
        *_sections(_OUTSIDE),
        *_sections(_VIEWS),
        *_sections(_ERRORS),
        _standard_errors(),
        _field_codes(),
        *_sections(_ACCOUNTS),
        _expressions(),
    ]
    return "\n\n".join(sections) + "\n"


def _sections(parts: Titled) -> list[str]:
    """A chapter: the first part, and what belongs to it."""
    return [part_section(f"{'###' if place else '##'} {title}", part) for place, (title, part) in enumerate(parts)]


def part_section(heading: str, part: type[Part]) -> str:
    """A heading, what the part is, and a table of its keys."""
    rows = [(_name(name, field), _kind(name, part), _usual(field), field.description or "") for name, field in
            part.model_fields.items()]  # fmt: skip
    return f"{heading}\n\n{_line(part.__doc__ or '')}\n\n{table(('key', 'value', 'unless said', 'meaning'), rows)}"


def _name(name: str, field: FieldInfo) -> str:
    return f"`{field.alias or name}`"


def _kind(name: str, part: type[Part]) -> str:
    """The type of a key, in the words of JSON."""
    schema = part.model_json_schema(by_alias=True)
    parts = schema.get("$defs", {})
    whole = parts[part.__name__] if "$ref" in schema else schema
    return _words(whole["properties"][part.model_fields[name].alias or name], parts)


def _words(schema: dict[str, Any], parts: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        found = parts[name]
        return _words(found, parts) if "enum" in found else f"{_spaced(name)}"
    if "anyOf" in schema or "oneOf" in schema:
        kinds = dict.fromkeys(_words(item, parts) for item in schema.get("anyOf") or schema["oneOf"])
        shown = [kind for kind in kinds if kind != "null"]
        return "a step" if len(shown) > len(STEPS) // 2 else " or ".join(shown)
    if "enum" in schema:
        return " | ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    values = schema.get("additionalProperties") or next(iter(schema.get("patternProperties", {}).values()), None)
    match schema.get("type"):
        case "string" if schema.get("format") == "cel":
            return "expression"
        case "array":
            return f"list of {_words(schema.get('items', {}), parts)}"
        case "object" if isinstance(values, dict):
            return f"object of {_words(values, parts)}"
        case str(kind):
            return kind
    return "any JSON"


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _usual(field: FieldInfo) -> str:
    if field.is_required():
        return "*needed*"
    value = field.default if field.default is not PydanticUndefined else None
    match value:
        case None | () | "" | {}:
            return ""
        case bool():
            return f"`{str(value).lower()}`"
        case Part():
            return ""
    return f"`{getattr(value, 'value', value)}`"


def _standard_errors() -> str:
    rows = [
        (f"`{case.code}`", str(case.status), case.title, "yes" if case.code in RESTATED else "")
        for case in STANDARD.values()
    ]
    return f"### Standard errors\n\n{table(('code', 'status', 'title', 'an operation may restate it'), rows)}"


def _field_codes() -> str:
    return f"### What can be wrong with a field\n\n{', '.join(f'`{code}`' for code in FIELD_CODES)}."


def _expressions() -> str:
    families = sorted(set(FAMILIES.values()))
    kinds = [(family, ", ".join(f"`{kind}`" for kind, of in FAMILIES.items() if of == family)) for family in families]
    sections = [
        "## Expressions\n\nConditions and values are a subset of CEL, the Common Expression Language, typed "
        "against the Blueprint before anything is built; a mistake is shown with a caret under it.",
        f"### What an expression may name\n\n{table(('name', 'what it is'), _ROOTS)}",
        f"### Families of types\n\nValues of one family compare; an int and a decimal do too.\n\n"
        f"{table(('family', 'types'), kinds)}",
        f"### Operators\n\n{table(('operator', 'takes', 'meaning'), _OPERATORS)}",
        f"### Functions\n\n{table(('example', 'gives', 'meaning'), map(_function, FUNCTIONS))}",
        "### Related rows\n\nOf `row`, or of a row that a step has bound, a relationship leads on: to one row, whose "
        "columns are read by a point (`row.author.name`), or to many, of which this can be asked. The first argument "
        "names each of them; the last condition may be left out. Rows that are marked as deleted are not there, and a "
        "name behind a reference that leads to nobody is null.\n\n"
        f"{table(('example', 'meaning'), map(_macro, MACROS))}",
        '### Literals\n\n`1`, `0.5`, `true`, `null`, `"text"`, and lists of constants: `["paid", "shipped"]`.',
    ]
    return "\n\n".join(sections)


def _function(function: Function) -> tuple[str, str, str]:
    return f"`{function.example}`", FAMILIES[function.gives.kind], function.meaning


def _macro(macro: Macro) -> tuple[str, str]:
    return f"`{macro.example}`", macro.meaning


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _line(text: str) -> str:
    return " ".join(text.split())
