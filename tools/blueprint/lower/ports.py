"""Ports become shapes of what is asked and answered."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.fields import FieldBuilder
from tools.blueprint.lower.members import check_named, named_by, shape_of
from tools.blueprint.model import Call, Port, PortCall
from tools.blueprint.names import Namer, pascal
from tools.blueprint.plan.render_plan import PortCallPlan, PortPlan
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

GROUP = "ports"


def port_plans(
    index: BlueprintIndex, namer: Namer, fields: FieldBuilder, tables: dict[str, Table]
) -> dict[str, PortPlan]:
    """The ports by name; one of which nothing is asked is a slip, and refused."""
    called = named_by(index.blueprint, lambda step: step.call if isinstance(step, Call) else None)
    found: dict[str, PortPlan] = {}
    for port in index.blueprint.ports:
        path = f"ports.{port.name}"
        _check_names(port, path, {pascal(name) for name in found})
        calls = []
        for call in port.calls:
            here = f"{path}.{call.name}"
            check_named(f"{port.name}.{call.name}", "call", called, here)
            calls.append(_call(call, namer, fields, tables, here))
        found[port.name] = PortPlan(namer.name(port.name), port.description, tuple(calls))
    return found


def _check_names(port: Port, path: str, taken: set[str]) -> None:
    names = [pascal(call.name) for call in port.calls]
    if pascal(port.name) in taken or len(set(names)) != len(names):
        raise BadInput(
            f"{path}: two ports, or two of its calls, have one name.",
            hint="Rename one of them.",
            code="name-taken",
            path=path,
        )


def _call(call: PortCall, namer: Namer, fields: FieldBuilder, tables: dict[str, Table], path: str) -> PortCallPlan:
    name = pascal(call.name)
    question = shape_of(f"{name}Question", "view", GROUP, call.sends, fields, tables, f"{path}.sends")
    reply = shape_of(f"{name}Reply", "input", GROUP, call.answers, fields, tables, f"{path}.answers")
    return PortCallPlan(namer.name(call.name), call.description, question, reply)
