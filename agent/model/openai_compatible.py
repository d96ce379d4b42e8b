"""Models behind a server that speaks OpenAI's chat protocol, here or anywhere."""

import os
from collections.abc import Mapping, Sequence

from agent.model.port import Message, ModelFailed, ModelPort, Reply

MODEL_VARIABLE = "BACKEND_ENGINEER_MODEL"
KEY_VARIABLE = "OPENAI_API_KEY"
URL_VARIABLE = "OPENAI_BASE_URL"
TIMEOUT_SECONDS = 30.0
RETRIES = 2
MAX_REPLY_TOKENS = 800


class OpenAICompatible:
    """One model of one server."""

    def __init__(self, name: str, key: str, url: str | None) -> None:
        self.name = name
        self._key = key
        self._url = url

    def complete(self, messages: Sequence[Message]) -> Reply:
        from langchain_core.exceptions import LangChainException
        from langchain_openai import ChatOpenAI
        from openai import OpenAIError
        from pydantic import SecretStr

        # Settings beyond a model's name that compatible servers reject are left out.
        client = ChatOpenAI(
            model=self.name,
            api_key=SecretStr(self._key),
            base_url=self._url,
            timeout=TIMEOUT_SECONDS,
            max_retries=RETRIES,
            temperature=0,
            use_responses_api=False,
            extra_body={"max_tokens": MAX_REPLY_TOKENS},
        )
        try:
            answer = client.invoke([(message.role, message.content) for message in messages])
        except (OpenAIError, LangChainException, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise ModelFailed(
                f"The model {self.name} did not answer: {type(error).__name__}.",
                hint=f"Check {URL_VARIABLE}, {KEY_VARIABLE} and {MODEL_VARIABLE}.",
            ) from error
        text = answer.content if isinstance(answer.content, str) else ""
        if not text.strip():
            raise ModelFailed(f"The model {self.name} gave an empty answer.", hint="Try another model.")
        usage = answer.usage_metadata
        return Reply(text=text, tokens=usage["total_tokens"] if usage else 0)


def configured_model(environment: Mapping[str, str] | None = None) -> ModelPort | None:
    """The model that the environment names. None where it names none: nothing leaves the machine unasked."""
    values = os.environ if environment is None else environment
    name = values.get(MODEL_VARIABLE, "").strip()
    key, url = values.get(KEY_VARIABLE, "").strip(), values.get(URL_VARIABLE, "").strip() or None
    if not name or not (key or url):
        return None
    return OpenAICompatible(name, key or "none", url)
