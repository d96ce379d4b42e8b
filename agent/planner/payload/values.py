"""Reads plain JSON values strictly: a wrong type is an error that names the path."""

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn

from tools.errors import BadInput

MOST_ITEMS = 2000
"""Longer lists are refused."""
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def wrong(path: str, wanted: str, value: object) -> NoReturn:
    """Raises BadInput for a value of a wrong type."""
    raise BadInput(
        f"{path} is {_kind(value)}, and should be {wanted}.",
        hint=f"Send {wanted} at {path}.",
        code="bad-payload",
        path=path,
    )


def text(value: object, path: str, longest: int = 2000) -> str:
    if not isinstance(value, str) or not value.strip():
        wrong(path, "text", value)
    if len(value) > longest:
        raise BadInput(
            f"{path} is longer than {longest} characters.", hint="Shorten it.", code="bad-payload", path=path
        )
    plain = value.strip().replace("\r\n", "\n")
    if _NOT_TEXT.search(plain):
        raise BadInput(f"{path} is not plain text.", hint="Send words, not binary data.", code="not-text", path=path)
    return plain


def flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        wrong(path, "true or false", value)
    return value


def whole(value: object, path: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value != int(value):
        wrong(path, "a whole number", value)
    if not least <= value <= most:
        raise BadInput(
            f"{path} must be from {least} to {most}.", hint="Correct the number.", code="bad-payload", path=path
        )
    return int(value)


def number(value: object, path: str) -> Decimal:
    """A finite number, with the digits that were sent."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        wrong(path, "a number", value)
    return Decimal(str(value))


def items(value: object, path: str) -> list[Any]:
    if not isinstance(value, list):
        wrong(path, "a list", value)
    if len(value) > MOST_ITEMS:
        raise BadInput(
            f"{path} has more than {MOST_ITEMS} items.", hint="Split the task.", code="bad-payload", path=path
        )
    return value


def texts(value: object, path: str) -> list[str]:
    """A list of texts; a single text counts as a list of one."""
    return [said for _, said in placed_texts(value, path)]


def placed_texts(value: object, path: str) -> list[tuple[str, str]]:
    """As `texts`, each with its path."""
    if isinstance(value, str):
        return [(path, text(value, path))]
    return [(f"{path}[{at}]", text(item, f"{path}[{at}]")) for at, item in enumerate(items(value, path))]


def key_word(said: str) -> str:
    """Words as one key: `Bearer JWT` → `bearer_jwt`."""
    return "_".join(re.findall(r"[a-z0-9]+", said.lower()))


def flat(said: str) -> str:
    """Letters and digits alone, to tell whether two spellings differ in more than case and separators."""
    return re.sub(r"[\s_-]", "", said).lower()


def mapping(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        wrong(path, "an object", value)
    return value


def prose(value: object, path: str) -> str:
    """A text, number, list or object told in words, for notes that people read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)[:2000].replace("\x00", "")
    if isinstance(value, list):
        return ", ".join(prose(item, path) for item in value[:50])[:2000]
    if isinstance(value, dict):
        return ", ".join(f"{key}: {prose(item, path)}" for key, item in list(value.items())[:50])[:2000]
    return "null" if value is None else "something else"


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    if value is None:
        return "null"
    if value == "":
        return "empty"
    return names.get(type(value), "something else")
