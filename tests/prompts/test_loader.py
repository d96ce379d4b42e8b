"""Prompts: complete, within their budget, and with others' text marked as such."""

from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import BUDGETS, render
from prompts.loader import fenced
from prompts.tokens import count
from tools.errors import BadInput

VALUES = {"request": "Notes", "unplaced": ["a"], "passages": [{"excerpt": "b"}]}


def test_every_template_has_a_budget_and_renders_within_it() -> None:
    templates = {path.name.removesuffix(".j2") for path in Path(prompts.__file__).parent.glob("*.j2")}
    assert templates == set(BUDGETS)
    for name in templates:
        assert count(render(name, **VALUES)).tokens <= BUDGETS[name]


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("rephrase.user", request="x")


def test_a_prompt_beyond_its_budget_is_refused() -> None:
    with pytest.raises(BadInput, match="tokens"):
        render("rephrase.user", **{**VALUES, "request": "x" * 100_000})


@given(st.text(max_size=200))
def test_every_line_of_others_is_marked(text: str) -> None:
    assert all(line.startswith("| ") for line in fenced(text).splitlines())


def test_tokens_are_estimated_where_no_ranks_are_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    counted = count("x" * 30)
    assert (counted.tokens, counted.exact) == (10, False)
