"""Tells from a text which of the task types it asks for: what it speaks of, and what the model makes of its words.

Signs are hits of the patterns in `task_types.yaml`; `python -m evals.teaching` finds what each of them weighs.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import yaml
from numpy.typing import NDArray

from agent.planner.text.encoder import encoded
from agent.planner.text.sentences import clauses
from agent.task import TaskType

TASK_TYPES = tuple(TaskType)
"""In the order of the likelihoods."""
WEIGHTS = "task_types.npz"
_SEEN = 700
"""Letters of a text in which patterns are looked for: a wish stands near its beginning, or in a short letter."""
_FAR = 5000
"""The same, for what is told of data."""
_MOST = 3
"""Hits of one pattern that count."""
_SIZES = (120, 250, 500, 900, 2000)
"""Letters below which a text has a sign of its own."""
_DIGITS = 3
"""So many digits of a sum are compared: the others depend on the processor."""


_WORD = re.compile(r"[a-z]+")


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{text})\b", re.IGNORECASE)


_SIGNS: tuple[tuple[TaskType, float, re.Pattern[str]], ...] = tuple(
    (TaskType(item["task"]), float(item["weight"]), _words("|".join(item["words"])))
    for item in yaml.safe_load((files(__package__) / "task_types.yaml").read_text(encoding="utf-8"))
)
_THERE = _words(
    r"existing|already|running|at the moment|at present|currently|since|today|our (?:\w+ ){0,2}(?:site|app|api|service|"
    r"portal|system|server|application|program|software)"
)
"""What is spoken of is there, so that no backend is wanted as a whole."""
_TOLD = re.compile(
    r"\b(?:has|have|belongs? to|consists of|contains?)\b|"
    r"\b(?:unique|required|optional|mandatory|at most|at least|defaults?)\b|"
    r"\([^()]{2,60},[^()]{2,80}\)|`\w+`|^\s*\|.*\||\b(?:name|title|email|price|status|description)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What says of data what they are: who tells so much of them wants them kept."""
_PER_SIGN, _MOST_TOLD = 0.35, 6.0


def read_task_type(text: str) -> TaskType:
    """The task type that is likeliest."""
    words, weights, bias = _weights()
    sums = np.round(evidence(text, words) @ weights + bias, _DIGITS)
    return TASK_TYPES[int(sums.argmax())]


def evidence(text: str, words: Sequence[str]) -> NDArray[np.float32]:
    """What is known of a text: its signs, what the model makes of it, and which of these words stand in it."""
    told = encoded(tuple((clause.text, clause.kind.value) for clause in clauses(text)))
    spoken = words_of(text)
    there = np.array([word in spoken for word in words], np.float32)
    return np.concatenate([np.array(_signs(text), np.float32), told.summary(), there])


def words_of(text: str) -> frozenset[str]:
    """The words at the beginning of a text, in small letters."""
    return frozenset(_WORD.findall(text[:_SEEN].lower()))


def _signs(text: str) -> list[float]:
    """What is spoken of by task type, whether that is there, how much is told of data, and how long the text is."""
    seen = text[:_SEEN]
    spoken = dict.fromkeys(TaskType, 0.0)
    for task_type, weight, pattern in _SIGNS:
        hits = {match[0].lower() for match in pattern.finditer(seen)}
        spoken[task_type] += weight * min(_MOST, len(hits)) ** 0.7
    there = min(_MOST, len({match[0].lower() for match in _THERE.finditer(seen)}))
    told = min(_MOST_TOLD, _PER_SIGN * len(_TOLD.findall(text[:_FAR])))
    return [*spoken.values(), float(there), told, *(float(len(text) < size) for size in _SIZES)]


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.float32]]:
    loaded = np.load(BytesIO((files(__package__) / WEIGHTS).read_bytes()), allow_pickle=False)
    words = tuple(str(loaded["words"]).split())
    return words, loaded["weights"].astype(np.float32), loaded["bias"].astype(np.float32)
