"""Embeddings of a server that speaks OpenAI's protocol, in place of the embedded ones."""

import math
import os
from collections.abc import Mapping, Sequence

from agent.model.openai_compatible import KEY_VARIABLE, URL_VARIABLE
from agent.model.port import ModelFailed
from knowledge import EmbeddingPort
from tools.errors import BadInput

EMBEDDING_VARIABLE = "BACKEND_ENGINEER_EMBEDDING"
TIMEOUT_SECONDS = 30.0
RETRIES = 2
_AT_ONCE = 64
"""Texts of one call."""


class OpenAIEmbedding:
    """One embedding model of one server; vectors have length one."""

    def __init__(self, name: str, key: str, url: str | None) -> None:
        self._name, self._key, self._url = name, key, url

    @property
    def identity(self) -> str:
        return f"openai {self._url or 'api.openai.com'} {self._name}"

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text. Raises ModelFailed."""
        from openai import OpenAI, OpenAIError

        from agent.model.bounded_client import BoundedClient

        try:
            client = OpenAI(
                api_key=self._key,
                base_url=self._url,
                timeout=TIMEOUT_SECONDS,
                max_retries=RETRIES,
                http_client=BoundedClient(),
            )
            found = [
                _of_length_one(item.embedding)
                for start in range(0, len(texts), _AT_ONCE)
                for item in client.embeddings.create(
                    model=self._name, input=list(texts[start : start + _AT_ONCE]), encoding_format="float"
                ).data
            ]
        except (OpenAIError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise self._failed(type(error).__name__) from error
        if len(found) != len(texts) or len({len(vector) for vector in found}) > 1:
            raise self._failed("its answer does not fit the question")
        return found

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text. Raises ModelFailed."""
        [found] = self.embed_documents([text])
        return found

    def _failed(self, why: str) -> ModelFailed:
        return ModelFailed(
            f"The embedding model {self._name} did not answer: {why}.",
            hint=f"Check {URL_VARIABLE}, {KEY_VARIABLE} and {EMBEDDING_VARIABLE}, or leave out {EMBEDDING_VARIABLE}.",
        )


def configured_embedding(environment: Mapping[str, str] | None = None) -> EmbeddingPort | None:
    """The embedding that the environment names. None where it names none: the embedded one is used then.

    Raises BadInput where it names one and no server: nothing else is used in its place unasked.
    """
    values = os.environ if environment is None else environment
    name = values.get(EMBEDDING_VARIABLE, "").strip()
    key, url = values.get(KEY_VARIABLE, "").strip(), values.get(URL_VARIABLE, "").strip() or None
    if not name:
        return None
    if not (key or url):
        raise BadInput(
            f"{EMBEDDING_VARIABLE} names {name[:80]}, and nothing says where it is.",
            hint=f"Set {URL_VARIABLE} or {KEY_VARIABLE}, or leave out {EMBEDDING_VARIABLE}.",
            code="no-server",
        )
    return OpenAIEmbedding(name, key or "none", url)


def _of_length_one(vector: Sequence[float]) -> list[float]:
    length = math.sqrt(math.fsum(value * value for value in vector))
    return [value / length for value in vector] if length else list(vector)
