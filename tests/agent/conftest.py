"""Caches of the tests' own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.validators.runtime.caches import CACHE_VARIABLE
from tools.validators.runtime.workspace import workspace


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, for one test, that the unprivileged user can reach, too."""
    with workspace() as work:
        folder = work.path / "cache"
        monkeypatch.setenv(CACHE_VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def session_cache() -> Iterator[Path]:
    with workspace() as work:
        yield work.path / "cache"


@pytest.fixture
def shared_cache(session_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that keeps the knowledge index from test to test."""
    monkeypatch.setenv(CACHE_VARIABLE, str(session_cache))
    return session_cache
