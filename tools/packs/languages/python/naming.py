"""What Python wants of identifiers."""

import builtins
import keyword

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
