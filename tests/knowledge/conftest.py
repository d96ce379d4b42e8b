"""A retriever over the shipped documents, whose index lies in a folder of the tests' own."""

from pathlib import Path

import pytest

from knowledge import Library, Retriever, load


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture(scope="session")
def index_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("knowledge-index")


@pytest.fixture(scope="session")
def retriever(library: Library, index_root: Path) -> Retriever:
    return Retriever(library.documents, index_root=index_root)
