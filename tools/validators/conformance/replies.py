"""What services outside answer while a plan is played: whoever plays it stands for them."""

from collections.abc import Iterator, Mapping

from tools.blueprint.plan.operation import Ask, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.document import Step
from tools.validators.conformance.edges import edges
from tools.validators.conformance.samples import sample

_NUMBERS = frozenset({"int32", "int64", "decimal", "float"})
_NUMBER = 1
"""Of the samples that are answered."""

Replies = Mapping[str, object]
"""Values of answers by what expressions call them: `charge.accepted`."""


def address(plan: RenderPlan, ask: Ask) -> str:
    """Port and call, as they stand in the address of a service over HTTP."""
    return f"{ask.port}/{plan.port(ask.port).call(ask.call).name.kebab}"


def usual(plan: RenderPlan) -> dict[str, dict[str, object]]:
    """What each call is answered with unless a case says otherwise, by address."""
    return {
        f"{port.name.snake}/{call.name.kebab}": {item.wire: _usual(item) for item in call.reply.fields}
        for port in plan.ports
        for call in port.calls
    }


def replies(plan: RenderPlan, operation: OperationPlan) -> Iterator[Replies]:
    """Answers to what the operation asks: the usual ones, then each with one value that is another."""
    first = {f"{ask.bind}.{item.name.snake}": _usual(item) for ask, item in _fields(plan, operation)}
    yield first
    for ask, item in _fields(plan, operation):
        yield from ({**first, f"{ask.bind}.{item.name.snake}": value} for value in _others(item))


def answering(plan: RenderPlan, operation: OperationPlan, known: Replies) -> list[Step]:
    """Steps that let the services answer so."""
    return [
        {
            "do": "control", "action": "answer", "call": address(plan, ask),
            "answer": {
                item.wire: known.get(f"{ask.bind}.{item.name.snake}", _usual(item))
                for item in plan.port(ask.port).call(ask.call).reply.fields
            },
        }
        for ask in operation.asks
    ]  # fmt: skip


def _fields(plan: RenderPlan, operation: OperationPlan) -> Iterator[tuple[Ask, Field]]:
    for ask in operation.asks:
        if ask.bind is not None:
            yield from ((ask, item) for item in plan.port(ask.port).call(ask.call).reply.fields)


def _usual(field: Field) -> object:
    return True if field.type.kind == "bool" else sample(field.type, _NUMBER)


def _others(field: Field) -> Iterator[object]:
    kind = field.type
    if kind.kind == "bool":
        yield False
    if kind.kind == "enum":
        yield from (value for value in kind.values if value != _usual(field))
    if kind.kind in _NUMBERS:
        yield from (edge.sent for edge in edges(kind, _NUMBER))
    if field.nullable:
        yield None
