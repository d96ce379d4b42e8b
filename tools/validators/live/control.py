"""What a conformance plan may ask of whoever runs the backend: restarts, more admins, what it tells others."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from tools.errors import AgentError
from tools.validators.conformance.runner import Control, ControlFailed
from tools.validators.engines.engine import Database, Engine
from tools.validators.live.backend import Backend, fault_of
from tools.validators.live.receiver import Receiver
from tools.validators.runtime.stopping import check_stopped

DAYS_OF_A_WEEK = 7
TRANSACTIONS = re.compile(r"(BEGIN|COMMIT|ROLLBACK)\b", re.IGNORECASE)
"""A connection ends its transaction after the answer, and so while the next request is counted."""


def control_of(backend: Backend, engine: Engine, database: Database, receiver: Receiver) -> Control:
    """Does what the plan asks, and answers what it wants to know."""
    actions: dict[str, Callable[[dict[str, Any]], object]] = {
        "restart": lambda _: backend.restart(),
        "move_clock": lambda step: backend.move_clock(ahead(step)),
        "stop_database": lambda _: engine.stop(),
        "start_database": lambda _: engine.start(),
        "create_admin": lambda step: backend.create_admin(step["account"]),
        "events": lambda _: receiver.told(),
        "questions": lambda _: receiver.questions(),
        "answer": lambda step: receiver.answer(step["call"], step["answer"], step.get("status", 200)),
        "hold": lambda step: receiver.holding.hold(step["call"], step["seconds"]),
        "release": lambda step: receiver.holding.release(step["call"]),
        "refuse_events": lambda step: receiver.refuse(step["times"], step["status"]),
        "refused": lambda _: receiver.refused(),
        "count_statements": lambda _: count(engine.statements(database)),
    }

    def control(action: str, step: dict[str, Any]) -> object:
        try:
            return actions[action](step)
        except AgentError as error:
            check_stopped()
            raise ControlFailed(fault_of(error)) from error

    return control


def ahead(step: Mapping[str, Any]) -> int:
    """Seconds by which the clock is to be moved: to the moment or day of the week that is named, and so many more."""
    seconds, now = int(step["seconds"]), datetime.now(UTC)
    if "to" in step:
        seconds += math.ceil((datetime.fromisoformat(step["to"]) - now).total_seconds())
    if "weekday" in step:
        days = timedelta((step["weekday"] - now.isoweekday()) % DAYS_OF_A_WEEK)
        there = datetime.combine(now.date() + days, time.fromisoformat(step["time"]), UTC)
        there += timedelta(DAYS_OF_A_WEEK) if there < now else timedelta()
        seconds += math.ceil((there - now).total_seconds())
    return seconds


def count(statements: list[str]) -> int:
    """How many statements read or write."""
    return sum(not TRANSACTIONS.match(statement) for statement in statements)
