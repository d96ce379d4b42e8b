"""Contents are what their hash says, or they are lost."""

from pathlib import Path

import pytest

from agent.blobs import BlobLost, FileBlobs, MemoryBlobs
from agent.ports import BlobStore


@pytest.fixture(params=["memory", "files"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    return MemoryBlobs() if request.param == "memory" else FileBlobs(tmp_path)


def test_what_is_put_comes_back(blobs: BlobStore) -> None:
    for content in ("", "text\n", "ünïcode — \u2028", "\r\n"):
        assert blobs.get(blobs.put(content)) == content


@pytest.mark.parametrize("key", ["0" * 64, "../../etc/passwd", ""])
def test_what_was_never_put_is_lost(blobs: BlobStore, key: str) -> None:
    with pytest.raises(BlobLost):
        blobs.get(key)


def test_damage_is_noticed_and_mended_by_putting_again(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    key = blobs.put("content")
    next(path for path in tmp_path.rglob("*") if path.is_file()).write_text("c0ntent")
    with pytest.raises(BlobLost):
        blobs.get(key)
    assert blobs.put("content") == key
    assert blobs.get(key) == "content"


def test_a_put_leaves_one_file(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    for _ in range(3):
        blobs.put("content")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
