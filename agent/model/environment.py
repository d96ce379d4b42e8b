"""Settings of a language model that the environment gives: what cannot be read is an error, never a default."""

import math
import os
from collections.abc import Mapping
from typing import NoReturn

from agent.model.budget import Budget, Prices
from tools.errors import BadInput

PRICE_VARIABLE = "BACKEND_ENGINEER_MODEL_PRICE"
CALLS_VARIABLE = "BACKEND_ENGINEER_MAX_CALLS"
TOKENS_VARIABLE = "BACKEND_ENGINEER_MAX_TOKENS"
DOLLARS_VARIABLE = "BACKEND_ENGINEER_MAX_DOLLARS"
_SWITCH = {"": False, "0": False, "1": True}


def chosen(values: Mapping[str, str], variable: str) -> str:
    """The variable's value without blanks around it; empty where it is not set."""
    return values.get(variable, "").strip()


def switch(values: Mapping[str, str], variable: str) -> bool:
    """Whether the variable is 1. Raises BadInput for anything but 0 and 1."""
    text = chosen(values, variable)
    return _SWITCH[text] if text in _SWITCH else _refuse(variable, text, "0 or 1")


def positive(values: Mapping[str, str], variable: str, default: float) -> float:
    """The variable's number. Raises BadInput where it is none above zero."""
    text = chosen(values, variable)
    number = _number(text) if text else default
    return number if number is not None and number > 0 else _refuse(variable, text, "a number above zero")


def configured_budget(environment: Mapping[str, str] | None = None) -> Budget:
    """The limits that the environment sets, the default ones elsewhere. Raises BadInput."""
    values = os.environ if environment is None else environment
    usual = Budget()
    dollars = positive(values, DOLLARS_VARIABLE, 1) if chosen(values, DOLLARS_VARIABLE) else None
    if dollars is not None and configured_prices(values) is None:
        raise BadInput(
            f"{DOLLARS_VARIABLE} limits the money, and nothing says what a token costs.",
            hint=f"Set {PRICE_VARIABLE} too, or leave out {DOLLARS_VARIABLE}.",
        )
    return Budget(_whole(values, CALLS_VARIABLE, usual.calls), _whole(values, TOKENS_VARIABLE, usual.tokens), dollars)


def configured_prices(environment: Mapping[str, str] | None = None) -> Prices | None:
    """The prices that the environment gives. Raises BadInput."""
    values = os.environ if environment is None else environment
    text = chosen(values, PRICE_VARIABLE)
    if not text:
        return None
    given = [_number(part.strip()) for part in text.split(",")]
    prices = [price for price in given if price is not None and price >= 0]
    if len(given) != 2 or len(prices) != 2:
        _refuse(PRICE_VARIABLE, text, "two prices of a million tokens in dollars, input and output: 0.15,0.6")
    return Prices(*prices)


def _whole(values: Mapping[str, str], variable: str, default: int) -> int:
    text = chosen(values, variable)
    if not text:
        return default
    fits = text.isascii() and text.isdigit() and len(text) <= 12 and int(text) > 0
    return int(text) if fits else _refuse(variable, text, "a whole number above zero")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _refuse(variable: str, text: str, wanted: str) -> NoReturn:
    raise BadInput(f"{variable} is {text[:40]!r}.", hint=f"It takes {wanted}; or leave it out.", code="bad-setting")
