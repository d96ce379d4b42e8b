"""Answers that are written in something else than JSON."""

from tools.blueprint.model import Operation, Response
from tools.blueprint.plan.shapes import Shape
from tools.errors import BadInput

_FORMS = {"csv": ("page",), "html": ("page", "object")}


def check_media(response: Response, form: str, view: Shape | None, path: str) -> None:
    """Raises BadInput where the answer cannot be written so: a table of nested rows, an object around a document."""
    if form not in _FORMS[response.media]:
        raise BadInput(
            f"No {form} can be written as {response.media}.",
            hint=f"Answer with a {' or an '.join(_FORMS[response.media])}, or leave `media` out.",
            path=f"{path}.media",
        )
    given = [name for name in ("wrapper", "total") if getattr(response, name) is not None]
    if given:
        raise BadInput(
            f"`{given[0]}` names members of JSON.",
            hint=f"Leave `{given[0]}` out, or `media`.",
            path=f"{path}.{given[0]}",
        )
    nested = [field.name.snake for field in (view.fields if view is not None else ()) if _is_nested(field.type.kind)]
    if response.media == "csv" and nested:
        raise BadInput(
            f"`{nested[0]}` is more than one value, and a cell of a table holds one.",
            hint="Answer with a view of plain values: `row.author.name`, `row.comments.count()`.",
            path=f"{path}.view",
        )


def check_replay(operation: Operation) -> None:
    """Raises BadInput where an answer would have to be kept for later that is no JSON."""
    if operation.idempotency_key:
        raise BadInput(
            "Only JSON is kept for an `Idempotency-Key`.",
            hint="Leave `idempotency_key` out, or answer with JSON.",
            path=f"operations.{operation.name}.idempotency_key",
        )


def _is_nested(kind: str) -> bool:
    return kind in ("object", "array", "json")
