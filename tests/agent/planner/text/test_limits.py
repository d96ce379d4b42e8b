"""Which texts are read, and as what."""

import pytest

from agent.planner.text.limits import readable
from tools.errors import BadInput


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a pl\u200bant", "a plant"),
        ("\u202ea \u2066book\u2069", "a book"),
        ("a\U000e0061 book", "a book"),
        ("\x1b[31mbooks\x1b[0m\x07", "books"),
        ("Bücher\r\n", "Bücher"),
    ],
)
def test_what_is_not_seen_is_not_read(text: str, read: str) -> None:
    assert readable(text) == read


def test_other_control_characters_are_no_text() -> None:
    with pytest.raises(BadInput):
        readable("a\x01b")
