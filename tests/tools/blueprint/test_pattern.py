"""pattern: the portable subset is what it says."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.blueprint.lower.types import EMAIL_PATTERN, URL_PATTERN
from tools.blueprint.pattern import parse_pattern
from tools.errors import BadInput


@pytest.mark.parametrize(
    "text",
    ["[0-9]{13}", "[a-z0-9]+(-[a-z0-9]+)*", "[A-Z]{2,}", "a|b|", r"\$[0-9]+\.[0-9]{2}", "[^a-c]x?", "[a-]", "",
     EMAIL_PATTERN],
)  # fmt: skip
def test_portable_patterns_pass(text: str) -> None:
    parse_pattern(text)
    re.compile(text)


@pytest.mark.parametrize(
    "text",
    ["(a+)+", "(a*)*", "([a-z]+-?)*", "^a$", "a.b", r"\d", r"\w+", "(?=a)", "(?:a)", r"(a)\1", "a+?", "a**", "a{3,2}",
     "a{1001}", "[]", "[b-a]", "[a", "(a", "a)", "*a", "[[:alpha:]]", "a{x}", "\\"],
)  # fmt: skip
def test_the_rest_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="not portable"):
        parse_pattern(text)


@settings(max_examples=300)
@given(st.text(alphabet="ab-[](){}|*+?\\^$.,0129", max_size=20))
def test_what_is_accepted_compiles(text: str) -> None:
    try:
        parse_pattern(text)
    except BadInput:
        return
    re.compile(text)


@pytest.mark.parametrize("value", ["a@b.co", "first.last+tag@sub.example.org"])
def test_email_takes_addresses(value: str) -> None:
    assert re.fullmatch(EMAIL_PATTERN, value)


@pytest.mark.parametrize("value", ["a@b", "a b@c.de", "@b.co", "a@-b.co", "a@b..co", "a@b.co\n"])
def test_email_refuses_the_rest(value: str) -> None:
    assert not re.fullmatch(EMAIL_PATTERN, value)


def test_url_takes_web_addresses_only() -> None:
    assert re.fullmatch(URL_PATTERN, "https://example.org:8080/a?b=c#d")
    assert not re.fullmatch(URL_PATTERN, "javascript:alert(1)")
