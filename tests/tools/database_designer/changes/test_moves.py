"""New names in an order in which no two things are ever called alike."""

from hypothesis import given
from hypothesis import strategies as st

from tools.database_designer.changes.moves import moves

NAMES = st.sampled_from(("a", "b", "c", "d", "e", "between", "between_2"))


@st.composite
def wanted(draw: st.DrawFn) -> dict[str, str]:
    old = draw(st.lists(NAMES, unique=True))
    return dict(zip(old, draw(st.lists(NAMES, unique=True, min_size=len(old))), strict=False))


@given(wanted(), st.sets(NAMES))
def test_each_step_goes_to_a_free_name_and_the_last_is_the_one_wanted(names: dict[str, str], taken: set[str]) -> None:
    place = {old: old for old in names}
    for what, one, other in moves(names, taken):
        assert place[what] == one
        assert other not in place.values()
        assert other == names[what] or other not in taken
        place[what] = other
    assert place == names


def test_what_keeps_its_name_is_left_alone() -> None:
    assert moves({"a": "a", "b": "c"}) == (("b", "b", "c"),)


def test_a_swap_goes_over_a_third_name() -> None:
    assert moves({"a": "b", "b": "a"}, {"between"}) == (
        ("a", "a", "between_2"),
        ("b", "b", "a"),
        ("a", "between_2", "b"),
    )
