"""Word statistics: what is rare says more, what is said often or in few words too."""

from knowledge.lexical import LexicalIndex

INDEX = LexicalIndex(["list page", "cursor page", "list shelf", "list list", "list and a long tail of other words"])


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert INDEX.scores("cursor")[1] > INDEX.scores("list")[0] > 0


def test_a_word_counts_where_it_stands_and_nowhere_else() -> None:
    assert [score > 0 for score in INDEX.scores("list")] == [True, False, True, True, True]
    assert INDEX.scores("harbour") == [0.0] * 5


def test_what_is_said_more_often_or_among_fewer_words_scores_higher() -> None:
    scores = INDEX.scores("list")
    assert scores[3] > scores[0] > scores[4]


def test_asked_again_it_answers_the_same() -> None:
    assert INDEX.scores("list cursor") == INDEX.scores("cursor list") == INDEX.scores("list cursor")
