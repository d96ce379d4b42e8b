"""What Python wants of identifiers."""

import builtins
import keyword
import re
from functools import lru_cache

from tools.packs.base import NamingFacts

# A class attribute of these names would hide the type from the annotations that come after it.
_ANNOTATIONS = frozenset(
    {"bool", "bytes", "date", "datetime", "dict", "float", "int", "list", "object", "property", "set", "str", "tuple"}
)

# Names that generated modules import or define beside the classes of the domain.
_CLASSES = frozenset(
    {
        "APIRouter", "Annotated", "AnySelect", "Any", "AsyncIterator", "AsyncSession", "Base", "Binary", "Body",
        "BooleanText", "Callable", "Claim", "Clean", "ColumnElement", "Conflict", "Database", "Date",
        "DateTime", "Decimal", "DecimalString", "Depends", "Distinct", "Email", "Enum", "ErrorCase",
        "Field", "FieldError", "Filters", "FloatText", "ForeignKey", "Id", "Index", "Int32",
        "Int32Text", "Int64", "Int64Text", "Iterator", "JsonDocument", "Key", "LinkedRow", "ListText",
        "Listing", "Literal", "LowerCase", "Mapped", "Mapping", "Measure", "Page", "Patch",
        "Path", "Problem", "Query", "Refusal", "Request", "Response", "Select", "Self",
        "Sequence", "Session", "Settings", "Sorts", "StrEnum", "StringConstraints", "TokenPair", "TokenView",
        "UUID", "UniqueConstraint", "Url", "View", "Viewer",
    }
)  # fmt: skip

NAMING = NamingFacts(
    reserved=frozenset(keyword.kwlist)
    | _ANNOTATIONS
    | _CLASSES
    | frozenset(name for name in dir(builtins) if name[:1].isupper()),
)

Natural = tuple[tuple[int, int, int, str], ...]
_RUN = re.compile(r"([0-9]+)|(.)", re.DOTALL)


@lru_cache(maxsize=4096)
def natural(text: str) -> Natural:
    """A key that sorts as the linter does: `book9` before `book10`."""
    return tuple(_rank(*match.groups()) for match in _RUN.finditer(text))


def _rank(digits: str | None, char: str | None) -> tuple[int, int, int, str]:
    if digits is None:
        return ord(char or ""), 0, 0, ""
    # Digits after a leading zero are compared one by one, as behind a decimal point.
    return (ord("0"), 0, 0, digits) if digits.startswith("0") else (ord("0"), 1, len(digits), digits)
