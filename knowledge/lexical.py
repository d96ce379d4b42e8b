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

    def scores(self, query: str) -> list[float]:
        """BM25 of every text, in the order of the texts; 0 where no word is shared."""
        asked = sorted(set(words(query)) & self._weight.keys())
        return [
            math.fsum(self._weight[word] * self._saturated(count[word], length) for word in asked)
            for count, length in zip(self._counts, self._lengths, strict=True)
        ]

    def _saturated(self, count: int, length: int) -> float:
        if not count:
            return 0.0
        return count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / self._mean))
