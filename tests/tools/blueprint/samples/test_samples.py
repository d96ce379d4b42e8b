import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from tests.tools.blueprint.samples.types import KINDS, made
from tools.api_generator.openapi.schemas import request_schema
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import example, invalid, strings, valid_edges
from tools.blueprint.samples.choices import Choices
from tools.errors import BadInput

# What the contract can only say in words.
UNSAID = {
    ("datetime", "0001-01-01T00:00:00+01:00"),
    ("datetime", "9999-12-31T23:59:59-01:00"),
}


@cache
def validator(type: ValueType) -> Draft202012Validator:
    return Draft202012Validator(request_schema(type), validate_formats=True)


def accepts(type: ValueType, value: object) -> bool:
    return validator(type).is_valid(value)


@pytest.mark.parametrize("type", KINDS)
@given(seed=st.integers(0, 500), name=st.sampled_from(("title", "due_on", "email", "price", "x")))
def test_examples_satisfy_their_type(type: ValueType, seed: int, name: str) -> None:
    value = example(type, seed, name)
    assert accepts(type, value), value
    assert example(type, seed, name) == value


@pytest.mark.parametrize("type", KINDS)
def test_neighbouring_seeds_differ(type: ValueType) -> None:
    shown = [json.dumps(example(type, seed, "title")) for seed in range(40)]
    few = {"bool": 2, "enum": 2}.get(type.kind, 40)
    if type.minimum is not None and type.maximum is not None and type.kind == "int32":
        few = min(few, int(type.maximum - type.minimum) + 1)
    if type.max_length == 1:
        few = 24
    assert len(set(shown)) >= min(few, 40)


@pytest.mark.parametrize("type", KINDS)
def test_what_lies_on_the_bounds_is_valid(type: ValueType) -> None:
    refused = [value for value in valid_edges(type) if not accepts(type, value)]
    assert refused == []


@pytest.mark.parametrize("type", KINDS)
def test_what_breaks_a_rule_is_refused(type: ValueType) -> None:
    taken = [value for value, _ in invalid(type) if accepts(type, value) and type.kind != "json"]
    assert [value for value in taken if (type.kind, str(value)) not in UNSAID] == []


def test_every_code_says_what_is_wrong() -> None:
    codes = {code for type in KINDS for _, code in invalid(type)}
    needs = {"needs_lower", "needs_upper", "needs_digit", "needs_symbol"}
    assert codes == {"type", "min_length", "max_length", "pattern", "minimum", "maximum", "enum", "format", *needs}


def test_lengths_count_code_points() -> None:
    longest = [value for value in valid_edges(made(type="string", max_length=7)) if isinstance(value, str)]
    assert max(len(value) for value in longest) == 7
    assert any(len(value.encode("utf-16-le")) == 28 for value in longest)


@given(length=st.integers(0, 60), seed=st.integers(0, 100))
def test_a_string_of_a_pattern_has_the_length_asked_for(length: int, seed: int) -> None:
    pattern = "(ab|c[0-9]{2,5})x?(-[a-z]{3})*"
    possible = strings.lengths(pattern, 0, 60)
    if length in possible:
        assert len(strings.matching(pattern, length, Choices(seed, "x"))) == length
    else:
        with pytest.raises(BadInput):
            strings.matching(pattern, length, Choices(seed, "x"))
