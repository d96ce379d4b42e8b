"""Texts in windows."""

from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.encoder.windows import LENGTH, tokenizer, windows

KINDS = st.sampled_from(["heading", "bullet", "row", "code", "prose", "endpoint"])


@given(st.lists(st.tuples(st.text(max_size=1500), KINDS), max_size=6))
def test_each_piece_stands_once_and_in_its_clause(clauses: list[tuple[str, str]]) -> None:
    cut = windows(clauses)
    flat = cut.ids.reshape(-1)
    assert len(set(cut.place.tolist())) == len(cut.place)
    told = tokenizer().encode_batch([text for text, _ in clauses], add_special_tokens=False)
    assert flat[cut.place].tolist() == [piece for clause in told for piece in clause.ids]
    assert all(
        0 <= start <= end <= len(clauses[clause][0])
        for clause, start, end in zip(cut.clause, cut.start, cut.end, strict=True)
    )
    assert sorted(cut.clause.tolist()) == cut.clause.tolist()
    assert all((row > 0).sum() <= LENGTH and row[0] > 0 for row in cut.ids)


def test_a_clause_that_fits_is_not_torn() -> None:
    cut = windows([(f"{'boat ' * 60}.", "prose")] * 4)
    assert all(len({place // LENGTH for place in cut.place[cut.clause == clause].tolist()}) == 1 for clause in range(4))


def test_a_long_clause_goes_on_in_the_next_window() -> None:
    cut = windows([("boat " * 500, "prose")])
    assert len(cut.ids) == 3
    assert len(cut.place) == 500
