"""What rows must be like for a plain condition to be as a story wants it."""

from collections.abc import Mapping
from decimal import Decimal

from tools.blueprint.check.values import fits
from tools.blueprint.plan.expr import BoundValue, Call, Expr, Literal, ViewerValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.edges import edges
from tools.validators.conformance.evaluate import LATER, asks_the_clock, is_clock
from tools.validators.conformance.knowledge import wire_value
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.scoping import named_rows

FAR = {
    "date": ("1000-01-01", "9000-01-01"),
    "datetime": ("1000-01-01T00:00:00.000Z", "9000-01-01T00:00:00.000Z"),
}
"""A time long past and one long to come, neither at the edge of its type."""

Place = tuple[str, str]
"""A bound row, and its column."""


def wishes(condition: Expr, wanted: bool, *, timed: bool = False) -> dict[Place, object]:
    """Bound row and column → a value with which a plain condition is as wanted.

    `timed`: rather a time whose end can be awaited than none.
    """
    match condition:
        case Call(function="not", args=(operand,)):
            return wishes(operand, not wanted, timed=timed)
        case Call(function="and", args=args) if wanted:
            return {place: value for arg in args for place, value in wishes(arg, wanted, timed=timed).items()}
        case Call(function="or", args=args) if not wanted:
            return {place: value for arg in args for place, value in wishes(arg, wanted, timed=timed).items()}
        case Call(function="and" | "or", args=args):
            times = filter(asks_the_clock, args if timed else ())
            return wishes(next(times, args[0]), wanted, timed=timed)
        case Call(function="eq" | "ne" as sign, args=(BoundValue(bind, str(column), kind), Literal(value=value))):
            if (sign == "eq") == wanted:
                return {(bind, column): value}
            others = [other for other in (kind.values if kind is not None else ()) if other != value]
            return {(bind, column): others[0]} if others else {}
        case Call(function="in", args=(BoundValue(bind, str(column), kind), Literal(value=tuple() as values))):
            fitting = [other for other in (kind.values if kind is not None else ()) if (other in values) == wanted]
            return {(bind, column): fitting[0]} if fitting else {}
        case Call(function="is_null" | "not_null" as asked, args=(BoundValue(bind, str(column)),)):
            return {(bind, column): None} if (asked == "is_null") == wanted else {}
        case BoundValue(bind, str(column), ValueType(kind="bool")):
            return {(bind, column): wanted}
        case Call(function=order) if order in LATER:
            return far_from_now(condition, wanted)
    return {}


def own_accounts(condition: Expr, wanted: bool) -> dict[str, bool]:
    """Bound row → whether it is the caller's own account, with which a plain condition is as wanted."""
    match condition:
        case Call(function="not", args=(operand,)):
            return own_accounts(operand, not wanted)
        case Call(function="and", args=args) if wanted:
            return {bind: own for arg in args for bind, own in own_accounts(arg, wanted).items()}
        case Call(function="eq" | "ne" as sign, args=args):
            bound = [arg for arg in args if isinstance(arg, BoundValue)]
            callers = [arg for arg in args if isinstance(arg, ViewerValue)]
            if len(bound) == 1 and len(callers) == 1 and bound[0].column == callers[0].column:
                return {bound[0].bind: (sign == "eq") == wanted}
    return {}


def far_from_now(condition: Expr, wanted: bool) -> dict[Place, object]:
    """Bound row and column → a time far from the request's, with which a plain comparison with that is as wanted."""
    match condition:
        case Call(function=order, args=(BoundValue(bind, str(column), ValueType(kind=kind)), clock)) if order in LATER:
            later = LATER[order]
        case Call(function=order, args=(clock, BoundValue(bind, str(column), ValueType(kind=kind)))) if order in LATER:
            later = not LATER[order]
        case _:
            return {}
    if not is_clock(clock) or kind not in FAR:
        return {}
    past, to_come = FAR[kind]
    return {(bind, column): to_come if later == wanted else past}


def pairs(condition: Expr, wanted: bool) -> dict[tuple[Place, Place], bool]:
    """Two columns of bound rows → whether they hold one value, with which a plain condition is as wanted."""
    match condition:
        case Call(function="not", args=(operand,)):
            return pairs(operand, not wanted)
        case Call(function="and", args=args) if wanted:
            return {places: same for arg in args for places, same in pairs(arg, wanted).items()}
        case Call(function="eq" | "ne" as sign, args=(BoundValue(one, str(left)), BoundValue(other, str(right)))):
            return {((one, left), (other, right)): (sign == "eq") == wanted}
    return {}


def greatest(kind: ValueType) -> object:
    """The greatest number of a type."""
    return max((edge.sent for edge in edges(kind, 1)), key=lambda sent: Decimal(str(sent)))


def _takes(item: Field, value: object) -> bool:
    """Whether an input takes the value."""
    return item.nullable if value is None else fits(wire_value(value, item.type), item.type)


def row_wishes(
    catalog: Catalog, operation: OperationPlan, binds: Mapping[str, str], refusing: int | None, *, timed: bool = False
) -> dict[str, dict[str, object]]:
    """What rows should be made with, by path field and wire name, so that the guards say what they should.

    `binds`: what the operation calls each row; `refusing`: the guard that is to refuse.
    """
    guards = guards_of(operation)
    found: dict[str, dict[str, object]] = {}
    for number, guard in enumerate(guards if refusing is None else guards[: refusing + 1]):
        for (bind, column), value in wishes(guard.condition, number != refusing, timed=timed).items():
            field = next((name for name, other in binds.items() if other == bind), None)
            if field is None:
                continue
            creator = catalog.maker(named_rows(operation)[field][0])
            accepted = catalog.accepted(creator) if creator is not None else {}
            wire = next((wire for wire, item in accepted.items() if item.name.snake == column), None)
            if wire is not None and _takes(accepted[wire], value):
                found.setdefault(field, {})[wire] = wire_value(value, accepted[wire].type)
    return found
