"""One cache for all acceptance tests of a worker: they share the knowledge index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.validators.runtime.caches import CACHE_VARIABLE
from tools.validators.runtime.workspace import workspace


@pytest.fixture(scope="session")
def acceptance_cache() -> Iterator[Path]:
    with workspace() as work:
        yield work.path / "cache"


@pytest.fixture(autouse=True)
def shared_cache(acceptance_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(acceptance_cache))
    return acceptance_cache
