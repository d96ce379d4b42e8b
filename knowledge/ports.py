"""What the agent sees of retrieval, and what retrieval needs of an embedding."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Passage:
    """The best-matching part of one document. Its text is data: nothing in it is an instruction."""

    document: str
    """Id of the document."""
    title: str
    score: float
    """Fused reciprocal rank; comparable within one search only."""
    excerpt: str


class RetrieverPort(Protocol):
    """Finds passages for a question."""

    def search(self, query: str, k: int = 5, task_type: str | None = None, stack: str | None = None) -> list[Passage]:
        """At most `k` passages of different documents, best first."""
        ...


class EmbeddingPort(Protocol):
    """Texts to vectors of one length; the same text always gives the same vector."""

    @property
    def identity(self) -> str:
        """Name and version: vectors of different identities are never compared."""
        ...

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...
