"""What an error body is, by the format of an API: the meaning that every target prints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.blueprint.plan.failures import ByField, Constant, Each, ErrorForm, ErrorFormat, Members, Told
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import ErrorCase

OF_FIELDS = frozenset({"conflict", "validation_failed"})
"""Standard errors that name fields."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field.

    `field` is as it stands in the body, its parts joined by dots, without the member that all of the body stands in;
    or the name of a parameter.
    """

    field: str
    message: str
    code: str


def body_wrappers(plan: RenderPlan) -> tuple[str, ...]:
    """The members that bodies stand in, sorted: a field is told without the one around it."""
    return tuple(sorted({item.wrapper.wire for item in plan.operations if item.wrapper is not None}))


def error_body(format: ErrorFormat, case: ErrorCase, faults: Iterable[Fault] = ()) -> Any:
    """The JSON value of an error; the format must have a form.

    Where no field is wrong, what repeats is empty when the form tells of the error outside of it; otherwise it tells
    of the error once, under the format's general field. The message of an error is its title, which the contract
    chooses, and nothing more.
    """
    assert format.form is not None
    told = {"code": case.code, "title": case.title, "status": case.status, "message": case.title}
    found = list(faults)
    if not found and not format.whole:
        found = [Fault(format.general, case.title, case.code)]
    return _body(format.form, told, found)


def _body(form: ErrorForm, told: dict[str, Any], faults: Sequence[Fault]) -> Any:
    match form:
        case Constant(value):
            return value
        case Told():
            return _text(form, told)
        case Members(members):
            return {name: _body(member, told, faults) for name, member in members}
        case Each(item):
            return [_body(item, told | _slots(fault), ()) for fault in faults]
        case ByField(item, many):
            named: dict[str, list[Any]] = {}
            for fault in faults:
                named.setdefault(fault.field, []).append(_text(item, _slots(fault)))
            return {name: texts if many else texts[0] for name, texts in named.items()}
    raise TypeError(f"{type(form).__name__} is no form of an error")


def _slots(fault: Fault) -> dict[str, Any]:
    return {"field": fault.field, "message": fault.message, "code": fault.code}


def _text(form: Told, told: dict[str, Any]) -> Any:
    if form.alone is not None:
        return told[form.alone]
    return "".join(str(told[piece]) if at % 2 else piece for at, piece in enumerate(form.pieces))
