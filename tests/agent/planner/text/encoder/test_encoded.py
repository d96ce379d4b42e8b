"""What the model tells of places."""

import numpy as np

from agent.planner.text.encoder import WIDTH, Encoded

CLAUSES = [("Each boat has a name.", "prose"), ("A bank lends money, and the bank of the river is steep.", "prose")]


def test_numbers_of_a_place() -> None:
    told = Encoded(CLAUSES).pooled(((0, 5, 9),))
    assert told.shape == (2 * WIDTH,)
    assert np.array_equal(told[:WIDTH], told[WIDTH:])


def test_a_word_means_what_stands_around_it() -> None:
    encoded = Encoded(CLAUSES)
    assert not np.allclose(encoded.pooled(((1, 2, 6),)), encoded.pooled(((1, 28, 32),)))


def test_nothing_is_known_of_what_stands_nowhere() -> None:
    assert not Encoded(CLAUSES).pooled(()).any()
    assert not Encoded([]).pooled(()).any()


def test_the_summary_is_of_the_beginning() -> None:
    assert Encoded(CLAUSES).summary().shape == (WIDTH,)
    assert not Encoded([]).summary().any()
    long = [*CLAUSES, *[("Every harbour has a master.", "prose")] * 400]
    more = [*long, ("The sky over the mountains is blue, and no word of it is data.", "prose")]
    assert np.array_equal(Encoded(long).summary(), Encoded(more).summary())
    assert not np.array_equal(Encoded(CLAUSES).summary(), Encoded(CLAUSES[:1]).summary())


def test_the_same_text_gives_the_same_numbers() -> None:
    assert np.array_equal(Encoded(CLAUSES).pooled(((0, 5, 9),)), Encoded(CLAUSES).pooled(((0, 5, 9),)))
