"""The embedded embedding: hashed n-grams of words and letters. No download, the same everywhere."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from knowledge.tokens import words

DIMENSIONS = 1024
_LETTERS = (3, 4)
"""Lengths of letter n-grams: they let `paginate` meet `pagination` and forgive a slip of the pen."""
_WEIGHT = {"word": 1.0, "pair": 0.6, "letters": 0.25}


class HashedEmbedding:
    """Feature hashing with signs, damped counts, and length one: the dot product is the cosine."""

    identity = f"hashed-ngrams-{DIMENSIONS}-1"

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """`DIMENSIONS` floats of length one; all zero for a text without words."""
        vector = [0.0] * DIMENSIONS
        for (kind, feature), count in Counter(_features(text)).items():
            place, sign = _place(f"{kind} {feature}")
            vector[place] += sign * _WEIGHT[kind] * (1.0 + math.log(count))
        length = math.sqrt(math.fsum(value * value for value in vector))
        return [value / length for value in vector] if length else vector


def _features(text: str) -> Iterator[tuple[str, str]]:
    stems = words(text)
    for stem in stems:
        yield "word", stem
        padded = f"^{stem}$"
        for size in _LETTERS:
            for start in range(len(padded) - size + 1):
                yield "letters", padded[start : start + size]
    for first, second in pairwise(stems):
        yield "pair", f"{first} {second}"


@lru_cache(maxsize=65_536)
def _place(feature: str) -> tuple[int, float]:
    digest = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "big")
    return digest % DIMENSIONS, 1.0 if digest >> 63 else -1.0
