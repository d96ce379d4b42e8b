"""No call that could cost too much, and a count of what was spent that never falls."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.model.budget import Budget, Metered, Prices, Spend, prompt_tokens
from agent.model.faults import Fault
from agent.model.openai_compatible import OpenAICompatible
from agent.model.patience import Patience
from agent.model.port import Message, ModelFailed, Reply, ToolCall, ToolSpec, Usage
from agent.model.scripted import ScriptedModel
from prompts.tokens import count
from tests.agent.model.server import Server, failed, said, streamed
from tools.errors import BadInput

ASKED = [Message("user", "u" * 300)]
PROMPT = prompt_tokens(ASKED, [])


class Noting(ScriptedModel):
    """A script that notes the room that each call is given."""

    def __init__(self, *replies: Reply | ModelFailed) -> None:
        super().__init__(replies)
        self.rooms: list[int] = []

    def complete(self, messages: object, tools: object, max_tokens: int) -> Reply:
        self.rooms.append(max_tokens)
        return super().complete(messages, tools, max_tokens)  # type: ignore[arg-type]


def reply(taken: int = 10, given: int = 5) -> Reply:
    return Reply("x", usage=Usage(taken, given))


def ended(model: Metered, max_tokens: int = 100) -> str:
    with pytest.raises(ModelFailed) as caught:
        model.complete(ASKED, [], max_tokens)
    assert caught.value.code == "budget-ended"
    return caught.value.message


def test_calls_and_tokens_add_up_and_are_told() -> None:
    told: list[Spend] = []
    model = Metered(ScriptedModel([reply(), reply(20, 1)]), on_spend=told.append)
    assert (model.name, model.spend) == ("scripted", Spend())
    model.complete(ASKED, [], 100)
    model.complete(ASKED, [], 100)
    assert told == [
        Spend(calls=1, tokens=15, input_tokens=10, output_tokens=5),
        Spend(calls=2, tokens=36, input_tokens=30, output_tokens=6),
    ]
    assert model.spend == told[-1]


def test_the_calls_end() -> None:
    script = ScriptedModel([reply()] * 3)
    model = Metered(script, Budget(calls=2))
    model.complete(ASKED, [], 100)
    model.complete(ASKED, [], 100)
    assert "2 calls" in ended(model)
    assert (len(script.heard), model.spend.calls) == (2, 2)


def test_the_room_of_an_answer_is_what_is_left() -> None:
    model = Noting(reply(), reply(PROMPT, 250))
    metered = Metered(model, Budget(tokens=PROMPT * 2 + 300))
    metered.complete(ASKED, [], 100)
    metered.complete(ASKED, [], 10_000)
    assert model.rooms == [100, PROMPT + 300 - 15]
    assert "tokens" in ended(metered)
    assert len(model.rooms) == 2


def test_a_prompt_beyond_the_budget_is_not_sent() -> None:
    model = ScriptedModel([reply()])
    assert "100 tokens" in ended(Metered(model, Budget(tokens=100)))
    assert model.heard == []


def test_tools_and_calls_are_part_of_the_prompt() -> None:
    tool = ToolSpec("edit", "d" * 600, {"type": "object"})
    assert prompt_tokens(ASKED, [tool]) > PROMPT + 100
    called = Message("assistant", "", (ToolCall("1", "edit", "a" * 600),))
    assert prompt_tokens([*ASKED, called], []) > PROMPT + 100


def test_money() -> None:
    model = Noting(Reply("", usage=Usage(1_000_000, 0)), reply(PROMPT, 1), reply())
    prices = Prices(1, 1_000)
    metered = Metered(model, Budget(tokens=9_000_000, dollars=2), prices)
    metered.complete(ASKED, [], 100)
    assert metered.spend.dollars == 1
    metered.complete(ASKED, [], 100_000)
    assert model.rooms[1] == 1_000 - 1
    model = Noting(reply(1_000_000, 950))
    metered = Metered(model, Budget(tokens=9_000_000, dollars=2), prices)
    metered.complete(ASKED, [], 100)
    assert "$2" in ended(metered)


def test_money_without_prices_is_an_error() -> None:
    with pytest.raises(BadInput):
        Metered(ScriptedModel([]), Budget(dollars=1))


def test_what_the_server_does_not_count_is_estimated() -> None:
    model = Metered(ScriptedModel([Reply("word " * 30), reply()]))
    model.complete(ASKED, [], 100)
    assert (model.spend.input_tokens, model.spend.estimated) == (PROMPT, True)
    assert 20 < model.spend.output_tokens < 80
    model.complete(ASKED, [], 100)
    assert model.spend.estimated


@pytest.mark.parametrize(
    ("error", "tokens", "estimated"),
    [
        (ModelFailed("No.", hint="Wait."), PROMPT, True),
        (Fault("No.", hint="Wait.", code="model-unavailable"), PROMPT, True),
        (Fault("No.", hint="Wait.", code="model-unavailable", begun=True), PROMPT + 100, True),
        (Fault("No.", hint="Wait.", code="model-timeout"), PROMPT + 100, True),
        (Fault("No.", hint="Wait.", code="model-timeout", usage=Usage()), 0, False),
        (Fault("No.", hint="Wait.", code="model-cut-off"), PROMPT + 100, True),
        (
            Fault("No.", hint="Wait.", code="model-cut-off", received="word " * 30),
            PROMPT + count("word " * 30).tokens,
            True,
        ),
        (Fault("No.", hint="Wait.", code="model-empty", usage=Usage(exact=False)), PROMPT, True),
        (Fault("No.", hint="Wait.", code="model-rejected", usage=Usage()), 0, False),
        (Fault("No.", hint="Wait.", code="model-empty", usage=Usage(7, 2)), 9, False),
    ],
)
def test_a_failure_costs_too(error: ModelFailed, tokens: int, estimated: bool) -> None:
    told: list[Spend] = []
    model = Metered(ScriptedModel([error]), on_spend=told.append)
    with pytest.raises(ModelFailed, match="No"):
        model.complete(ASKED, [], 100)
    assert [(spend.calls, spend.tokens, spend.estimated) for spend in told] == [(1, tokens, estimated)]


def test_each_attempt_is_a_call(server: Server) -> None:
    server.answers = [failed(429), failed(500), said("x")]
    model = Metered(OpenAICompatible("m", "k", server.url, patience=Patience(60, sleep=lambda _: None)))
    assert model.complete(ASKED, [], 100).text == "x"
    assert (model.spend.calls, model.spend.input_tokens) == (3, PROMPT + 5)


def test_repetitions_end_with_the_budget(server: Server) -> None:
    server.answers = [failed(500)]
    model = OpenAICompatible("m", "k", server.url, patience=Patience(60, sleep=lambda _: None))
    assert "2 calls" in ended(Metered(model, Budget(calls=2)))
    assert len(server.heard) == 2


@pytest.mark.parametrize("told", [Usage(1, 0), Usage(0, 0), Usage(PROMPT * 9, 0)])
def test_words_that_cost_nothing_are_estimated(told: Usage) -> None:
    model = Metered(ScriptedModel([Reply("word " * 30, (ToolCall("1", "edit", "{}"),), told)]))
    model.complete(ASKED, [], 100)
    assert model.spend.input_tokens == max(told.input_tokens, PROMPT)
    assert model.spend.output_tokens > count("word " * 30).tokens
    assert model.spend.estimated


def test_an_answer_that_breaks_off_again_and_again_is_paid_for_each_time(server: Server) -> None:
    words = "word " * 700
    broken = streamed(said(words), size=500)
    assert broken.chunks is not None
    server.answers = [broken.but(chunks=broken.chunks[:-3])]
    patience = Patience(60, sleep=lambda _: None)
    model = Metered(OpenAICompatible("m", "k", server.url, stream=True, patience=patience), Budget(tokens=9_000))
    with pytest.raises(ModelFailed) as caught:
        model.complete(ASKED, [], 4_000)
    assert (caught.value.code, model.spend.calls, model.spend.estimated) == ("model-cut-off", 3, True)
    assert model.spend.output_tokens == 3 * count(words).tokens


def test_a_whole_answer_that_breaks_off_costs_the_room_that_it_had(server: Server) -> None:
    server.answers = [said("x" * 400).but(drop_after=200)]
    patience = Patience(60, sleep=lambda _: None)
    model = Metered(OpenAICompatible("m", "k", server.url, patience=patience), Budget(tokens=PROMPT * 2 + 150))
    with pytest.raises(ModelFailed) as caught:
        model.complete(ASKED, [], 100)
    assert (caught.value.code, model.spend.calls, model.spend.output_tokens) == ("budget-ended", 1, 100)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("number", ["1e20", "1" + "0" * 400, "1e400", "5.5", "-1", "[4]", "null"])
@pytest.mark.parametrize("place", ["prompt_tokens", "completion_tokens"])
def test_a_count_that_is_none_is_estimated(server: Server, stream: bool, number: str, place: str) -> None:
    usage = {"prompt_tokens": 5, "completion_tokens": 4, "total_tokens": 9, place: 4711}
    answer = said("word " * 30, usage=usage)
    made = streamed(answer) if stream else answer
    chunks = None if made.chunks is None else tuple(part.replace(b"4711", number.encode()) for part in made.chunks)
    server.answers = [made.but(body=made.body.replace(b"4711", number.encode()), chunks=chunks)]
    model = Metered(OpenAICompatible("m", "k", server.url, stream=stream), Budget(dollars=1), Prices(1, 1))
    assert model.complete(ASKED, [], 100).usage == Usage(exact=False)
    assert (model.spend.input_tokens, model.spend.output_tokens) == (PROMPT, count("word " * 30).tokens)
    assert model.spend.estimated


def test_a_setting_that_is_given_up_is_a_call_too(server: Server) -> None:
    server.rejects = {"temperature"}
    server.answers = [said("x")]
    model = Metered(OpenAICompatible("m", "k", server.url))
    model.complete(ASKED, [], 100)
    assert (model.spend.calls, model.spend.tokens, model.spend.estimated) == (2, 9, False)


USAGES = st.builds(Usage, st.integers(-50, 4_000), st.integers(-50, 4_000), st.booleans())
REPLIES = st.one_of(
    st.builds(lambda usage: Reply("x", usage=usage), USAGES),
    st.builds(lambda usage: Fault("No.", hint="Wait.", code="x", usage=usage), st.none() | USAGES),
)


@given(st.lists(REPLIES, max_size=12), st.integers(0, 6), st.integers(0, 9_000))
def test_nothing_ever_falls_and_no_call_goes_beyond(replies: list[Reply | Fault], calls: int, tokens: int) -> None:
    told = [Spend(dollars=0)]
    script = Noting(*replies)
    model = Metered(script, Budget(calls, tokens, 1), Prices(1, 2), told.append)
    for _ in replies:
        before, made = model.spend, len(script.rooms)
        with suppress(ModelFailed):
            model.complete(ASKED, [], 500)
        if len(script.rooms) > made:
            assert before.tokens + PROMPT + script.rooms[-1] <= tokens
            assert script.rooms[-1] > 0
    assert model.spend.calls == len(script.rooms) <= calls
    for old, new in pairwise(told):
        assert new.calls == old.calls + 1
        assert new.input_tokens >= old.input_tokens
        assert new.output_tokens >= old.output_tokens
        assert (new.dollars or 0) >= (old.dollars or 0)
        assert new.tokens == new.input_tokens + new.output_tokens
        assert new.estimated >= old.estimated
