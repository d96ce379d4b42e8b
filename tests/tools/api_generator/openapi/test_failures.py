"""The schema of an error body takes what errors are, and nothing else."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given

from tests.tools.blueprint.error_examples import EXAMPLES, FAULTS
from tests.tools.validators.conformance.playing import plan_of
from tools.api_generator.openapi.document import openapi_document
from tools.api_generator.openapi.failures import shape_schema
from tools.blueprint.failures import Fault, error_body
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.failures import error_format
from tools.blueprint.model import ErrorStyle
from tools.errors import BadInput


@given(example=EXAMPLES, faults=FAULTS)
def test_every_body_fits(example: Any, faults: list[Fault]) -> None:
    try:
        format = error_format(ErrorStyle(example=example))
    except BadInput:
        return
    if format.form is not None:
        schema = shape_schema(format.form)
        jsonschema.validate(error_body(format, standard("not_found")), schema)
        jsonschema.validate(error_body(format, standard("validation_failed"), faults), schema)


@pytest.mark.parametrize(
    "body", [{}, {"errors": []}, {"errors": {"a": []}}, {"errors": {"a": "b"}}, {"errors": {}, "b": 1}]
)
def test_another_body_does_not_fit(body: Any) -> None:
    format = error_format(ErrorStyle(example={"errors": {"{field}": ["{message}"]}}))
    assert format.form is not None
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(body, shape_schema(format.form))


def test_the_contract_shows_its_own_errors_with_their_texts() -> None:
    document = openapi_document(plan_of("journal"))
    assert "Problem" not in document["components"]["schemas"]
    conflict = document["components"]["responses"]["ConflictOrIdempotencyKeyReusedOrValidationFailed"]
    examples = conflict["content"]["application/json"]["examples"]
    assert examples["conflict"]["value"] == {"errors": {"name": ["has already been taken"]}}
    missing = document["components"]["responses"]["NotFound"]["content"]["application/json"]
    assert missing["examples"]["not_found"]["value"] == {"errors": {"body": ["not found"]}}
