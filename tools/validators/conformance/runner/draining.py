"""Requests that a server has begun with when it is told to end; the standard library alone."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Event

from .exchange import Answer, Ask, Begun

BROKEN = (OSError, http.client.HTTPException)
SIGNAL_SECONDS = 0.5
"""A server that is told to end knows it by then."""
PERIOD_SECONDS = 0.05


def drained(
    base_url: str, asks: list[Ask], restart: Callable[[], object], call: Callable[[], list[str]], callers: int
) -> tuple[list[Answer], list[str]]:
    """Has the server begin with requests, restarts it, and only then sends what they hold: each is to be answered.

    Meanwhile callers go on to `call`, which returns what is wrong about an answer; that nobody answers them is no
    fault, since a server that ends refuses what it has not begun with. The answers, and everything that is wrong.
    """
    found: list[str] = []
    answers: list[Answer] = []
    ended = Event()
    with ExitStack() as stack:
        begun: list[Begun] = []
        for ask in asks:
            try:
                begun.append(stack.enter_context(closing(Begun(base_url, ask))))
            except BROKEN as error:
                return [], [f"the server does not begin with {ask}: {type(error).__name__} {error}"]
        pool = stack.enter_context(ThreadPoolExecutor(callers + 1))
        stack.callback(ended.set)
        calling = [pool.submit(_calls, call, ended) for _ in range(callers)]
        restarting = pool.submit(restart)
        time.sleep(SIGNAL_SECONDS)
        for item in begun:
            try:
                answers.append(item.finish())
            except BROKEN as error:
                found.append(f"{item.ask} was begun with and then broken off: {type(error).__name__}")
        restarting.result()
        ended.set()
        found += [fault for caller in calling for fault in caller.result()]
    return answers, found


def _calls(call: Callable[[], list[str]], ended: Event) -> list[str]:
    found: list[str] = []
    while not ended.is_set() and not found:
        try:
            found += call()
        except BROKEN:
            time.sleep(PERIOD_SECONDS)
    return found
