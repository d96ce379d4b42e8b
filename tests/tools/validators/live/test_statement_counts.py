"""Statements are counted in the server's own log: pages of 1, 10 and 100 rows send the same number of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.validators.conformance.playing import compiled
from tests.tools.validators.live.planted import FRAMEWORKS
from tests.tools.validators.live.printed import played_checks, print_project
from tools.validators.conformance.checks import statements

SIZES = (1, 10, 100)


@pytest.fixture
def _large_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Plans that are compiled meanwhile make as many rows as the largest page holds."""
    monkeypatch.setattr(statements, "SIZES", SIZES)
    compiled.cache_clear()
    yield
    compiled.cache_clear()


@pytest.mark.proof
@pytest.mark.usefixtures("_large_pages")
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_pages_of_any_size_send_as_many_statements(framework: str, tmp_path: Path) -> None:
    print_project("shop", "postgresql", tmp_path, framework)
    plan = compiled("shop", "postgresql")
    rest = [case for case in plan["cases"] if case["check"] == statements.REST]
    asked = [[page["query"][-1][1] for page in case["steps"][-1]["pages"]] for case in rest]
    assert asked
    assert all(tuple(sizes) == SIZES for sizes in asked)
    outcomes = played_checks("shop", "postgresql", tmp_path, *statements.CHECKS)
    assert [outcome for outcome in outcomes if outcome["status"] != "passed"] == []
