"""Files: inputs that come as parts of a form, and answers that are bytes."""

from collections.abc import Callable
from dataclasses import replace

from tools.blueprint.lower.errors import standard
from tools.blueprint.model import Input, Operation, Place, Response
from tools.blueprint.model.operation import TOLD_OF_FILES
from tools.blueprint.plan.expr import Expr
from tools.blueprint.plan.operation import FileAnswer
from tools.blueprint.plan.shapes import Field, FilePart
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

FILE_NAME = ValueType("string", min_length=1, max_length=255)
MEDIA_TYPE = ValueType("string", min_length=3, max_length=127, pattern="[a-z0-9]+/[a-z0-9][a-z0-9.+-]*")
_TEXTS = frozenset({"string", "text", "email", "url", "uuid", "date", "datetime", "decimal", "enum"})
"""Kinds that a part of a form can hold as they are: text on the wire."""


def companions(item: Input) -> tuple[Input, ...]:
    """What comes with a file, as inputs of their own: its name and its media type."""
    if item.place is not Place.FILE:
        return ()
    bare = {"place": Place.FILE, "required": item.required}
    return tuple(Input.model_validate({"name": f"{item.name}_{holds}", **bare}) for holds in TOLD_OF_FILES)


def file_fields(item: Input, content: Field, others: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields of a file: its content, its name, its media type. Raises BadInput unless it is one of bytes."""
    if content.type.kind != "binary" or item.nullable or item.many:
        raise BadInput(
            f"The file `{item.name}` is no bytes.",
            hint="Give it an `attribute` of type binary, and neither `many` nor `nullable`.",
        )
    name, media_type = others
    kind = ValueType("enum", values=item.media_types) if item.media_types else MEDIA_TYPE
    wire = content.wire
    return (
        replace(content, file=FilePart(wire, "content"), column=None, default=None),
        replace(name, file=FilePart(wire, "name"), type=FILE_NAME),
        replace(media_type, file=FilePart(wire, "media_type"), type=kind),
    )


def check_form(operation: Operation, fields: tuple[Field, ...]) -> None:
    """Raises BadInput where a form holds what only JSON can: numbers, lists, null, an object around it."""
    path = f"operations.{operation.name}"
    for field in fields:
        if field.file is None and (field.type.kind not in _TEXTS or field.nullable):
            raise BadInput(
                f"`{field.name.snake}` comes in a form beside a file, where all values are text.",
                hint="Let it stand in the query, or make it text, a date, a decimal, an enum or a UUID, not nullable.",
                path=f"{path}.inputs",
            )
    if operation.wrapper is not None or operation.idempotency_key:
        raise BadInput(
            "A form with files has no `wrapper` and no `idempotency_key`.",
            hint="Leave it out of the operation.",
            path=path,
        )


def check_table(operation: Operation, fields: tuple[Field, ...]) -> None:
    """Raises BadInput where a table holds what no cell can, or comes beside anything else."""
    path = f"operations.{operation.name}"
    if len(fields) != 1 or operation.wrapper is not None or operation.idempotency_key:
        raise BadInput(
            "A body that is a table (`csv`) holds nothing else, and has no `wrapper` and no `idempotency_key`.",
            hint="Let other inputs stand in the path or the query, and leave these out.",
            path=path,
        )
    items = fields[0].type.items
    for member in items.members if items is not None else ():
        if member.type.kind in ("array", "json"):
            raise BadInput(
                f"`{member.name.snake}` is no single value, and a cell of a table holds one.",
                hint="Leave it out, or take the objects as JSON.",
                path=f"{path}.inputs",
            )


def file_answer(response: Response, compiled: Callable[[str], Expr], path: str) -> FileAnswer | None:
    """The bytes that an operation answers with; None where it answers otherwise. Raises BadInput."""
    others = [name for name in ("file_name", "media_type") if getattr(response, name) is not None]
    if response.file is None:
        if others:
            raise BadInput(f"`{others[0]}` is said of no file.", hint="Say which `file` is answered.", path=path)
        return None
    given = [name for name in ("value", "view", "wrapper", "total") if getattr(response, name) is not None]
    given += ["media"] if response.media != "json" else []
    if given:
        raise BadInput(f"An answer is a file or has `{given[0]}`.", hint=f"Leave `{given[0]}` out.", path=path)

    def value(name: str, text: str | None, kinds: frozenset[str]) -> Expr | None:
        if text is None:
            return None
        found = compiled(text)
        if found.type is None or found.type.kind not in kinds:
            raise BadInput(f"`{name}` is not {' or '.join(sorted(kinds))}.", hint="Name such a value.", path=path)
        return found

    texts = frozenset({"string", "text", "enum"})
    content = value("file", response.file, frozenset({"binary"}))
    assert content is not None
    name, media_type = value("file_name", response.file_name, texts), value("media_type", response.media_type, texts)
    return FileAnswer(content, name, media_type, standard("not_found"))
