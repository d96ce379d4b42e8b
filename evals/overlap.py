"""How well what was found covers what was expected: precision, recall, F1, and the differences by name."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overlap:
    """Counts of one comparison, and the names behind them."""

    right: int
    missing: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the findings that are right; 1 when nothing was found."""
        found = self.right + len(self.false)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the expectations that were found; 1 when nothing was expected."""
        expected = self.right + len(self.missing)
        return self.right / expected if expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, as 2·right / (expected + found)."""
        both = 2 * self.right + len(self.missing) + len(self.false)
        return 2 * self.right / both if both else 1.0

    @property
    def explanation(self) -> str:
        parts = [f"{self.right} right"]
        if self.missing:
            parts.append(f"missing: {', '.join(self.missing)}")
        if self.false:
            parts.append(f"false: {', '.join(self.false)}")
        return "; ".join(parts)

    def value(self) -> dict[str, str | int | float | bool | None]:
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


def overlap(expected: Counter[str], found: Counter[str], allowed: Counter[str] | None = None) -> Overlap:
    """Compares two multisets; findings that are only allowed count neither way."""
    beyond = found - expected - (allowed or Counter())
    return Overlap(
        right=(expected & found).total(),
        missing=tuple(sorted((expected - found).elements())),
        false=tuple(sorted(beyond.elements())),
    )
