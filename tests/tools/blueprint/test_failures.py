"""What an error body is."""

from typing import Any

import pytest

from tools.blueprint.failures import Fault, error_body
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.failures import error_format
from tools.blueprint.model import ErrorStyle

FAULTS = [
    Fault("name", "is short", "min_length"),
    Fault("name", "is odd", "pattern"),
    Fault("age", "is low", "minimum"),
]


@pytest.mark.parametrize(
    ("example", "whole", "fields"),
    [
        (
            {"errors": {"{field}": ["{message}"]}},
            {"errors": {"body": ["There is no such thing"]}},
            {"errors": {"name": ["is short", "is odd"], "age": ["is low"]}},
        ),
        (
            {"errors": {"{field}": "{message}"}},
            {"errors": {"body": "There is no such thing"}},
            {"errors": {"name": "is short", "age": "is low"}},
        ),
        (
            {"message": "{message}", "errors": ["{field} {message}"]},
            {"message": "There is no such thing", "errors": []},
            {"message": "There is no such thing", "errors": ["name is short", "name is odd", "age is low"]},
        ),
        (
            {"status": "{status}", "error": "{code} ({status})", "ok": False},
            {"status": 404, "error": "not_found (404)", "ok": False},
            {"status": 404, "error": "not_found (404)", "ok": False},
        ),
    ],
)
def test_bodies(example: Any, whole: Any, fields: Any) -> None:
    format = error_format(ErrorStyle(example=example, general="body"))
    assert error_body(format, standard("not_found")) == whole
    assert error_body(format, standard("not_found"), FAULTS) == fields
