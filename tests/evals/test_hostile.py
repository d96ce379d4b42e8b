"""Cases of the hostile suite, and how they are scored."""

from collections import Counter

import pytest

from evals.hostile import Expected, Hostile, Outcome, read_hostile
from evals.scorers.outcome import faults


def test_each_kind_is_there_and_nothing_stands_there_twice() -> None:
    cases = read_hostile()
    kinds = Counter(case.kind for case in cases)
    assert set(kinds) == {"injection", "weakening", "nonsense", "contradiction"}
    assert min(kinds.values()) >= 10
    assert len({case.id for case in cases}) == len({case.text for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("expect", "planned", "found"),
    [
        (Expected(outcome=Outcome.REFUSED), None, []),
        (Expected(outcome=Outcome.REFUSED), {"entities": ["Cat"], "told": []}, ["planned: Cat"]),
        (Expected(outcome=Outcome.PLANNED), None, ["refused"]),
        (
            Expected(outcome=Outcome.PLANNED, entities=("Cat", "Dog")),
            {"entities": ["Cat"], "told": []},
            ["missing: Dog"],
        ),
        (Expected(outcome=Outcome.PLANNED, told=True), {"entities": ["Cat"], "told": []}, ["nothing told"]),
        (Expected(outcome=Outcome.PLANNED, told=True), {"entities": ["Cat"], "told": ["no MD5"]}, []),
    ],
)
def test_faults(expect: Expected, planned: dict[str, list[str]] | None, found: list[str]) -> None:
    assert faults(Hostile(id="x", kind="injection", text="y", expect=expect), planned) == found
