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
        "Any", "Annotated", "AsyncSession", "Base", "BigInteger", "Body", "Boolean", "Call", "Column", "Date",
        "DateTime", "Decimal", "Enum", "Field", "Filters", "ForeignKey", "Index", "Integer", "JsonValue", "Literal",
        "Mapped", "Mapping", "Page", "Patch", "Problem", "Query", "Request", "Response", "Self", "Session",
        "StrEnum", "StringConstraints", "Table", "Text", "Timestamp", "UniqueConstraint", "UUID", "Uuid", "View",
        "Viewer",
    }
)  # fmt: skip

NAMING = NamingFacts(
    reserved=frozenset(keyword.kwlist)
    | _ANNOTATIONS
    | _CLASSES
    | frozenset(name for name in dir(builtins) if name[:1].isupper()),
)
