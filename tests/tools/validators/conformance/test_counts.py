"""How many cases each example has, check by check: one that is lost shows as a difference of `counts.yaml`."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.golden import OPTION
from tests.tools.validators.conformance.playing import BLUEPRINTS, compiled

COUNTS = Path(__file__).with_name("counts.yaml")
NAMES = sorted(path.stem for path in BLUEPRINTS.glob("*.yaml"))
Counts = dict[str, int]


def counted(name: str) -> Counts:
    """Check → its cases, of an example."""
    return dict(sorted(Counter(case["check"] for case in compiled(name)["cases"]).items()))


def committed() -> dict[str, Counts]:
    found: dict[str, Counts] = yaml.safe_load(COUNTS.read_text(encoding="utf-8"))
    return found


def changes(before: Counts, now: Counts) -> list[str]:
    """What a reader needs to see: each check whose number is another."""
    return [
        f"{check}: {before.get(check, 0)} → {now.get(check, 0)}"
        for check in sorted(before.keys() | now.keys())
        if before.get(check) != now.get(check)
    ]


def test_every_example_is_counted(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption(OPTION):
        told = yaml.safe_dump({name: counted(name) for name in NAMES}, sort_keys=False)
        COUNTS.write_text(f"# Cases of each example by check; `pytest {OPTION}` writes them anew.\n{told}", "utf-8")
    assert list(committed()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_case_is_lost(name: str, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption(OPTION):
        # They are written by another test, which may run beside this one.
        return
    found = changes(committed().get(name, {}), counted(name))
    assert not found, f"{name} has other cases ({OPTION} writes the numbers anew): {found}"


def test_a_lost_case_is_seen() -> None:
    assert changes({"a": 2, "b": 1}, {"a": 2, "b": 1}) == []
    assert changes({"a": 2, "b": 1}, {"a": 1, "c": 3}) == ["a: 2 → 1", "b: 1 → 0", "c: 0 → 3"]
