"""The index on disk: built once, rebuilt when it is stale or damaged, safe for several processes."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from knowledge import Passage, Retriever, load
from knowledge.embedding import HashedEmbedding
from knowledge.passages import sections
from knowledge.store import KEPT, MARK, VectorIndex
from tests.knowledge.samples import write
from tools.errors import AgentError

SEARCH = """
import sys
from pathlib import Path
from knowledge import Retriever, load
import langchain_chroma
retriever = Retriever(load().documents, index_root=Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for question in sys.argv[2:]:
    print([(passage.document, passage.score) for passage in retriever.search(question)])
"""


PROCESSES = 2
QUESTIONS = ("page through a list", "stolen refresh token", "float or decimal for prices")


def _folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def _search(folder: Path, root: Path) -> str:
    return Retriever(load(folder).documents, index_root=root).search("words")[0].document


def test_several_processes_at_once_agree(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SEARCH, str(tmp_path), *QUESTIONS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    # All have done their imports before the first one may begin: they meet at the index.
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    answers = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0] * PROCESSES
    assert len(set(answers)) == 1
    assert answers[0].count("\n") == len(QUESTIONS)
    assert len(_folders(tmp_path)) == 1


class _Slow(HashedEmbedding):
    """Stays in the middle of a build until it may go on."""

    def __init__(self) -> None:
        self.building = threading.Event()
        self.may_go_on = threading.Event()

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.building.set()
        assert self.may_go_on.wait(60)
        return super().embed_documents(texts)


class _Counting(HashedEmbedding):
    """Tells when it is asked who it is (before the index is opened), and counts what it embeds."""

    def __init__(self) -> None:
        self.opening = threading.Event()
        self.embedded = 0

    @property
    def identity(self) -> str:  # type: ignore[override]
        self.opening.set()
        return HashedEmbedding.identity

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += len(texts)
        return super().embed_documents(texts)


def test_the_second_waits_for_the_first_and_builds_nothing(tmp_path: Path) -> None:
    parts = sections(load().documents)
    first, second = _Slow(), _Counting()
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(VectorIndex.open, parts, first, tmp_path)
        assert first.building.wait(60)
        other = pool.submit(VectorIndex.open, parts, second, tmp_path)
        assert second.opening.wait(60)
        first.may_go_on.set()
        assert len(one.result().distances("page through a list")) == len(parts)
        assert len(other.result().distances("page through a list")) == len(parts)
    assert second.embedded == 0


def test_a_changed_document_gets_another_index(tmp_path: Path) -> None:
    documents, root = tmp_path / "documents", tmp_path / "index"
    documents.mkdir()
    write(documents, "one")
    assert _search(documents, root) == "one"
    before = _folders(root)
    assert _search(documents, root) == "one"
    assert _folders(root) == before
    write(documents, "one", text="Other words.")
    assert _search(documents, root) == "one"
    assert len(_folders(root)) == 2


@pytest.mark.parametrize("damage", ["mark", "database", "emptied"])
def test_a_damaged_index_is_built_anew(tmp_path: Path, damage: str) -> None:
    def search() -> list[list[Passage]]:
        # As another process would: without the files that this one holds open.
        SharedSystemClient.clear_system_cache()
        asked = Retriever(load().documents, index_root=tmp_path)
        return [asked.search(question) for question in QUESTIONS]

    before = search()
    place = tmp_path / _folders(tmp_path)[0]
    if damage == "mark":
        (place / MARK).unlink()
        (place / "chroma.sqlite3").write_bytes(b"half written")
    elif damage == "database":
        (place / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    else:
        for path in place.rglob("*"):
            if path.is_file() and path.name != MARK:
                path.unlink()
    assert search() == before
    assert (place / MARK).is_file()


def test_only_the_latest_indexes_are_kept(tmp_path: Path) -> None:
    documents, root = tmp_path / "documents", tmp_path / "index"
    documents.mkdir()
    for number in range(KEPT + 2):
        write(documents, "one", text=f"Words and number {number}.")
        _search(documents, root)
    assert len(_folders(root)) == KEPT


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    documents, root = tmp_path / "documents", tmp_path / "index"
    documents.mkdir()
    write(documents, "one")
    _search(documents, root)
    place = root / _folders(root)[0]
    write(documents, "one", text="Other words.")
    blocked = Retriever(load(documents).documents, index_root=place / MARK)
    with pytest.raises(AgentError) as raised:
        blocked.search("words")
    assert raised.value.code == "knowledge-index"
    assert raised.value.hint
