"""Retrieval: finds what people ask for, the same every time, and narrows by task type and stack."""

from pathlib import Path

import pytest

from evals.questions import read_questions
from knowledge import Library, Retriever
from knowledge.lexical import LexicalIndex
from tools.errors import BadInput

QUESTIONS = read_questions()
RECALL_AT_5 = 0.92


def test_recall_at_5(retriever: Retriever) -> None:
    assert len(QUESTIONS) >= 120
    missed = [
        item.ask
        for item in QUESTIONS
        if not {passage.document for passage in retriever.search(item.ask, 5)} & set(item.want)
    ]
    assert 1 - len(missed) / len(QUESTIONS) >= RECALL_AT_5, missed


def test_each_document_comes_once_and_scores_fall(retriever: Retriever) -> None:
    found = retriever.search("index on a foreign key", 10)
    assert len({passage.document for passage in found}) == len(found) == 10
    assert [passage.score for passage in found] == sorted((item.score for item in found), reverse=True)
    assert all(passage.excerpt and passage.title for passage in found)


def test_narrowing(retriever: Retriever, library: Library) -> None:
    heads = {document.id: document.head for document in library.documents}
    found = retriever.search("write ahead log and vacuum", 40, task_type="design_database", stack="sqlite")
    assert found[0].document == "sqlite"
    for passage in found:
        assert "design_database" in heads[passage.document].task_types
        assert not heads[passage.document].stacks or "sqlite" in heads[passage.document].stacks


@pytest.mark.parametrize("query", ["", "   ", "the of and", "!!!", "\ud800", "日本語"])
def test_questions_without_words_find_nothing(retriever: Retriever, query: str) -> None:
    assert retriever.search(query) == []


def test_huge_and_hostile_questions_are_answered(retriever: Retriever) -> None:
    assert retriever.search("pagination " * 200_000)[0].document == "cursor-pagination"
    assert retriever.search("'; DROP TABLE documents; --", 1)


def test_at_least_one_passage_must_be_asked_for(retriever: Retriever) -> None:
    with pytest.raises(BadInput):
        retriever.search("x", 0)


def test_no_documents_no_passages(tmp_path: Path) -> None:
    assert Retriever((), index_root=tmp_path).search("anything") == []


def test_the_same_answer_from_a_fresh_index(retriever: Retriever, library: Library, tmp_path: Path) -> None:
    fresh = Retriever(library.documents, index_root=tmp_path)
    for item in QUESTIONS[:20]:
        assert fresh.search(item.ask, 10) == retriever.search(item.ask, 10)


@pytest.mark.parametrize(
    ("query", "document"),
    [("idempotencykey", "idempotency-keys"), ("multitenant", "multi-tenancy"), ("passwrod hashng", "password-storage")],
)
def test_vectors_forgive_a_slip_of_the_pen(retriever: Retriever, query: str, document: str) -> None:
    assert document in [passage.document for passage in retriever.search(query, 5)]


def test_rare_words_weigh_more() -> None:
    index = LexicalIndex(["common rare", "common other", "common common thing"])
    scores = index.scores("common rare")
    assert scores[0] > max(scores[1:])
    assert index.scores("absent") == [0.0, 0.0, 0.0]
