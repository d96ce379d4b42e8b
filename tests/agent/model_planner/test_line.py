"""One printable line, whatever was written."""

from hypothesis import given
from hypothesis import strategies as st

from agent.model_planner.line import one_line


@given(st.text(max_size=80), st.integers(1, 60))
def test_it_is_printable_short_and_keeps_plain_words(text: str, most: int) -> None:
    shown = one_line(text, most)
    assert shown.isprintable()
    assert len(shown) <= most + 1
    assert one_line("late  fee\n", 60) == "late fee"
