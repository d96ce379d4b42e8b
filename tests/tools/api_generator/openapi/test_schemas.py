import pytest
from jsonschema_rs import Draft202012Validator

from tests.tools.blueprint.samples.types import KINDS, made
from tools.api_generator.openapi.schemas import answer_schema, request_schema
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import example


@pytest.mark.parametrize("type", KINDS)
def test_examples_are_canonical_answers(type: ValueType) -> None:
    validator = Draft202012Validator(answer_schema(type), validate_formats=True)
    assert all(validator.is_valid(example(type, seed, "title")) for seed in range(10))


@pytest.mark.parametrize("type", KINDS)
def test_null_is_taken_only_where_it_may_be(type: ValueType) -> None:
    assert not Draft202012Validator(request_schema(type)).is_valid(None)
    assert Draft202012Validator(request_schema(type, nullable=True)).is_valid(None)
    assert Draft202012Validator(answer_schema(type, nullable=True)).is_valid(None)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("uuid", "019BA4C8-ABCD-7ABC-8DEF-0123456789AB"),
        ("datetime", "2026-01-01T00:00:00+01:00"),
        ("datetime", "2026-01-01T00:00:00Z"),
        ("decimal", "1"),
    ],
)
def test_an_answer_has_one_form_where_a_request_has_several(kind: str, sent: str) -> None:
    type = made(type=kind)
    assert Draft202012Validator(request_schema(type), validate_formats=True).is_valid(sent)
    assert not Draft202012Validator(answer_schema(type), validate_formats=True).is_valid(sent)


def test_items_of_a_list_answer_in_their_canonical_form() -> None:
    type = made(type="array", items="uuid")
    assert answer_schema(type)["items"] == answer_schema(made(type="uuid"))
