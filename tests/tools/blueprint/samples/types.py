"""Types of every kind, with and without facets."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Constrained
from tools.blueprint.plan.values import ValueType

PATTERNS = ("[A-Z]{2}", "[0-9]{13}", "[a-z][a-z0-9_-]*", "a|b[^x]c{2,}|(d\\-)?", "[+]?[0-9]{3,15}", "[a-z]+(-[a-z]+)*")


def made(**facets: Any) -> ValueType:
    return value_type(Constrained(**facets), enum="Choice" if facets.get("type") == "enum" else None)


KINDS = (
    made(type="string"),
    made(type="string", min_length=3, max_length=5),
    made(type="string", max_length=1),
    made(type="string", min_length=50, max_length=60),
    made(type="text"),
    *(made(type="string", pattern=pattern, max_length=20) for pattern in PATTERNS),
    replace(made(type="string", min_length=8, max_length=12), needs=("lower", "upper", "digit", "symbol")),
    made(type="int32"),
    made(type="int32", minimum=-5, maximum=5),
    made(type="int64"),
    made(type="decimal"),
    made(type="decimal", precision=14, scale=4, minimum=-1000, maximum=1000),
    made(type="decimal", precision=4, scale=4),
    made(type="decimal", precision=5, scale=0, minimum=1),
    made(type="float"),
    made(type="float", minimum=0, maximum=1),
    made(type="bool"),
    made(type="uuid"),
    made(type="date"),
    made(type="datetime"),
    made(type="json"),
    made(type="binary"),
    *(made(type="binary", max_length=length) for length in (1, 63, 64, 65)),
    made(type="enum", values=("note", "very long")),
    made(type="email"),
    made(type="email", max_length=20),
    made(type="url"),
    made(type="array", items="string", max_items=5),
    made(type="array", items="int32", max_items=1),
)


@st.composite
def decimals(draw: st.DrawFn) -> ValueType:
    """Decimals with any bounds that lie within their digits."""
    scale = draw(st.integers(0, 4))
    precision = draw(st.integers(max(scale, 1), 7))
    limit = 10**precision - 1
    low, high = sorted((draw(st.integers(-limit, limit)), draw(st.integers(-limit, limit))))
    bounds = {"minimum": Decimal(low).scaleb(-scale), "maximum": Decimal(high).scaleb(-scale)}
    return made(type="decimal", precision=precision, scale=scale, **bounds)
