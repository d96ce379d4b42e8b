"""Limits and prices by the environment; what cannot be read is an error."""

import pytest

from agent.model.budget import Budget, Prices
from agent.model.environment import configured_budget, configured_prices
from tools.errors import BadInput


def test_the_usual_budget() -> None:
    assert (configured_budget({}), configured_prices({})) == (Budget(8, 60_000, None), None)
    assert configured_budget({"BACKEND_ENGINEER_MAX_CALLS": " "}) == Budget()


def test_a_chosen_budget() -> None:
    chosen = {
        "BACKEND_ENGINEER_MAX_CALLS": "3",
        "BACKEND_ENGINEER_MAX_TOKENS": "9000",
        "BACKEND_ENGINEER_MAX_DOLLARS": "0.5",
        "BACKEND_ENGINEER_MODEL_PRICE": "0.15, 0.6",
    }
    assert configured_budget(chosen) == Budget(3, 9_000, 0.5)
    prices = configured_prices(chosen)
    assert prices == Prices(0.15, 0.6)
    assert prices is not None
    assert prices.of(1_000_000, 500_000) == pytest.approx(0.45)


@pytest.mark.parametrize("variable", ["MAX_CALLS", "MAX_TOKENS"])
@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many", "1e3", "²", "9" * 13])
def test_a_limit_that_is_none(variable: str, text: str) -> None:
    with pytest.raises(BadInput, match=variable) as caught:
        configured_budget({f"BACKEND_ENGINEER_{variable}": text})
    assert caught.value.hint


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "$2"])
def test_an_amount_that_is_none(text: str) -> None:
    priced = {"BACKEND_ENGINEER_MODEL_PRICE": "1,1"}
    with pytest.raises(BadInput, match="DOLLARS"):
        configured_budget({**priced, "BACKEND_ENGINEER_MAX_DOLLARS": text})


def test_an_amount_without_prices() -> None:
    with pytest.raises(BadInput, match="DOLLARS") as caught:
        configured_budget({"BACKEND_ENGINEER_MAX_DOLLARS": "1"})
    assert "PRICE" in caught.value.hint


@pytest.mark.parametrize("text", ["1", "1,2,3", "1,", "1,-2", "a,b", "nan,1", "1,inf", "1;2"])
def test_prices_that_are_none(text: str) -> None:
    with pytest.raises(BadInput, match="PRICE"):
        configured_prices({"BACKEND_ENGINEER_MODEL_PRICE": text})
