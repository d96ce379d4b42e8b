import os
import threading
from pathlib import Path

import pytest

from tools.errors import AgentError
from tools.validators.runtime.caches import CACHE_VARIABLE, cache_root, cached_folder, key_of
from tools.validators.runtime.workspace import workspace


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    with workspace() as work:
        monkeypatch.setenv(CACHE_VARIABLE, str(work.path / "cache"))
        yield work.path


def test_a_folder_is_built_once() -> None:
    calls: list[Path] = []

    def build(folder: Path) -> None:
        calls.append(folder)
        (folder / "content").write_text("x")

    first = cached_folder("kind", "key", build)
    assert cached_folder("kind", "key", build) == first
    assert len(calls) == 1
    assert (first / "content").read_text() == "x"


def test_a_failed_build_leaves_nothing() -> None:
    def build(folder: Path) -> None:
        (folder / "half").touch()
        raise AgentError("no network")

    with pytest.raises(AgentError, match="no network"):
        cached_folder("kind", "key", build)
    assert not (cache_root() / "kind" / "key").exists()


def test_a_build_that_was_cut_off_starts_again() -> None:
    half = cache_root() / "kind" / "key"
    half.mkdir(parents=True)
    (half / "half").touch()
    folder = cached_folder("kind", "key", lambda path: (path / "whole").touch())
    assert sorted(path.name for path in folder.iterdir()) == [".complete", "whole"]


def test_parallel_callers_wait_for_the_first() -> None:
    calls: list[Path] = []
    go = threading.Event()

    def build(folder: Path) -> None:
        calls.append(folder)
        go.wait(20)

    threads = [threading.Thread(target=cached_folder, args=("kind", "key", build)) for _ in range(4)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_keys_do_not_run_into_each_other() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of("a", b"b") == key_of(b"a", "b")


def test_a_cache_out_of_reach_is_refused(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = own_cache / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv(CACHE_VARIABLE, str(closed / "cache"))
    if os.geteuid() == 0:
        with pytest.raises(AgentError) as caught:
            cache_root()
        assert caught.value.code == "cache-unreachable"
    else:
        assert cache_root().is_dir()
