"""Errors as plain data, with whose fault they are."""

from agent.state import Data
from tools.errors import AgentError, BadInput, Contradiction, Unsupported

_OF_THE_INPUT = (BadInput, Contradiction, Unsupported)


def describe(error: AgentError) -> Data:
    """The error with `fault`: `input` where the caller can mend it by asking otherwise, else `work`."""
    return {**error.to_dict(), "fault": "input" if isinstance(error, _OF_THE_INPUT) else "work"}
