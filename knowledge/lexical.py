"""BM25 over sections (Robertson and Zaragoza, 2009)."""

import math
from collections import Counter
from collections.abc import Sequence

from knowledge.tokens import words

_K1 = 1.2
_B = 0.75


class LexicalIndex:
    """Word statistics of a fixed list of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(words(text)) for text in texts]
        self._lengths = [sum(count.values()) for count in self._counts]
        self._mean = sum(self._lengths) / len(texts) if texts else 0.0
        seen = Counter(word for count in self._counts for word in count)
        total = len(texts)
        self._weight = {word: math.log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in seen.items()}
        self._postings: dict[str, list[tuple[int, float]]] = {}

    def scores(self, query: str) -> list[float]:
        """BM25 of every text, in the order of the texts; 0 where no word is shared."""
        shared: dict[int, list[float]] = {}
        for word in sorted(set(words(query)) & self._weight.keys()):
            for place, value in self._posting(word):
                shared.setdefault(place, []).append(value)
        return [math.fsum(shared.get(place, ())) for place in range(len(self._counts))]

    def _posting(self, word: str) -> list[tuple[int, float]]:
        """Places of the texts that have the word, and what it tells of each; gathered when it is first asked for."""
        if word not in self._postings:
            self._postings[word] = [
                (place, self._weight[word] * self._saturated(count[word], length))
                for place, (count, length) in enumerate(zip(self._counts, self._lengths, strict=True))
                if word in count
            ]
        return self._postings[word]

    def _saturated(self, count: int, length: int) -> float:
        return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / self._mean))
