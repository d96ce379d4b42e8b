"""The embedded embedding: the same everywhere, of length one, near for near texts."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding import DIMENSIONS, HashedEmbedding
from knowledge.tokens import stem, words

EMBEDDING = HashedEmbedding()


def _cosine(first: str, second: str) -> float:
    pairs = zip(EMBEDDING.embed_query(first), EMBEDDING.embed_query(second), strict=True)
    return math.fsum(a * b for a, b in pairs)


@given(st.text(max_size=300))
def test_vectors_are_of_one_length(text: str) -> None:
    vector = EMBEDDING.embed_query(text)
    assert len(vector) == DIMENSIONS
    length = math.sqrt(math.fsum(value * value for value in vector))
    assert math.isclose(length, 1.0) if words(text) else length == 0


def test_near_texts_are_near() -> None:
    question = "paginating long lists"
    assert _cosine(question, "pagination of a long list") > 0.5
    assert _cosine(question, "argon2 password hashing") < 0.1


def test_the_same_in_another_process() -> None:
    code = "from knowledge.embedding import HashedEmbedding as E; print(E().embed_query('Kürzere Wege: ETag'))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(EMBEDDING.embed_query("Kürzere Wege: ETag"))


@pytest.mark.parametrize(
    "forms",
    [
        ["paginate", "pagination", "paginating", "paginated"],
        ["query", "queries"],
        ["migration", "migrations", "migrate"],
        ["limit", "limits", "limiting", "limited"],
        ["class", "classes"],
    ],
)
def test_forms_of_a_word_meet(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_of_code_are_taken_apart() -> None:
    assert words("orderItem order_item") == ["order", "item", "order", "item"]
