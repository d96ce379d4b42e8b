"""The suites by name. Importing one imports Inspect, so they are made only when they are run."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspect_ai import Task


def _chat() -> "Task":
    from evals.suites.chat import chat

    return chat()


def _chat_held_back() -> "Task":
    from evals.suites.chat import chat_held_back

    return chat_held_back()


def _codegen() -> "Task":
    from evals.suites.codegen import codegen

    return codegen()


def _extraction() -> "Task":
    from evals.suites.extraction import extraction

    return extraction()


def _held_back() -> "Task":
    from evals.suites.extraction import held_back

    return held_back()


def _hostile() -> "Task":
    from evals.suites.hostile import hostile

    return hostile()


def _injection() -> "Task":
    from evals.suites.injection import injection

    return injection()


def _patterns() -> "Task":
    from evals.suites.patterns import patterns

    return patterns()


def _patterns_held_back() -> "Task":
    from evals.suites.patterns import patterns_held_back

    return patterns_held_back()


def _retrieval() -> "Task":
    from evals.suites.retrieval import retrieval

    return retrieval()


def _routing() -> "Task":
    from evals.suites.routing import routing

    return routing()


def _routing_held_back() -> "Task":
    from evals.suites.routing import routing_held_back

    return routing_held_back()


def _short() -> "Task":
    from evals.suites.extraction import short

    return short()


def _short_held_back() -> "Task":
    from evals.suites.extraction import short_held_back

    return short_held_back()


def _varied() -> "Task":
    from evals.suites.extraction import varied

    return varied()


def _varied_held_back() -> "Task":
    from evals.suites.extraction import varied_held_back

    return varied_held_back()


SUITES: dict[str, Callable[[], "Task"]] = {
    "short": _short,
    "short-held-back": _short_held_back,
    "extraction": _extraction,
    "held-back": _held_back,
    "varied": _varied,
    "varied-held-back": _varied_held_back,
    "patterns": _patterns,
    "patterns-held-back": _patterns_held_back,
    "retrieval": _retrieval,
    "routing": _routing,
    "routing-held-back": _routing_held_back,
    "hostile": _hostile,
    "injection": _injection,
    "chat": _chat,
    "chat-held-back": _chat_held_back,
    "codegen": _codegen,
}
