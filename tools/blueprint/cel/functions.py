"""The functions of expressions: what they take, give and mean. The compiler and the reference read this table."""

from dataclasses import dataclass

from tools.blueprint.cel import types as t
from tools.blueprint.plan.values import ValueType


@dataclass(frozen=True, slots=True)
class Function:
    """A function, or a method of its first operand; `call` is its name in lowered expressions."""

    name: str
    call: str
    takes: tuple[frozenset[str], ...]
    """Families of the operands, that of the subject first."""
    gives: ValueType
    method: bool
    example: str
    meaning: str
    of_host: bool = False
    """Computed before the store is asked: of inputs and found rows, not of rows that a store looks for."""
    span: tuple[int, int] | None = None
    """Its operand is a whole number that the expression itself says, from the one to the other."""


_TEXT, _SIZED = frozenset({"text"}), frozenset({"text", "array"})

FUNCTIONS: tuple[Function, ...] = (
    Function("now", "now", (), t.DATETIME, False, "now()", "The moment of the request."),
    Function("today", "today", (), t.DATE, False, "today()", "The day of the request, in UTC."),
    Function(
        "minutes_from_now",
        "minutes_from_now",
        (frozenset({"int"}),),
        t.DATETIME,
        False,
        "minutes_from_now(30)",
        "So many minutes after the moment of the request, 1 to 525600.",
        of_host=True,
        span=(1, 525_600),
    ),
    Function(
        "random_uuid",
        "random_uuid",
        (),
        t.UUID,
        False,
        "random_uuid()",
        "A UUID that nobody can guess (version 4), another one each time: a code to be told to one person.",
    ),
    Function(
        "size", "size", (_SIZED,), t.INT, False, "size(input.title)", "The code points of a text, or items of an array."
    ),
    Function(
        "size",
        "byte_size",
        (frozenset({"binary"}),),
        t.INT,
        False,
        "size(input.upload)",
        "The bytes of a file, or of other binary data. Not over `row`.",
        of_host=True,
    ),
    Function("lower", "lower", (_TEXT,), t.STRING, False, "lower(input.title)", "The text with A to Z as a to z."),
    Function(
        "slug",
        "slug",
        (_TEXT,),
        t.STRING,
        False,
        "slug(input.title)",
        "A to Z as a to z, digits, and one hyphen for all that stands between them; may be empty. Not over `row`.",
        of_host=True,
    ),
    Function(
        "digest",
        "digest",
        (frozenset({"text", "uuid"}),),
        t.STRING,
        False,
        "digest(input.code)",
        "The SHA-256 of a text or of a UUID's, in 64 small hexadecimal digits: what to keep of a code. Not over `row`.",
        of_host=True,
    ),
    Function(
        "contains",
        "contains",
        (_TEXT, _TEXT),
        t.BOOL,
        True,
        'row.title.contains("x")',
        "Whether it holds another.",
    ),
    Function(
        "startsWith",
        "starts_with",
        (_TEXT, _TEXT),
        t.BOOL,
        True,
        'row.title.startsWith("x")',
        "Whether it begins with it.",
    ),
    Function(
        "endsWith", "ends_with", (_TEXT, _TEXT), t.BOOL, True, 'row.title.endsWith("x")', "Whether it ends with it."
    ),
)

OF_HOST = frozenset(function.call for function in FUNCTIONS if function.of_host)
"""What the functions are called in lowered expressions that no store computes."""


def find(name: str, families: tuple[str, ...], *, method: bool) -> Function | None:
    """The function of that name that takes such operands."""
    for function in FUNCTIONS:
        fits = len(function.takes) == len(families) and all(
            family in taken for family, taken in zip(families, function.takes, strict=True)
        )
        if function.name == name and function.method is method and fits:
            return function
    return None
