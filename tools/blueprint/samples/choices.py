"""Deterministic choices: neighbouring seeds never make the same ones."""

import hashlib


class Choices:
    """The digits of a seed in a changing base, each shifted by what the name says.

    The shift makes values look unlike counters, and being the same for every seed it keeps them apart.
    """

    def __init__(self, seed: int, name: str) -> None:
        self._rest = seed
        self._name = name
        self._made = 0

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1."""
        self._rest, digit = divmod(self._rest, count)
        shift = hashlib.sha256(f"{self._name}:{self._made}".encode()).digest()
        self._made += 1
        return (digit + int.from_bytes(shift[:8], "big")) % count
