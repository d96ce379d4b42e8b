"""What the log of a backend must say, and must not."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from tools.validators.evidence import Finding

MOST = 5
"""Lines with secrets that are told of."""


def log_findings(text: str, secrets: Collection[str], request_id: str | None) -> list[Finding]:
    """No secret, and a line of JSON for the request of that id (None where none was sent) that tells how it went."""
    leaks = [line for line in text.splitlines() if any(secret in line for secret in secrets)]
    found = [
        Finding(code="secret-in-log", message="The server's log holds a secret, password or token.", where=line[:80])
        for line in leaks[:MOST]
    ]
    if not text.strip():
        found.append(Finding(code="no-log", message="The server logs nothing."))
    elif request_id is not None and not any(_tells(line) for line in _lines(text) if line["request_id"] == request_id):
        message = "No line of the log tells method, route, status and duration of a request whose id was sent."
        found.append(Finding(code="request-not-logged", message=message, where=request_id))
    return found


def _lines(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict) and "request_id" in told:
            yield told


def _tells(line: dict[str, Any]) -> bool:
    is_number = isinstance(line.get("duration_ms"), int | float)
    return line.get("method") == "GET" and line.get("status") == 200 and bool(line.get("route")) and is_number
