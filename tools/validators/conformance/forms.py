"""What is sent to an operation that takes files: the parts of a form."""

from collections.abc import Mapping

from tools.blueprint.plan.operation import OperationPlan


def form_of(operation: OperationPlan, sent: Mapping[str, object]) -> list[dict[str, object]]:
    """The parts, in the order of the body's fields; `sent` maps names on the wire to values, bytes in base64."""
    assert operation.body is not None
    parts: dict[str, dict[str, object]] = {}
    for field in operation.body.fields:
        if field.wire not in sent:
            continue
        if field.file is None:
            parts[field.wire] = {"name": field.wire, "text": sent[field.wire]}
        else:
            part = parts.setdefault(field.file.wire, {"name": field.file.wire})
            part[f"file_{field.file.holds}"] = sent[field.wire]
    return list(parts.values())
