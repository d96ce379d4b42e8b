"""A cache of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.validators.runtime.caches import CACHE_VARIABLE
from tools.validators.runtime.workspace import workspace


@pytest.fixture
def own_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder that the unprivileged user can reach, too."""
    with workspace() as work:
        folder = work.path / "cache"
        monkeypatch.setenv(CACHE_VARIABLE, str(folder))
        yield folder
