"""Lists of alternatives."""

import pytest

from agent.planner.text.alternatives import bars, bracketed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a title and an urgency: low, medium or high", "a title and an urgency (low | medium | high)"),
        ("Order status is pending, paid or lost.", "Order status (pending | paid | lost)."),
        ("invoice status draft, sent, paid", "invoice status (draft | sent | paid)"),
        ("a status that is one of filed, accepted, rejected.", "a status that (filed | accepted | rejected)."),
        ("size either small or large", "size (small | large)"),
        ("priority low|high", "priority (low | high)"),
        ("tasks (priority low|high)", "tasks (priority low|high)"),
        ("books, authors or loans", "books, authors or loans"),
        ("Book: title, isbn", "Book: title, isbn"),
    ],
)
def test_brackets(text: str, wanted: str) -> None:
    assert bracketed(text) == wanted


def test_bars() -> None:
    assert bars("'a', b or c") == "a | b | c"
