"""Embeddings of a server, for real, over HTTP."""

import json
from pathlib import Path

import pytest

from agent.model.embedding import OpenAIEmbedding, configured_embedding
from agent.model.port import ModelFailed
from knowledge import Retriever, load
from tests.agent.model.raw import RawServer
from tests.agent.model.server import Answer, Server, failed
from tools.errors import BadInput


def _answer(*vectors: list[float]) -> Answer:
    data = [{"object": "embedding", "index": at, "embedding": vector} for at, vector in enumerate(vectors)]
    told = {"object": "list", "data": data, "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    return Answer(json.dumps(told).encode())


def _embedding(server: Server) -> OpenAIEmbedding:
    return OpenAIEmbedding("m", "key", server.url)


def test_vectors_have_length_one(server: Server) -> None:
    server.answers = [_answer([3.0, 4.0], [0.0, 0.0])]
    assert _embedding(server).embed_documents(["a", "b"]) == [[0.6, 0.8], [0.0, 0.0]]
    assert server.heard[0]["input"] == ["a", "b"]


def test_many_texts_are_asked_for_in_parts(server: Server) -> None:
    server.answers = [_answer(*[[1.0, 0.0]] * 64), _answer([1.0, 0.0])]
    assert len(_embedding(server).embed_documents(["a"] * 65)) == 65


@pytest.mark.parametrize("answer", [failed(400), Answer(b"no json"), Answer(b"{}"), _answer([1.0], [1.0])])
def test_whatever_goes_wrong_is_one_error(server: Server, answer: Answer) -> None:
    server.answers = [answer]
    with pytest.raises(ModelFailed):
        _embedding(server).embed_query("a")


def test_texts_are_not_led_to_another_server() -> None:
    with RawServer(lambda: [b""]).running() as other:
        moved = f"HTTP/1.1 307 Moved\r\nLocation: {other.url}/embeddings\r\nContent-Length: 0\r\n\r\n".encode()
        with RawServer(lambda: [moved]).running() as server, pytest.raises(ModelFailed):
            OpenAIEmbedding("m", "key", server.url).embed_query("a")
    assert other.heard == []


def test_the_environment_names_it() -> None:
    named = {"BACKEND_ENGINEER_EMBEDDING": "m", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}
    found = configured_embedding(named)
    assert found is not None
    assert found.identity == "openai http://127.0.0.1:1/v1 m"
    assert configured_embedding({"OPENAI_API_KEY": "k"}) is None
    with pytest.raises(BadInput):
        configured_embedding({"BACKEND_ENGINEER_EMBEDDING": "m"})


def test_retrieval_asks_it(server: Server, tmp_path: Path) -> None:
    server.answers = [_answer([1.0, 0.0])]
    documents = load().documents[:1]
    with pytest.raises(ModelFailed, match="answer does not fit"):
        Retriever(documents, _embedding(server), tmp_path).search("pages of a list")
    assert server.heard
