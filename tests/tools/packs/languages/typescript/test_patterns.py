"""Patterns: Node matches what Python matches, and no linter finds a needless escape."""

import re

import pytest

from tests.tools.packs.languages.typescript.node import meanings
from tools.blueprint.lower.types import EMAIL_PATTERN, URL_PATTERN
from tools.packs.languages.typescript.literals import pattern, text

PATTERNS = [
    "", "a", "[A-Z]{2}", "a|bc|", "(a|b)c", "(ab)+", "a{2,3}b{2,}", r"\.\-\/\$\^", r"[\]\[\\^a-]", r"[\-\/]",
    r"[\^]+", "[^a-c]", "[-a]", "[+-.]", "a  b", " +  ", "[  ]", "😀+", "[😀-😂]{2}", "é|[è-ê]", "\t\n",
    "[\x00-\x1f]", "/a/", "[/]", "a-b", "x?y*z+", "([a-z]+(-[a-z]+)*)?", EMAIL_PATTERN, URL_PATTERN,
]  # fmt: skip
VALUES = [
    "", "a", "b", "bc", "AB", "ab", "abab", "aabb", "aab", ".-/$^", "]", "[", "\\", "^", "-", "/", ",", "+",
    "^^", "ac", "d", "😀", "😀😂", "é", "è", "a  b", "a b", "  ", "   ", "\t\n", "\x05", "/a/", "a-b", "yz",
    "xyzz", "ab-cd-e", "ab-", "me@example.com", "me@x", "https://example.com/a?b#c", "http://", "a\n", "\n",
]  # fmt: skip


def test_node_matches_the_same_whole_values() -> None:
    sources = [_trials(pattern(f"^(?:{source})$")) for source in PATTERNS]
    for source, found in zip(PATTERNS, meanings(sources), strict=True):
        told = [answer["plain"] for answer in found["list"]]
        assert told == [re.fullmatch(source, value) is not None for value in VALUES], source


def _trials(printed: str) -> str:
    return f"[{', '.join(f'{printed}.test({text(value)})' for value in VALUES)}]"


def test_node_finds_the_same_parts() -> None:
    for source in ("[a-z]", "[^A-Za-z0-9]", "b+"):
        found = meanings([f"{pattern(source)}.test({text(value)})" for value in VALUES])
        assert [item["plain"] for item in found] == [re.search(source, value) is not None for value in VALUES]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("^(?:[A-Z]{2})$", "/^[A-Z]{2}$/u"),
        ("^(?:a|b)$", "/^(?:a|b)$/u"),
        (r"^(?:[\w.-]+)$".replace(r"\w", "a-z"), "/^[.a-z-]+$/u"),
        ("^(?:a  b)$", r"/^a \x20b$/u"),
        ("^(?:https?://)$", r"/^https?:\/\/$/u"),
        ("[/]", r"/\//u"),
        ("", "/(?:)/u"),
    ],
)
def test_patterns_read_as_people_write_them(source: str, printed: str) -> None:
    assert pattern(source) == printed
