"""Lets a few in at a time: the most urgent first, the longest waiting among equals."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tools.validators.runtime.stopping import StopSwitch


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    order: tuple[int, int]
    switch: StopSwitch
    admitted: asyncio.Future[bool]


class PriorityGate:
    """A semaphore with priorities; who is stopped while waiting leaves the queue. For one event loop."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[_Ticket] = []
        self._numbers = itertools.count()

    @asynccontextmanager
    async def turn(self, priority: int, switch: StopSwitch) -> AsyncIterator[bool]:
        """A place for the length of the context; False, and no place, when the switch was stopped before."""
        ticket = _Ticket((-priority, next(self._numbers)), switch, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        self.wake()
        try:
            admitted = await ticket.admitted
        except asyncio.CancelledError:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            elif ticket.admitted.done() and not ticket.admitted.cancelled() and ticket.admitted.result():
                # Let in and cancelled in the same breath.
                self._leave()
            raise
        try:
            yield admitted
        finally:
            if admitted:
                self._leave()

    def wake(self) -> None:
        """Sends away who was stopped and lets in who may; to be called from the event loop."""
        for ticket in sorted(self._waiting, key=lambda ticket: ticket.order):
            if ticket.switch.stopped:
                self._answer(ticket, admitted=False)
            elif self._free:
                self._free -= 1
                self._answer(ticket, admitted=True)

    def _answer(self, ticket: _Ticket, *, admitted: bool) -> None:
        self._waiting.remove(ticket)
        ticket.admitted.set_result(admitted)

    def _leave(self) -> None:
        self._free += 1
        self.wake()
