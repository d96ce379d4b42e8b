"""Tells from a text which of the task types it asks for: what it speaks of, whether that is there, what is wanted."""

import re
from importlib.resources import files

import yaml

from agent.task import TaskType

_SEEN = 700
"""Letters of a text that are looked at: a wish stands near its beginning, or at the end of a short letter."""
_FAR = 5000
"""The same, for what is told of data."""
_ENOUGH = 2.0
"""A complete backend, unless something else is spoken of as much as this, and more than of a backend."""
_MOST = 3
"""Hits of one pattern that count."""


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
_OF_WHAT_IS_THERE = frozenset(
    {
        TaskType.SETUP_AUTHENTICATION,
        TaskType.SETUP_MESSAGE_QUEUE,
        TaskType.OPTIMIZE_PERFORMANCE,
        TaskType.IMPLEMENT_SECURITY,
        TaskType.DESIGN_MICROSERVICES,
    }
)
_BESIDE, _MARGIN = 0.8, 0.5
_TOLD = re.compile(
    r"\b(?:has|have|belongs? to|consists of|contains?)\b|"
    r"\b(?:unique|required|optional|mandatory|at most|at least|defaults?)\b|"
    r"\([^()]{2,60},[^()]{2,80}\)|`\w+`|^\s*\|.*\||\b(?:name|title|email|price|status|description)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What says of data what they are: who tells so much of them wants them kept."""
_PER_SIGN, _MOST_TOLD = 0.35, 6.0


def read_task_type(text: str) -> TaskType:
    """The task type; a complete backend unless the text speaks more of something else."""
    seen = text[:_SEEN]
    scores = dict.fromkeys(TaskType, 0.0)
    for task_type, weight, pattern in _SIGNS:
        hits = {match[0].lower() for match in pattern.finditer(seen)}
        scores[task_type] += weight * min(_MOST, len(hits)) ** 0.7
    there = len({match[0].lower() for match in _THERE.finditer(seen)})
    if there:
        for task_type in _OF_WHAT_IS_THERE:
            scores[task_type] += _BESIDE if scores[task_type] else 0.0
    scores[TaskType.GENERATE_BACKEND_CODE] += min(_MOST_TOLD, _PER_SIGN * len(_TOLD.findall(text[:_FAR])))
    best = max(TaskType, key=lambda item: scores[item])
    whole = scores[TaskType.GENERATE_BACKEND_CODE]
    return best if scores[best] >= _ENOUGH and scores[best] > whole + _MARGIN else TaskType.GENERATE_BACKEND_CODE
