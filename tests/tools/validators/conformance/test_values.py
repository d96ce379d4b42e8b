"""Samples, edges and what lies beyond them, held against a second reading of VALUES.md."""

from decimal import Decimal

import pytest

from tests.tools.validators.conformance.backend.values import Wrong, taken
from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import invalid, valid_edges
from tools.validators.conformance.edges import beyond, edges
from tools.validators.conformance.patterns import matching_text
from tools.validators.conformance.samples import sample

NOTHING: frozenset[str] = frozenset()


def _types() -> dict[str, ValueType]:
    return {
        f"{table.name.snake}.{column.name.snake}": column.type
        for name in ("covering", "library", "orders", "shop")
        for table in plan_of(name).tables
        if table.role != "system"
        for column in table.columns
    }


TYPES = _types()


@pytest.mark.parametrize("name", TYPES)
def test_samples_are_taken_and_come_back_as_they_are(name: str) -> None:
    for number in range(50):
        value = sample(TYPES[name], number)
        assert taken(TYPES[name], value, NOTHING) == value


@pytest.mark.parametrize("name", TYPES)
def test_edges_are_taken_and_answered_as_told(name: str) -> None:
    for edge in edges(TYPES[name], 1234):
        assert taken(TYPES[name], edge.sent, NOTHING) == edge.answered, edge.label


@pytest.mark.parametrize("name", TYPES)
def test_what_lies_beyond_is_refused_with_its_code(name: str) -> None:
    for case in beyond(TYPES[name], 1234):
        with pytest.raises(Wrong) as caught:
            taken(TYPES[name], case.sent, NOTHING)
        assert not case.codes or str(caught.value) in case.codes, case.label


@pytest.mark.parametrize("name", TYPES)
def test_the_second_reading_agrees_with_the_contract_s_own_samples(name: str) -> None:
    for value in valid_edges(TYPES[name]):
        taken(TYPES[name], value, NOTHING)
    for value, code in invalid(TYPES[name]):
        with pytest.raises(Wrong) as caught:
            taken(TYPES[name], value, NOTHING)
        if code not in ("minimum", "maximum"):
            assert str(caught.value) == code, value


def test_samples_of_different_numbers_differ() -> None:
    kinds = (
        ValueType("string", max_length=40),
        ValueType("string", min_length=4, max_length=4),
        ValueType("int32"),
        ValueType("decimal", precision=10, scale=2),
        ValueType("uuid"),
        ValueType("email"),
        ValueType("string", pattern="[0-9]{13}", max_length=13),
    )
    for kind in kinds:
        assert len({repr(sample(kind, number)) for number in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("pattern", "count"), [("[A-Z]{2}", 676), ("(a|b)[0-9]", 20), ("[a-z]+-[0-9]*", 1000), ("x?", 1)]
)
def test_texts_of_a_pattern_differ_as_long_as_it_has_any(pattern: str, count: int) -> None:
    assert len({matching_text(pattern, number) for number in range(count)}) == count


def test_a_pattern_that_no_length_fits_has_no_text() -> None:
    assert matching_text("[0-9]{13}", 1, longest=12) is None


def test_numbers_just_outside_their_bounds_are_among_what_is_refused() -> None:
    kind = ValueType("int32", minimum=Decimal(1), maximum=Decimal(20))
    assert {0, 21} <= {case.sent for case in beyond(kind, 1) if isinstance(case.sent, int)}
