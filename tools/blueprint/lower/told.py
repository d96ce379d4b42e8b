"""Secrets and what lies outside: no event tells one, and no service is sent one."""

from collections.abc import Iterator, Mapping, Sequence

from tools.blueprint.lower.secrets import COMPARING
from tools.blueprint.model import Operation
from tools.blueprint.names import snake
from tools.blueprint.plan.expr import BoundValue, Call, Expr, InputValue
from tools.blueprint.plan.operation import Ask, Assign, Emit, ForEach, HashSecret, Node, VerifySecret, every
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

_Named = tuple[str, str | None]
"""What a secret is called: an input, a bound value, or a member of one."""


def check_told(source: Operation, nodes: Sequence[Node], tables: Mapping[str, Table], path: str) -> None:
    """Raises BadInput where a secret goes out: an input of a sensitive attribute, or what is hashed, or the hash.

    Sensitive columns are refused wherever an expression would tell them.
    """
    secrets = _sensitive_inputs(source, tables)
    for node in every(nodes):
        if isinstance(node, HashSecret | VerifySecret):
            secrets |= {(f"input.{value}", None) for value in _inputs(node.secret)}
    for node in every(nodes):
        match node:
            case HashSecret(bind=bind):
                secrets.add((bind, None))
            case Assign(bind=bind, value=value) if any(_told(value, secrets)):
                secrets.add((bind, None))
            case ForEach(bind=bind, items=InputValue(name=name)):
                secrets |= {(bind, member) for listed, member in secrets if listed == f"input.{name}"}
    for node in every(nodes):
        sent = node.members if isinstance(node, Emit) else node.sent if isinstance(node, Ask) else ()
        for name, value in sent:
            if any(_told(value, secrets)):
                raise BadInput(
                    f"`{name}` would tell a secret to others.",
                    hint="Leave it out, or take the flag `sensitive` off the attribute.",
                    code="secret-told",
                    path=path,
                )


def _sensitive_inputs(source: Operation, tables: Mapping[str, Table]) -> set[_Named]:
    found: set[_Named] = set()
    for item in source.inputs:
        if _is_sensitive(item.attribute, tables):
            found.add((f"input.{snake(item.name)}", None))
        found |= {
            (f"input.{snake(item.name)}", snake(member.name))
            for member in item.fields
            if _is_sensitive(member.attribute, tables)
        }
    return found


def _is_sensitive(attribute: str | None, tables: Mapping[str, Table]) -> bool:
    entity, _, name = (attribute or "").partition(".")
    table = tables.get(snake(entity))
    return table is not None and any(column.name.snake == snake(name) and column.sensitive for column in table.columns)


def _inputs(expr: Expr) -> Iterator[str]:
    if isinstance(expr, InputValue):
        yield expr.name
    elif isinstance(expr, Call):
        for arg in expr.args:
            yield from _inputs(arg)


def _told(expr: Expr, secrets: set[_Named]) -> Iterator[Expr]:
    """The secrets in an expression of which it tells more than whether they equal something."""
    match expr:
        case InputValue(name=name) if (f"input.{name}", None) in secrets:
            yield expr
        case BoundValue(bind=bind, column=column) if (bind, column) in secrets:
            yield expr
        case Call(function=function, args=args) if function not in COMPARING:
            for arg in args:
                yield from _told(arg, secrets)
