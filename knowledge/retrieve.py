"""Hybrid retrieval: lexical and vector ranks, fused by reciprocal rank (Cormack et al., 2009)."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from knowledge.document import KnowledgeDocument
from knowledge.embedding import HashedEmbedding
from knowledge.lexical import LexicalIndex
from knowledge.passages import Section, sections
from knowledge.ports import EmbeddingPort, Passage
from knowledge.store import VectorIndex
from knowledge.tokens import words
from tools.errors import BadInput

_RANK_OFFSET = 60
_DIGITS = 6
"""Distances are compared to so many digits: the last ones depend on the processor."""
MAX_QUERY = 10_000
"""Longer questions are cut: the words of a whole requirement document point everywhere."""
MAX_EXCERPT = 600


class Retriever:
    """Searches documents. The index is opened at the first search: importing and making one costs nothing."""

    def __init__(
        self,
        documents: Sequence[KnowledgeDocument],
        embedding: EmbeddingPort | None = None,
        index_root: Path | None = None,
    ) -> None:
        self._documents = {document.id: document for document in documents}
        self._sections = sections(documents)
        self._embedding = embedding or HashedEmbedding()
        self._index_root = index_root
        self._lexical = LexicalIndex([section.indexed for section in self._sections])
        self._vectors: VectorIndex | None = None

    def search(self, query: str, k: int = 5, task_type: str | None = None, stack: str | None = None) -> list[Passage]:
        """At most `k` passages of different documents, best first; equal scores are in the order of ids.

        `task_type` and `stack` leave out documents that are about others. Raises BadInput for `k` below 1.
        """
        if k < 1:
            raise BadInput("At least one passage must be asked for.", hint="Give k as 1 or more.", path="k")
        text = query[:MAX_QUERY]
        if not words(text):
            return []
        wanted = [section for section in self._sections if self._documents[section.document].serves(task_type, stack)]
        scores = self._fused(text, wanted)
        best: dict[str, float] = {}
        shown: dict[str, Section] = {}
        for section in sorted(wanted, key=lambda section: (-scores.get(section.id, 0.0), section.id)):
            if section.id in scores:
                best.setdefault(section.document, scores[section.id])
            if section.shown:
                shown.setdefault(section.document, section)
        return [_passage(shown[document], score) for document, score in list(best.items())[:k]]

    def _fused(self, query: str, wanted: Sequence[Section]) -> dict[str, float]:
        lexical = dict(zip((section.id for section in self._sections), self._lexical.scores(query), strict=True))
        distances = self._open().distances(query)
        by_words = _ranks(wanted, lexical, lambda score: score > 0, reverse=True)
        by_vector = _ranks(wanted, distances, lambda distance: distance < 1 - 10**-_DIGITS, reverse=False)
        fused: dict[str, float] = {}
        for ranks in (by_words, by_vector):
            for section, rank in ranks.items():
                fused[section] = fused.get(section, 0.0) + 1 / (_RANK_OFFSET + rank)
        return fused

    def _open(self) -> VectorIndex:
        if self._vectors is None:
            self._vectors = VectorIndex.open(self._sections, self._embedding, self._index_root)
        return self._vectors


def _ranks(
    wanted: Sequence[Section], values: Mapping[str, float], counts: Callable[[float], bool], *, reverse: bool
) -> dict[str, int]:
    """Section id → rank from 1, for the sections whose value counts at all; equal values share a rank."""
    sign = -1 if reverse else 1
    rounded = {
        section.id: round(values[section.id], _DIGITS)
        for section in wanted
        if section.id in values and counts(values[section.id])
    }
    ordered = sorted(rounded, key=lambda section: (sign * rounded[section], section))
    ranks: dict[str, int] = {}
    for place, section in enumerate(ordered, start=1):
        before = ordered[place - 2] if place > 1 else None
        same = before is not None and rounded[before] == rounded[section]
        ranks[section] = ranks[before] if same and before is not None else place
    return ranks


def _passage(section: Section, score: float) -> Passage:
    return Passage(section.document, section.title, round(score, _DIGITS), _excerpt(section.text))


def _excerpt(text: str) -> str:
    """The beginning of a section on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= MAX_EXCERPT:
        return line
    return line[:MAX_EXCERPT].rsplit(" ", 1)[0] + " …"
