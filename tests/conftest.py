"""What all tests share: no silent skips in CI, the switch for full proofs, disposable engines."""

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tools.validators.engines.engine import Engine
from tools.validators.engines.registry import open_engine

UPDATE_GOLDEN = "--update-golden"
collect_ignore = ["goldens"]  # the tests of generated projects run in those projects


def refuse_update_in_ci(config: pytest.Config) -> None:
    """In CI a golden that is rewritten would approve itself."""
    if config.getoption(UPDATE_GOLDEN) and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{UPDATE_GOLDEN} is refused in CI: a person reads the difference elsewhere.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--proof", action="store_true", help="also run the full proof of every stack")
    parser.addoption(UPDATE_GOLDEN, action="store_true", help="rewrite the goldens with what comes out now")


def pytest_configure(config: pytest.Config) -> None:
    refuse_update_in_ci(config)
    # How long a property takes is nothing that a test judges; hypothesis' own profile for CI has no deadline either.
    settings.register_profile("untimed", settings(), deadline=None)
    settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Full proofs are left out unless asked for; deselected, for a skip would be a gap."""
    if config.getoption("--proof"):
        return
    full = [item for item in items if item.get_closest_marker("proof")]
    if full:
        config.hook.pytest_deselected(items=full)
        items[:] = [item for item in items if item not in full]


def fail_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI a skipped test is a proof that was not made, and fails."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped in CI. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_skipped_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_skipped_in_ci(report)
    return report


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Engine]:
    """One PostgreSQL server for all tests of a worker; each test takes a database of its own."""
    with open_engine("postgresql") as engine:
        yield engine


@pytest.fixture(scope="session")
def sqlite() -> Iterator[Engine]:
    with open_engine("sqlite") as engine:
        yield engine
