"""What the functions of a repository have in common: signature, conditions, statement lines."""

from collections.abc import Sequence

from tools.blueprint.names import camel
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Condition, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.annotations import optional, parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, bracketed, docstring
from tools.packs.languages.typescript.literals import member, text
from tools.packs.persistence.kysely.codecs import Codecs
from tools.packs.persistence.kysely.expressions import StoreExpressions
from tools.packs.persistence.kysely.model_names import MODELS, build_name, columns_name, selection_name, values_name

WANTED = "wanted"
"""The keys that values or rows are asked for."""


def phrase(table: Table) -> str:
    """The row for people, with its article: `an author`."""
    name = table.name.snake.replace("_", " ")
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def plural(table: Table) -> str:
    """The rows for people: `order lines`."""
    return table.name.plural_snake.replace("_", " ")


class Model:
    """What the module of a table exports, imported where it is asked for."""

    def __init__(self, table: Table, imports: Imports) -> None:
        self._imports = imports
        self._table = table

    @property
    def type(self) -> str:
        """The type of a row: `Document`."""
        return self._imports.type_name(MODELS, self._table.name.type)

    @property
    def selection(self) -> str:
        """The columns of a row, to be selected."""
        return self._imports.name(MODELS, selection_name(self._table))

    @property
    def load(self) -> str:
        """The function that makes a row of what was selected."""
        return self._imports.name(MODELS, build_name(self._table))

    @property
    def values(self) -> str:
        """The function that makes stored values of those of a row."""
        return self._imports.name(MODELS, values_name(self._table))

    def column(self, name: str) -> str:
        """A column as an object: `documentColumns.title`."""
        columns = self._imports.name(MODELS, columns_name(self._table))
        return f"{columns}{member(self._table.column(name).name.attr)}"


def place(table: Table, name: str) -> str:
    """A column in quotes: `'documents.title'`."""
    return text(f"{table.physical}.{table.column(name).physical}")


def arguments(plan: RenderPlan, parameters: Sequence[Parameter], imports: Imports) -> list[tuple[str, str]]:
    """Name and type of each parameter."""
    codecs = Codecs(plan, imports)
    kinds = ((item.name, codecs.host_type(item.type), item.nullable) for item in parameters)
    return [(parameter(name), optional(kind, nullable)) for name, kind, nullable in kinds]


def function(
    name: str,
    keywords: Sequence[tuple[str, str]],
    answer: str,
    summary: str,
    lines: Sequence[str],
    *,
    local: bool = False,
) -> str:
    """A whole function; what is not the session comes in one object."""
    items = ["session: Session"]
    if keywords:
        items.append(f"{{ {', '.join(name for name, _ in keywords)} }}: {{ {'; '.join(map(': '.join, keywords))} }}")
    head = f"{'' if local else 'export '}async function {camel(name)}("
    return "\n".join([docstring(summary), *_signature(head, items, keywords, answer), *lines, "}"])


def _signature(head: str, items: Sequence[str], keywords: Sequence[tuple[str, str]], answer: str) -> list[str]:
    tail = f"): Promise<{answer}> {{"
    flat = f"{head}{', '.join(items)}{tail}"
    if len(flat) <= 110 or not keywords:
        return [flat]
    names = bracketed(f"{INDENT}{{", [name for name, _ in keywords], "}: {", 0)
    kinds = [f"{INDENT * 2}{name}: {kind};" for name, kind in keywords]
    return [head, f"{INDENT}session: Session,", *names, *kinds, f"{INDENT}}},", tail]


def narrowed(
    start: str, conditions: Sequence[Condition], printer: StoreExpressions, name: str = "statement", level: int = 1
) -> tuple[str, list[str]]:
    """A statement with its conditions, and the lines before: one `if` for each condition that a flag can lift."""
    always = [call for item in conditions if item.unless is None for call in printer.filters(item)]
    statement = f"{start}{''.join(always)}"
    lifted = [item for item in conditions if item.unless is not None]
    if not lifted:
        return statement, []
    lines = assignment(name, statement, level, "let ")
    for item in lifted:
        assert item.unless is not None
        lines.append(f"{INDENT * level}if (!{parameter(item.unless)}) {{")
        lines += assignment(name, f"{name}{''.join(printer.filters(item))}", level + 1, "")
        lines.append(f"{INDENT * level}}}")
    return name, lines


def record(entries: Sequence[tuple[str, str]], *bases: str) -> str:
    """An object literal on one line."""
    items = [*(f"...{base}" for base in bases), *(key if key == value else f"{key}: {value}" for key, value in entries)]
    return f"{{ {', '.join(items)} }}" if items else "{}"


def one_or_null(found: str, model: Model) -> list[str]:
    """Answers the row that was found, or null."""
    return [f"{INDENT}return {found} === undefined ? null : {model.load}({found});"]


def nothing_wanted() -> list[str]:
    """Where nothing is asked for, neither is the store: not every one knows of lists without items."""
    return [f"{INDENT}if ({WANTED}.length === 0) {{", f"{INDENT * 2}return new Map();", f"{INDENT}}}"]


def wanted_keys(codecs: Codecs, kind: ValueType) -> str:
    """The keys that are asked for, as the store keeps them."""
    stored = codecs.store("key", kind)
    return WANTED if stored == "key" else f"{WANTED}.map((key) => {stored})"
