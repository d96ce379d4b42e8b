"""What the functions of a repository have in common: signature, conditions, statement lines."""

from collections.abc import Sequence

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Condition, Parameter
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.annotations import annotation, optional, parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, assignment, bracketed, docstring, statement
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions

REFRESH = 'execution_options={"populate_existing": True}'
"""What the session holds of the row gives way to what the statement reads."""


def phrase(table: Table) -> str:
    """The row for people, with its article: `an author`."""
    name = table.name.snake.replace("_", " ")
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def arguments(plan: RenderPlan, parameters: Sequence[Parameter], imports: Imports) -> list[str]:
    """Keyword parameters, typed."""
    enums = plan.enums
    found = []
    for item in parameters:
        kind = annotation(item.type, imports, enums)
        found.append(f"{parameter(item.name)}: {optional(kind, item.nullable)}")
    return found


def signature(name: str, keywords: Sequence[str], answer: str) -> str:
    """The `def` lines; what is not the session is passed by keyword."""
    items = ["session: Session", *(["*", *keywords] if keywords else [])]
    return "\n".join(bracketed(f"async def {name}(", items, f") -> {answer}:"))


def function(name: str, keywords: Sequence[str], answer: str, summary: str, lines: Sequence[str]) -> str:
    """A whole function."""
    return "\n".join([signature(name, keywords, answer), docstring(summary, 1), *lines])


def narrowed(table: Table, start: str, conditions: Sequence[Condition], printer: StoreExpressions) -> list[str]:
    """`statement = <start>.where(…)`, then one `if` for each condition that a flag can lift."""
    always = [printer.condition(item) for item in conditions if item.unless is None]
    lines = [statement(f"statement = {start}.where(", always, ")")] if always else [f"{INDENT}statement = {start}"]
    lifted = []
    for item in conditions:
        if item.unless is not None:
            lifted.append(f"{INDENT}if not {parameter(item.unless)}:")
            lifted.append(statement("statement = statement.where(", [printer.condition(item)], ")", 2))
    return [*printer.aliases.lines(), *lines, *lifted]


def mapping(head: str, base: str | None, entries: Sequence[tuple[str, str]], tail: str, level: int = 1) -> list[str]:
    """`head({**base, "a": b})`, or an assignment to `head`, on one line where it fits."""
    items = [f"**{base}"] if base else []
    items += [f'"{key}": {value}' for key, value in entries]
    if base and not entries:
        return [
            f"{INDENT * level}{head}{base}{tail}" if head.endswith("(") else f"{INDENT * level}{head} = dict({base})"
        ]
    inner = f"{{{', '.join(items)}}}"
    return bracketed(head, [inner], tail, level) if head.endswith("(") else assignment(head, inner, level)
