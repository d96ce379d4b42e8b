"""Calls written as text: only what names a tool is one."""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.model.port import ToolCall
from agent.model.text_calls import as_text, calls_in, is_text_call

NAMES = {"edit"}
CALL = '{"name": "edit", "arguments": {"a": 1}}'


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        f"```json\n{CALL}\n```",
        f"```\n{CALL}```",
        f"<tool_call>{CALL}</tool_call>",
        f"<tool_call>\n{CALL}\n</tool_call>",
        '{"name": "edit", "parameters": {"a": 1}}',
        '{"name": "edit", "arguments": "{\\"a\\": 1}"}',
        f"<think>I could {{say}} ```json\n{CALL.replace('1', '2')}\n```.</think>\n{CALL}",
    ],
)
def test_a_call_is_found(text: str) -> None:
    rest, [call] = calls_in(text, NAMES)
    assert (rest, call.name, json.loads(call.arguments)) == ("", "edit", {"a": 1})
    assert is_text_call(call.id)


def test_several_calls_in_words() -> None:
    rest, calls = calls_in(f"One <tool_call>{CALL}</tool_call> and\n```json\n{CALL}\n```\ntwo.", NAMES)
    assert (rest, [call.id for call in calls]) == ("One  and\n\ntwo.", ["text-1", "text-2"])


@pytest.mark.parametrize(
    "text",
    [
        "edit",
        f"Say {CALL} and so on.",
        "```json\n{}\n```",
        '```json\n{"name": "other", "arguments": {}}\n```',
        '```json\n{"name": ["edit"]}\n```',
        '<tool_call>{"name": "edit", "arguments": {</tool_call>',
        f"<tool_call>{CALL}",
        "[" * 100_000,
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert calls_in(text, NAMES) == (text, ())


MILLION = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "<tool_call>" * (MILLION // 11),
        "<tool_call>" + " " * MILLION + "x",
        "<tool_call>" + "\n \t" * (MILLION // 3) + "</tool_call",
        "<think>" * (MILLION // 7) + "x",
        "```" * (MILLION // 3) + "x",
        "```" + "a" * MILLION,
        "```" + " " * MILLION + "`",
        "<tool_call>```" * (MILLION // 14),
        "<tool_call>x</tool_call>" * (MILLION // 24) + "```",
        "```x``` " * (MILLION // 8) + "<tool_call>",
        "</tool_call>" * (MILLION // 12),
        "<tool_call>{" * (MILLION // 12) + "</tool_call>",
    ],
    ids=lambda text: f"{text[:14]!r}",
)
def test_a_million_characters_take_no_time(text: str) -> None:
    began = time.process_time()
    assert calls_in(text, NAMES) == (text, ())
    assert time.process_time() - began < 10


def test_a_call_behind_tags_that_stay_open_is_found() -> None:
    fenced = f"```json\n{CALL}\n```"
    assert calls_in(f"<tool_call> {fenced}", NAMES)[0] == "<tool_call>"
    assert len(calls_in(f"<think> {fenced} ```", NAMES)[1]) == 1
    assert len(calls_in(f"``` <tool_call>{CALL}</tool_call>", NAMES)[1]) == 1
    assert len(calls_in(f"<tool_call>x</tool_call>{fenced}<tool_call>{CALL}</tool_call>", NAMES)[1]) == 2


_BLOCKS = re.compile(r"<tool_call>\s*(.*?)\s*</tool_call>|```[a-z_]*[ \t]*\n?(.*?)```", re.DOTALL)
PIECES = ["<tool_call>", "</tool_call>", "```", "`", "json", "\n", " ", "x", CALL, "<think>", "</think>"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_same_is_found_as_by_the_pattern_that_says_it_shortly(text: str) -> None:
    plain = re.sub(r"<think>.*?</think>", "", text, flags=re.DOTALL).strip()
    found = [] if plain == CALL else [one or other for one, other in _BLOCKS.findall(plain)]
    wanted = 1 if plain == CALL else sum(body.strip() == CALL for body in found)
    assert len(calls_in(text, NAMES)[1]) == wanted


@given(st.text(max_size=40), st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3))
def test_a_call_goes_there_and_back(name: str, arguments: dict[str, str]) -> None:
    call = ToolCall("text-1", name, json.dumps(arguments))
    if "</tool_call>" not in as_text(call)[:-12] and "<think>" not in as_text(call):
        _, [found] = calls_in(as_text(call), {name})
        assert (found.name, json.loads(found.arguments)) == (name, arguments)
