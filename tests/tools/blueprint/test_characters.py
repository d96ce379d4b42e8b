"""Kinds of characters, and texts that hold them."""

from itertools import combinations

import pytest

from tools.blueprint.characters import KINDS, demand, holding, lacking, missing

SUBSETS = [kinds for count in range(5) for kinds in combinations(KINDS, count)]


@pytest.mark.parametrize("kinds", SUBSETS, ids="+".join)
@pytest.mark.parametrize("text", ["        ", "abcdefgh", "ABCDEFGH1", "12345678", "😀😀😀😀😀😀😀😀", "aB3-aB3-"])
def test_a_text_is_made_to_hold_kinds_and_keeps_its_length(kinds: tuple[str, ...], text: str) -> None:
    made = holding(kinds, text)
    assert not missing(kinds, made)
    assert len(made) == len(text)
    for kind in kinds:
        assert missing(kinds, lacking(kind, made)) == (kind,), "one kind alone is taken away"


def test_a_demand_is_a_sentence() -> None:
    assert demand(["digit"]) == "Holds a digit (0 to 9)."
    assert demand(["lower", "upper", "digit"]).endswith("(a to z), an upper-case letter (A to Z) and a digit (0 to 9).")
