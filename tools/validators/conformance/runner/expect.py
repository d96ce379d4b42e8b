"""Holds one answer against what a step expects of it; the standard library alone."""

import hashlib
import re
from typing import Any
from urllib.parse import unquote

from .exchange import Answer
from .failures import shape_faults
from .matching import MISSING, faults, shown
from .values import Variables, pointed

TRACE = re.compile(
    rb"Traceback \(most recent|File \\?\"[^\"]+\.py\\?\"|\bat [\w$.<>]+ ?\([^)]*:\d+|node_modules/|site-packages/"
    rb"|\.(?:py|js|ts|java|go|rs|rb|cs):\d+|SQLSTATE|psycopg|asyncpg|sqlite3?\.|sqlalchemy",
    re.IGNORECASE,
)
"""What a stack trace or a driver's own message looks like."""

PROBLEM_TYPE = "application/problem+json"
FIRST_ERROR = 400


def answer_faults(
    step: dict[str, Any], answer: Answer, variables: Variables, path: str, format: dict[str, Any] | None = None
) -> list[str]:
    """What is wrong with the answer; empty when it is as expected. Errors are problem details, or of the `format`."""
    wanted = step.get("expect", {})
    found = []
    statuses = wanted.get("status", [])
    if statuses and answer.status not in statuses:
        told = shown(answer.body) if answer.body is not MISSING else answer.raw[:200].decode("utf-8", "replace")
        found.append(f"status {answer.status} instead of {' or '.join(map(str, statuses))}: {told}")
    if answer.status >= FIRST_ERROR and TRACE.search(answer.raw):
        found.append(f"the error shows the inside of the server: {answer.raw[:300]!r}")
    elif answer.status >= FIRST_ERROR and not wanted.get("protocol"):
        found += _error_faults(answer, path, wanted.get("problem"), format)
    if found:
        return found
    for name, matcher in variables.filled(wanted.get("headers", {})).items():
        found += faults(matcher, answer.header(name), f"header {name}")
    if wanted.get("empty") and answer.raw:
        found.append(f"the body is {answer.raw[:80]!r} but must be empty")
    if "sha256" in wanted and hashlib.sha256(answer.raw).hexdigest() != variables.filled(wanted["sha256"]):
        found.append("the body is not the expected document, byte for byte")
    if "body" in wanted:
        found += faults(variables.filled(wanted["body"]), answer.body)
    if "raw" in wanted:
        text = answer.raw.decode("utf-8", "replace")
        found += [f"the body lacks {part!r}" for part in wanted["raw"].get("has", []) if part not in text]
        unwanted = variables.filled(wanted["raw"].get("lacks", []))
        found += [f"the body shows {shown(part)}" for part in unwanted if part in text]
    return found


def _error_faults(answer: Answer, path: str, wanted: dict[str, Any] | None, format: dict[str, Any] | None) -> list[str]:
    if format is not None:
        return shape_faults(format, answer, wanted)
    return _problem_form(answer, path) or (_problem_content(wanted, answer.body) if wanted is not None else [])


def _problem_form(answer: Answer, path: str) -> list[str]:
    """Every error is a problem document that agrees with its status."""
    media_type = str(answer.headers.get("content-type", "")).partition(";")[0]
    if media_type != PROBLEM_TYPE:
        return [f"status {answer.status} has content type {media_type!r} instead of {PROBLEM_TYPE}"]
    text = {"type": "string", "pattern": r"(?s).+"}
    form = {
        "object": {
            "type": {"type": "string", "pattern": "urn:problem:[a-z_]+"},
            "title": text,
            "status": {"is": answer.status},
            "detail": text,
            "instance": {"enum": [path, unquote(path, errors="replace")]},
            "code": {"type": "string", "pattern": "[a-z_]+"},
        },
        "open": True,
    }
    found = faults(form, answer.body)
    if not found and answer.body["type"] != f"urn:problem:{answer.body['code']}":
        found.append(f"type {answer.body['type']} does not name the code {answer.body['code']}")
    allowed = {"type", "title", "status", "detail", "instance", "code", "errors"}
    if isinstance(answer.body, dict):
        found += [f"/{name} is not declared in a problem" for name in sorted(answer.body.keys() - allowed)]
    return [f"problem document: {fault}" for fault in found]


def _problem_content(wanted: dict[str, Any], body: Any) -> list[str]:
    codes = wanted.get("code", [])
    if codes and body.get("code") not in codes:
        return [f"code {body.get('code')!r} instead of {' or '.join(codes)}"]
    titles = wanted.get("title", [])
    if titles and body.get("title") not in titles:
        return [f"title {body.get('title')!r} instead of {' or '.join(map(repr, titles))}"]
    errors = body.get("errors", [])
    found = []
    for entry in wanted.get("errors", []):
        if not any(_names(entry, error) for error in errors):
            found.append(f"no error like {shown(entry)} among {shown(errors)}")
    return found


def _names(entry: dict[str, Any], error: Any) -> bool:
    """Whether a reported error is the wanted one: its place, and its code where the entry tells codes."""
    if not isinstance(error, dict) or not isinstance(error.get("message"), str):
        return False
    if entry.get("code") and error.get("code") not in entry["code"]:
        return False
    if "parameter" in entry:
        return bool(error.get("parameter") == entry["parameter"])
    if "pointer" not in entry:
        return True
    pointer, wanted = error.get("pointer"), entry["pointer"]
    return isinstance(pointer, str) and (pointer == wanted or pointer.startswith(f"{wanted}/"))


def saved_value(source: str, answer: Answer) -> Any:
    """``body``, a JSON pointer into it, ``header:Name``, ``link:rel`` or ``status``; MISSING when there is none."""
    if source == "status":
        return answer.status
    if source == "body":
        return answer.body
    if source.startswith("link:"):
        found = re.search(rf'<([^<>]+)>; *rel="{source.removeprefix("link:")}"', str(answer.header("link")))
        return found[1] if found is not None else MISSING
    if source.startswith("header:"):
        return answer.header(source.removeprefix("header:"))
    return pointed(answer.body, source)
