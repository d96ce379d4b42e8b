"""Parallel tracks in gutters: ways that would run over one another get different ones."""

from collections import defaultdict


class Tracks:
    """Hands out track numbers, from 0, for stretches of numbered gutters."""

    def __init__(self) -> None:
        self._taken: dict[int, list[list[tuple[int, int]]]] = defaultdict(list)

    def take(self, gutter: int, start: int, end: int) -> int:
        """The lowest track of the gutter that is free from `start` to `end`, both included; now taken."""
        low, high = min(start, end), max(start, end)
        tracks = self._taken[gutter]
        for number, stretches in enumerate(tracks):
            if all(high < other_low or low > other_high for other_low, other_high in stretches):
                stretches.append((low, high))
                return number
        tracks.append([(low, high)])
        return len(tracks) - 1

    def count(self, gutter: int) -> int:
        """How many tracks the gutter has."""
        return len(self._taken[gutter])
