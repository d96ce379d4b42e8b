"""Lists of values."""

import pytest

from agent.planner.text.facets import read_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("starts as filed, upheld, dismissed", ("filed", "upheld", "dismissed")),
        ("draft when new, sent", ("draft", "sent")),
        ("therefore sent, accepted", ("sent", "accepted")),
        ("then becomes granted, refused", ("granted", "refused")),
        ("being draft, sent", ("draft", "sent")),
        ("first class, second class", ("first class", "second class")),
    ],
)
def test_what_stands_around_a_value_is_none(text: str, values: tuple[str, ...]) -> None:
    assert read_values(text) == values
