import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.blueprint.samples.types import decimals, made
from tools.api_generator.openapi.decimals import decimal_pattern, exact_pattern
from tools.blueprint.plan.values import ValueType


@given(type=decimals(), data=st.data())
def test_the_pattern_takes_what_lies_within_the_bounds_and_nothing_else(type: ValueType, data: st.DataObject) -> None:
    scale, precision = type.scale or 0, type.precision or 0
    most_whole = max(1, precision - scale)
    assert type.minimum is not None
    assert type.maximum is not None
    bound = data.draw(st.sampled_from((type.minimum, type.maximum)))
    near = bound + data.draw(st.integers(-3, 3)) * Decimal(1).scaleb(-scale)
    digits = st.text("0123456789", min_size=1, max_size=most_whole + 1)
    wild = st.builds(
        lambda sign, whole, fraction: f"{sign}{whole}{fraction}",
        st.sampled_from(("", "-")),
        digits,
        st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=scale + 1).map(lambda text: f".{text}")),
    )
    text = data.draw(st.one_of(wild, st.just(f"{near:f}")))
    whole, _, fraction = text.removeprefix("-").partition(".")
    fits = len(whole) <= most_whole and len(fraction) <= scale and type.minimum <= Decimal(text) <= type.maximum
    assert bool(re.fullmatch(decimal_pattern(type), text)) == fits


@pytest.mark.parametrize("text", ["", "abc", "1.", ".5", "+1", "1e2", " 1", "1,5", "--1", "\u0661", "1\n2"])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    assert not re.fullmatch(decimal_pattern(made(type="decimal")), text)


def test_usual_bounds_stay_readable() -> None:
    assert decimal_pattern(made(type="decimal")) == r"^-?[0-9]{1,10}(\.[0-9]{1,2})?$"
    assert decimal_pattern(made(type="decimal", minimum=0)) == r"^([0-9]{1,10}(\.[0-9]{1,2})?|-0{1,10}(\.0{1,2})?)$"


@pytest.mark.parametrize(
    ("facets", "taken", "refused"),
    [
        ({"precision": 6, "scale": 2}, ["0.00", "-0.50", "1234.56"], ["1", "01.00", "1.0", "12345.00"]),
        ({"precision": 3, "scale": 3}, ["0.125"], ["1.125", ".125"]),
        ({"precision": 3, "scale": 0}, ["0", "125", "-7"], ["1.0", "007"]),
    ],
)
def test_answers_have_exactly_the_digits_of_their_scale(
    facets: dict[str, int], taken: list[str], refused: list[str]
) -> None:
    pattern = exact_pattern(made(type="decimal", **facets))
    assert all(re.fullmatch(pattern, text) for text in taken)
    assert not any(re.fullmatch(pattern, text) for text in refused)
