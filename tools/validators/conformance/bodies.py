"""Request bodies that keep a table's checks, and ones that break a single check."""

from collections.abc import Iterator, Mapping
from itertools import product

from tools.blueprint.characters import holding
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.table import CheckRule, Table
from tools.blueprint.plan.values import Member, ValueType
from tools.validators.conformance.edges import edges
from tools.validators.conformance.evaluate import Unknown, evaluate
from tools.validators.conformance.samples import default_value, sample

MAX_TRIES = 3000
PASSWORD = "correct horse battery staple "
Values = dict[str, object]
"""Column → value in wire form."""


def holds(rule: CheckRule, row: Mapping[str, object]) -> bool | None:
    """Whether the row keeps the check; None where that cannot be told."""
    try:
        return bool(evaluate(rule.that, row))
    except Unknown:
        return None


def keeping(table: Table, row: Values, fields: Mapping[str, Member], fixed: frozenset[str] = frozenset()) -> Values:
    """The row, with values other than the `fixed` ones changed until it keeps every check that can be told."""
    broken = [rule for rule in table.checks if holds(rule, row) is False]
    if not broken:
        return row
    columns = [name for name in dict.fromkeys(name for rule in broken for name in rule.columns) if name in fields]
    free = [name for name in columns if name not in fixed]
    for tried in _variants(row, free, fields):
        if all(holds(rule, tried) is not False for rule in table.checks):
            return tried
    return row


def breaking(table: Table, rule: CheckRule, row: Values, fields: Mapping[str, Member]) -> Values | None:
    """Other values for the rule's columns, which break this check and no other one."""
    columns = [name for name in rule.columns if name in fields]
    for tried in _variants(row, columns, fields):
        others = (other for other in table.checks if other.name != rule.name)
        if holds(rule, tried) is False and all(holds(other, tried) is not False for other in others):
            return {name: tried[name] for name in columns}
    return None


def plain(item: Field, number: int) -> object:
    """An ordinary value of an input."""
    if item.column is None and item.name.snake == "password":
        return password_of(item.type)
    return sample(item.type, number)


def password_of(kind: ValueType) -> str:
    """A password as it may be set."""
    least, most = kind.min_length or 0, kind.max_length or len(PASSWORD)
    text = PASSWORD * (least // len(PASSWORD) + 1)
    return holding(kind.needs, text[: max(least, min(most, len(PASSWORD) - 1))])


def checked(
    table: Table, sent: dict[str, object], accepted: Mapping[str, Member], given: frozenset[str]
) -> tuple[dict[str, object], Values]:
    """The body with values that keep the table's checks but for those `given`, and the row's values by column."""
    columns = {item.name.snake: item for item in accepted.values()}
    values: Values = {}
    for name, item in columns.items():
        default = default_value(item.default, item.type) if item.default is not None else None
        values[name] = sent.get(item.wire, default)
    fixed = frozenset(name for name in columns if columns[name].wire in given)
    values = keeping(table, values, columns, fixed)
    for name, item in columns.items():
        if item.wire in sent:
            sent[item.wire] = values[name]
    return sent, values


def _variants(row: Values, columns: list[str], fields: Mapping[str, Member]) -> Iterator[Values]:
    choices = [_choices(name, row, columns, fields[name]) for name in columns]
    for count, values in enumerate(product(*choices)):
        if count >= MAX_TRIES:
            return
        yield {**row, **dict(zip(columns, values, strict=True))}


def _choices(name: str, row: Values, columns: list[str], field: Member) -> list[object]:
    found: list[object] = [row.get(name)]
    found += [row[other] for other in columns if other != name and isinstance(row.get(other), type(row.get(name)))]
    found += [sample(field.type, number) for number in range(4)]
    found += [edge.sent for edge in edges(field.type, 1) if edge.sent == edge.answered]
    if field.nullable:
        found.append(None)
    return found
