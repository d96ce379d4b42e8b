"""How a command ends: exit codes, and errors told without a traceback."""

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

COMPLETED = 0
FAILED = 1
BAD_INPUT = 2
NEEDS_INPUT = 3

_log = logging.getLogger(__name__)


@contextmanager
def told_errors(*, as_json: bool) -> Iterator[None]:
    """Errors in the context become a message and an exit code; standard output stays one JSON document."""
    from agent.failures import describe
    from tools.errors import AgentError

    try:
        yield
    except AgentError as error:
        leave(describe(error), as_json=as_json)
    except KeyboardInterrupt:
        hint = "Give the same command again."
        leave({"code": "cancelled", "message": "The work was cancelled.", "hint": hint}, as_json=as_json)
    except BrokenPipeError:
        raise
    except Exception as error:
        _log.debug("The command broke off.", exc_info=True)
        leave(
            {
                "code": "internal-error",
                "message": f"The command broke off: {type(error).__name__}: {str(error)[:200]}",
                "hint": "A fault of the program or of the machine; `backend-engineer doctor` looks at the machine.",
            },
            as_json=as_json,
        )


def leave(error: Mapping[str, Any], *, as_json: bool) -> None:
    """Tells an error and ends the process."""
    if as_json:
        print_json(failed_document(error))
    else:
        tell_error(error)
    sys.exit(code_of_error(error))


def failed_document(error: Mapping[str, Any], **more: object) -> dict[str, Any]:
    """What a program reads of a command that failed without a run: the keys of every ending, `status` first."""
    from agent.outcome import never_started

    return document({**never_started(dict(error)).model_dump(mode="json"), **more})


def document(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """An outcome with its status first."""
    return {"status": outcome["status"], **outcome}


def tell_error(error: Mapping[str, Any]) -> None:
    """An error for a person, on standard error."""
    lines = [f"error [{error['code']}]: {error['message']}"]
    lines += [f"  {error['hint']}"] if error.get("hint") else []
    lines += [f"  - {finding}" for finding in error.get("findings", [])]
    print("\n".join(printable(line) for line in lines), file=sys.stderr)


def printable(text: str) -> str:
    """The text without what a terminal would take as a command."""
    return "".join(character if character.isprintable() or character in "\n\t" else "\ufffd" for character in text)


def print_json(data: object) -> None:
    """One JSON document on standard output; what is not ASCII is escaped, so any terminal and pipe takes it."""
    print(json.dumps(data, indent=2, ensure_ascii=True))


def code_of_error(error: Mapping[str, Any]) -> int:
    return BAD_INPUT if error.get("fault") == "input" else FAILED


def code_of(outcome: Mapping[str, Any]) -> int:
    """The exit code of an outcome."""
    if outcome["status"] == "needs_input":
        return NEEDS_INPUT
    return COMPLETED if outcome["status"] in ("completed", "answered") else code_of_error(outcome["error"])
