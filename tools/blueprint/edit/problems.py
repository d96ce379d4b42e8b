"""What pydantic finds wrong with a value, for whoever wrote the edit."""

from collections.abc import Collection

from pydantic import ValidationError

from tools.errors import BadInput


def first_problem(error: ValidationError, path: str, address: Collection[str] = ()) -> BadInput:
    """The first problem, with its place behind the path. `address`: fields that the name of the edit gives."""
    problems = error.errors(include_url=False, include_input=False)
    first = problems[0]
    where = "name" if first["loc"][:1] and first["loc"][0] in address else _located(path, first["loc"])
    more = f" ({len(problems) - 1} more problems)" if len(problems) > 1 else ""
    return BadInput(
        f"{where}: {first['msg']}{more}",
        hint="`backend-engineer blueprint schema` prints the format.",
        code="wrong-value",
        path=where,
    )


def _located(path: str, location: tuple[int | str, ...]) -> str:
    """A path, and a place behind it: `value.attributes[1].type`."""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path
