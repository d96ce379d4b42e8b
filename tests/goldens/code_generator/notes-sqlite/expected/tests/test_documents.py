"""Which bodies are JSON, and what is said about those whose values are not acceptable."""

from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, StringConstraints, ValidationError

from app.core import cases
from app.core.documents import parse
from app.core.errors import Problem
from app.core.validation import field_errors
from app.core.values import DecimalString
from app.schemas.base import Body


class _Sample(Body):
    name: Annotated[str, StringConstraints(max_length=3)] = "a"
    price: Annotated[DecimalString, Field(max_digits=4, decimal_places=2, le=Decimal("9.5"))] = Decimal(1)
    size: Literal["small", "large"] = "small"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b'{"a": NaN}', b'{"a": 1, "a": 2}', b"[" * 102 + b"]" * 102, b"[" * 100_000]
)
def test_refuses_what_is_no_document(body: bytes) -> None:
    with pytest.raises(Problem) as caught:
        parse(body)
    assert caught.value.case == cases.MALFORMED


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"name": "long"}, "max_length", "Must have 3 characters at most."),
        ({"name": 5}, "type", "Must be a string."),
        ({"name": None}, "not_null", "Must not be null."),
        ({"price": "9.51"}, "maximum", "Must be 9.5 or less."),
        ({"price": "1.234"}, "format", "Must have 2 digits after the point at most."),
        ({"size": "huge"}, "enum", "Must be one of: 'small' or 'large'."),
        ({"more": 1}, "unknown", "Is not known here."),
    ],
)
def test_says_what_a_value_must_be(body: dict[str, Any], code: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _Sample.model_validate(body)
    (found,) = field_errors([item | {"loc": ("body", *item["loc"])} for item in caught.value.errors()])
    assert (found.code, found.message) == (code, message)
