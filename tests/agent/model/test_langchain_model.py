"""A LangChain chat model that somebody else made."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from agent.model.injected import as_port
from agent.model.langchain_model import LangChainModel
from agent.model.patience import Patience
from agent.model.port import Message, ModelFailed, Reply, ToolCall, ToolSpec, Usage
from agent.model.scripted import ScriptedModel
from tools.errors import Cancelled

ASKED = [Message("user", "u")]
TOOL = ToolSpec("edit", "Edits.", {"type": "object", "properties": {}})


class Given(BaseChatModel):
    """Answers with what it was given, and keeps what it was asked."""

    answers: list[Any]
    asked: list[dict[str, Any]] = []
    tools: list[Any] = []

    @property
    def _llm_type(self) -> str:
        return "given"

    def bind_tools(self, tools: Sequence[Any], **options: Any) -> Any:
        self.tools.extend(tools)
        return self

    def _generate(self, messages: list[BaseMessage], *rest: Any, **options: Any) -> ChatResult:
        self.asked.append(options)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return ChatResult(generations=[ChatGeneration(message=answer)])


class Streamed(Given):
    """The same in parts."""

    def _stream(self, messages: list[BaseMessage], *rest: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        for part in self.answers.pop(0):
            if isinstance(part, Exception):
                raise part
            yield ChatGenerationChunk(message=part)


class Busy(Exception):
    """As a foreign client has it."""

    status_code = 529


def model(*answers: Any) -> LangChainModel:
    return LangChainModel(Given(answers=list(answers)), "given", patience=Patience(60, sleep=lambda _: None))


def test_words_calls_and_cost() -> None:
    usage = {"input_tokens": 3, "output_tokens": 2, "total_tokens": 5}
    call = {"id": "1", "name": "edit", "args": {"a": "é"}}
    chat = Given(answers=[AIMessage([{"type": "text", "text": "Done."}], tool_calls=[call], usage_metadata=usage)])
    asked = LangChainModel(chat).complete(ASKED, [TOOL], 9)
    assert asked == Reply("Done.", (ToolCall("1", "edit", '{"a": "é"}'),), Usage(3, 2))
    assert chat.asked[0]["max_tokens"] == 9
    assert [tool["function"]["name"] for tool in chat.tools] == ["edit"]


def test_its_name_is_found() -> None:
    assert LangChainModel(Given(answers=[])).name == "Given"
    assert LangChainModel(Given(answers=[]), "mine").name == "mine"


def test_calls_in_parts_are_gathered_raw() -> None:
    parts = [
        AIMessageChunk(content="", tool_call_chunks=[{"id": "1", "name": "edit", "args": '{"a": [', "index": 0}]),
        AIMessageChunk(content="", tool_call_chunks=[{"id": None, "name": None, "args": "1,", "index": 0}]),
        AIMessageChunk(content="", response_metadata={"finish_reason": "length"}),
    ]
    reply = LangChainModel(Streamed(answers=[parts]), stream=True).complete(ASKED, [TOOL], 9)
    assert (reply.calls, reply.ended) == ((ToolCall("1", "edit", '{"a": [1,'),), "length")


def test_parts_that_stop_midway() -> None:
    chat = Streamed(answers=[[AIMessageChunk(content="x"), ConnectionResetError()]])
    with pytest.raises(ModelFailed) as caught:
        LangChainModel(chat, stream=True, patience=Patience(60, repetitions=0)).complete(ASKED, [], 9)
    assert caught.value.code == "model-cut-off"


def test_what_may_pass_is_tried_again() -> None:
    assert model(Busy(), ConnectionResetError(), AIMessage("x")).complete(ASKED, [], 9).text == "x"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Busy(), "model-unavailable"),
        (TimeoutError(), "model-timeout"),
        (ConnectionRefusedError(), "model-unavailable"),
        (KeyError("x"), "model-nonsense"),
        (RuntimeError("x"), "model-nonsense"),
        (NotImplementedError(), "model-rejected"),
    ],
)
def test_whatever_it_raises_is_one_error(error: Exception, code: str) -> None:
    with pytest.raises(ModelFailed) as caught:
        model(*[error] * 3).complete(ASKED, [], 9)
    assert caught.value.code == code


def test_work_that_is_stopped_is_no_failure_of_the_model() -> None:
    with pytest.raises(Cancelled):
        model(Cancelled()).complete(ASKED, [], 9)


def test_a_program_may_bring_either() -> None:
    ours = ScriptedModel([])
    assert as_port(ours) is ours
    assert as_port(None) is None
    theirs = as_port(Given(answers=[AIMessage("yes")]))
    assert theirs is not None
    assert theirs.complete(ASKED, [TOOL], 100).text == "yes"
