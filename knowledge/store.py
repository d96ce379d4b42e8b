"""The vector index: Chroma in a folder named by the hash of what is in it.

A folder is filled once, under a lock that holds between processes, and only read afterwards; other documents
or another embedding give another folder, so an index can never be stale. A damaged one is noticed and built
anew.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from knowledge import passages
from knowledge.passages import Section
from knowledge.ports import EmbeddingPort
from tools.errors import AgentError
from tools.validators.runtime.caches import cache_root, key_of

if TYPE_CHECKING:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

COLLECTION = "knowledge"
MARK = ".complete"
KEPT = 8
"""Indexes kept side by side; the one unused for longest goes first."""
_BATCH = 500


Kept = tuple[list[str], NDArray[np.float32]]
"""Ids of sections, and a vector of length one for each."""


class VectorIndex:
    """Cosine distances of sections to a question."""

    def __init__(self, kept: Kept, embedding: EmbeddingPort) -> None:
        self._sections, self._vectors = kept
        self._embedding = embedding

    @classmethod
    def open(cls, sections: Sequence[Section], embedding: EmbeddingPort, root: Path | None = None) -> Self:
        """The index of these sections, built when there is none yet.

        `root` is the folder of all indexes (by default in the cache). Raises AgentError (`knowledge-index`)
        when it can be neither read nor built.
        """
        folder = root or cache_root() / "knowledge"
        place = folder / _key(sections, embedding)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o755)
            with _locked(folder / ".lock"):
                kept = _intact(place, len(sections), embedding)
                if kept is None:
                    kept = _kept(_build(place, sections, embedding))
                os.utime(place)
                _prune(folder)
        except OSError as error:
            raise _unusable(place, error) from error
        return cls(kept, embedding)

    def distances(self, query: str) -> dict[str, float]:
        """Section id → cosine distance, for every section."""
        if not self._sections:
            return {}
        near = self._vectors @ np.array(self._embedding.embed_query(query), np.float32)
        return dict(zip(self._sections, (1.0 - near).tolist(), strict=True))


def _key(sections: Sequence[Section], embedding: EmbeddingPort) -> str:
    texts = [part for section in sections for part in (section.id, section.indexed)]
    return key_of(passages.VERSION, embedding.identity, *texts)


def _intact(place: Path, size: int, embedding: EmbeddingPort) -> Kept | None:
    if not (place / MARK).is_file():
        return None
    try:
        kept = _kept(_chroma(place, embedding, size))
        return kept if len(kept[0]) == size else None
    except Exception:  # Chroma raises anything, also from native code: then it is built anew
        return None


def _kept(store: "Chroma") -> Kept:
    """All that is in the store: so few vectors are compared one by one, which is exact, and faster than its search."""
    found = store._collection.get(include=["embeddings"])
    ids = found["ids"]
    return ids, np.array(found["embeddings"], np.float32) if ids else np.zeros((0, 0), np.float32)


def _build(place: Path, sections: Sequence[Section], embedding: EmbeddingPort) -> "Chroma":
    _forget()
    shutil.rmtree(place, ignore_errors=True)
    try:
        store = _chroma(place, embedding, len(sections))
        for start in range(0, len(sections), _BATCH):
            batch = sections[start : start + _BATCH]
            store.add_texts(
                [section.indexed for section in batch],
                metadatas=[{"section": section.id} for section in batch],
                ids=[section.id for section in batch],
            )
        (place / MARK).touch()
    except AgentError:
        # The embedding says itself what is wrong with it.
        shutil.rmtree(place, ignore_errors=True)
        raise
    except Exception as error:
        shutil.rmtree(place, ignore_errors=True)
        raise _unusable(place, error) from error
    return store


def _unusable(place: Path, error: Exception) -> AgentError:
    return AgentError(
        f"The knowledge index in {place} cannot be built: {error}",
        code="knowledge-index",
        hint="Check that the cache folder can be written and has free space.",
    )


def _chroma(place: Path, embedding: EmbeddingPort, size: int) -> "Chroma":
    # Importing Chroma takes seconds; commands that search nothing must not pay for it.
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    place.mkdir(exist_ok=True, mode=0o755)
    reach = max(100, size)
    return Chroma(
        collection_name=COLLECTION,
        embedding_function=cast("Embeddings", embedding),
        persist_directory=str(place),
        client_settings=Settings(anonymized_telemetry=False),
        # One thread, and a search as wide as the index: the same answer on every machine.
        collection_configuration=cast(
            Any,
            {"hnsw": {"space": "cosine", "num_threads": 1, "ef_construction": reach, "ef_search": reach}},
        ),
    )


def _forget() -> None:
    """Chroma keeps opened folders by path; a folder that is built anew must not meet its former self."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _prune(folder: Path) -> None:
    indexes = [entry for entry in folder.iterdir() if entry.is_dir()]
    indexes.sort(key=lambda entry: (entry.stat().st_mtime_ns, entry.name), reverse=True)
    for old in indexes[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
