"""The index on disk: built once, rebuilt when it is stale or damaged, safe for several processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import Retriever, load
from knowledge.store import KEPT, MARK
from tests.knowledge.samples import write
from tools.errors import AgentError

SEARCH = """
import sys
from pathlib import Path
from knowledge import Retriever, load
import langchain_chroma
retriever = Retriever(load().documents, index_root=Path(sys.argv[1]))
if sys.argv[2] == "wait":
    print("ready", flush=True)
    sys.stdin.readline()
for question in sys.argv[3:]:
    print([(passage.document, passage.score) for passage in retriever.search(question)])
"""


PROCESSES = 3
QUESTIONS = ("page through a list", "stolen refresh token", "float or decimal for prices")


def _folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def _search(folder: Path, root: Path) -> str:
    return Retriever(load(folder).documents, index_root=root).search("words")[0].document


def test_several_processes_at_once_agree(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", SEARCH, str(tmp_path), "wait", *QUESTIONS],
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
    asked = Retriever(load().documents, index_root=tmp_path)
    before = "".join(
        f"{[(passage.document, passage.score) for passage in asked.search(question)]}\n"
        for question in QUESTIONS
    )
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
    command = [sys.executable, "-c", SEARCH, str(tmp_path), "now", *QUESTIONS]
    # In a process of its own: this one still holds the files open.
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert again.stdout == before
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
