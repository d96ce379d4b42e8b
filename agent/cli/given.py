"""Reads what the caller gives: words, a task, a Blueprint, from arguments, files, the environment or a pipe."""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import NoReturn

from agent.intake import MAX_TEXT
from agent.stacks import parse_stack
from agent.state import RunInput
from agent.task import refuse_deep
from tools.blueprint.document import load, to_data
from tools.errors import BadInput

VARIABLE = "BACKEND_ENGINEER_REQUEST"
MAX_BYTES = 4 * 1024 * 1024
STANDARD_INPUT = "-"


def read_given(
    request: str | None,
    task: str | None = None,
    blueprint: str | None = None,
    stack: str | None = None,
    task_type: str | None = None,
    answers: tuple[str, ...] = (),
) -> RunInput:
    """The input of a run. Raises BadInput for files that cannot be read and for none or several requests."""
    named = {"REQUEST": request, "--task": task, "--blueprint": blueprint}
    sources = [name for name, value in named.items() if value is not None]
    if len(sources) > 1:
        raise BadInput(f"{' and '.join(sources)} are both given.", hint="Give one of them.", code="several-requests")
    given = RunInput()
    if task is not None:
        given["task"] = read_json(task)
        # A run keeps its input before it reads it, and could not keep this.
        refuse_deep(given["task"])
    elif blueprint is not None:
        given["blueprint"] = to_data(load(read_bytes(blueprint)))
    else:
        given["text"] = _words(request)
    if stack is not None:
        given["stack"] = parse_stack(stack).model_dump(mode="json", exclude_none=True)
    if task_type is not None:
        given["task_type"] = task_type
    if answers:
        given["answers"] = dict(_answer(text) for text in answers)
    return given


def read_bytes(name: str) -> bytes:
    """A file's bytes, or standard input for `-`. Raises BadInput."""
    try:
        if name == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is no file name"
        message = f"{name[:200]!r} cannot be read: {why}."
        raise BadInput(message, hint="Check the name.", code="unreadable-file") from error
    if len(raw) > MAX_BYTES:
        raise BadInput(f"{name!r} is larger than {MAX_BYTES // 1024} KiB.", hint="Send less.", code="too-large")
    return raw


def read_json(name: str) -> dict[str, object]:
    """A JSON object from a file. Raises BadInput."""
    try:
        data = json.loads(read_bytes(name), object_pairs_hook=_single, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        message = f"{name!r} is not JSON: {str(error)[:200]}."
        raise BadInput(message, hint="Send one JSON object.", code="not-json") from error
    if not isinstance(data, dict):
        raise BadInput(f"{name!r} holds no JSON object.", hint="Send one JSON object.", code="not-json")
    return data


def _single(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; of two values under one key a reader would silently keep one."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = Counter(key for key, _ in pairs)
        twice = next(key for key, number in keys.items() if number > 1)
        raise ValueError(f"the key {twice[:80]!r} stands twice in one object")
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _words(request: str | None) -> str:
    if request is None:
        request = os.environ.get(VARIABLE)
    if request is None:
        raise BadInput(
            "There is no request.",
            hint=f"Say what to build, or use --task, --blueprint or ${VARIABLE}.",
            code="nothing-to-build",
        )
    if len(request) > MAX_TEXT:
        # Refused by the reader of requests, with its own words.
        return request
    if request != STANDARD_INPUT:
        return checked_words(request)
    return _decoded(read_bytes(STANDARD_INPUT))


def checked_words(words: str) -> str:
    """The words as they are. Raises BadInput where they were no UTF-8: such bytes arrive as lone surrogates."""
    return _decoded(words.encode("utf-8", "surrogateescape"))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        hint = "Send words, not binary data."
        raise BadInput("The request is not UTF-8 text.", hint=hint, code="not-text") from error


def _answer(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise BadInput(f"{text[:80]!r} is no answer.", hint="Write --answer id=text.", code="bad-answer")
    return key.strip(), value.strip()
