"""Loaded by the fuzzer itself: puts live keys, tags, references and tokens into well-formed requests.

Parts of a request that the fuzzer made wrong on purpose stay as they are. The data come as JSON from the file
that the environment names.
"""

import base64
import itertools
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import schemathesis
from schemathesis import AuthContext, Case, HookContext
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

from tools.validators.live.fuzzing.hooks_place import BASE_VARIABLE, FEED_VARIABLE

KEY_HEADER = "Idempotency-Key"
LEFT_AS_IS = 4
"""Every so many requests keeps what the fuzzer chose, so that unknown keys are met too."""

_feed: dict[str, Any] = json.loads(Path(os.environ[FEED_VARIABLE]).read_text(encoding="utf-8"))
_base_url = os.environ[BASE_VARIABLE]
_sessions: dict[str, tuple[dict[str, Any], float]] = {}
_counts: dict[str, Iterator[int]] = {}


def _operation(case: Case[Any]) -> dict[str, Any]:
    name = case.operation.definition.raw.get("operationId", "")
    found: dict[str, Any] = _feed["operations"].get(name, {})
    return found


def _count(name: str) -> int:
    return next(_counts.setdefault(name, itertools.count()))


def _credentials(token: str) -> dict[str, str]:
    """The header that carries the token."""
    carrier = _feed["session"]["carrier"]
    return {carrier["header"]: f"{carrier['prefix']}{token}"}


def _send(method: str, path: str, body: object = None, token: str | None = None) -> tuple[dict[str, str], Any]:
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json", **(_credentials(token) if token else {})}
    request = urllib.request.Request(_base_url + path, data, headers, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        raw = answer.read()
        return {name.lower(): value for name, value in answer.headers.items()}, json.loads(raw) if raw else None


def _new_session(actor: str) -> dict[str, Any]:
    session, known = _feed["session"], _feed["actors"][actor]
    body: Any = {session["login"]: known["login"], session["password"]: known["password"]}
    if "wrapper" in session:
        body = {session["wrapper"]: body}
    headers, tokens = _send("POST", session["path"], body)
    if "cookie" in session:
        return {session["cookie"]: headers["set-cookie"].partition(";")[0].partition("=")[2]}
    return dict(tokens)


def _at(answer: Any, pointer: str) -> Any:
    """The member that a JSON Pointer names."""
    for name in pointer.split("/")[1:]:
        answer = answer[name]
    return answer


def _token(actor: str) -> str:
    if "path" not in _feed["session"]:
        # There are no sessions: each request carries login and password.
        known = _feed["actors"][actor]
        return base64.b64encode(f"{known['login']}:{known['password']}".encode()).decode()
    tokens, until = _sessions.get(actor, ({}, 0.0))
    session = _feed["session"]
    if time.monotonic() >= until:
        tokens = _renewed(tokens) if tokens and "renewal" in session else _new_session(actor)
        _sessions[actor] = (tokens, time.monotonic() + (session.get("lasts") or _at(tokens, session["expires"])) / 2)
    return str(_at(tokens, session["access"]))


def _renewed(tokens: dict[str, Any]) -> dict[str, Any]:
    """The next pair of the same session, which outlives a change of the account's login."""
    session = _feed["session"]
    renewed: dict[str, Any] = _send("POST", session["renewal"], {session["refresh"]: tokens[session["refresh"]]})[1]
    return renewed


def _ordinary() -> str:
    return str(_feed["session"]["ordinary"])


@schemathesis.auth(cache_by_key=lambda case, ctx: case.operation.label, refresh_interval=None)
class Carrier:
    """The token of an actor that may call the operation; logging out gets a session of its own."""

    def get(self, case: Case[Any], ctx: AuthContext) -> str | None:
        fed = _operation(case)
        if "actor" not in fed:
            return None
        if fed["intent"] == "account.logout":
            return str(_at(_new_session(fed["actor"]), _feed["session"]["access"]))
        return _token(fed["actor"])

    def set(self, case: Case[Any], data: str, ctx: AuthContext) -> None:
        case.headers.update(_credentials(data))


def _well_formed(case: Case[Any], location: ParameterLocation) -> bool:
    """Whether this part of the request was made to be valid."""
    component = case.meta.components.get(location) if case.meta is not None else None
    return component is None or component.mode.is_positive


def _linked(case: Case[Any]) -> bool:
    """Whether the request belongs to a sequence, whose keys come from the answers before it."""
    return case.meta is not None and case.meta.phase.name == TestPhase.STATEFUL


def _strikes_what_is_kept(case: Case[Any]) -> bool:
    """Whether it would change or delete a row that other requests rest on, as an account: a throw-away one serves."""
    return case.method.upper() not in ("GET", "HEAD") and any(
        str(value) in _feed["kept"] for value in (case.path_parameters or {}).values()
    )


def _leave(case: Case[Any], fed: dict[str, Any]) -> None:
    """As long as there are any, an account that goes deletes itself: with its own key and token, of its own will."""
    waiting = fed.get("own")
    parts = (ParameterLocation.PATH, ParameterLocation.QUERY, ParameterLocation.HEADER)
    authorised = case.headers and case.headers.items() >= _credentials(_token(fed["actor"])).items()
    if waiting and authorised and all(_well_formed(case, part) for part in parts):
        own = waiting.pop()
        case.path_parameters.update(own["path"])
        case.headers.update(_credentials(_token(own["actor"])))


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Feeds one request."""
    fed = _operation(case)
    if not fed:
        return
    number = _count(case.operation.label)
    fresh = number % LEFT_AS_IS == LEFT_AS_IS - 1
    # The fuzzer knows that a DELETE takes a row away, and of no other method.
    turn: int | None = None
    chosen = fresh or (_linked(case) and not fed.get("removes"))
    if (
        fed["paths"]
        and case.path_parameters
        and _well_formed(case, ParameterLocation.PATH)
        and (not chosen or _strikes_what_is_kept(case))
    ):
        turn = _count(f"path {case.operation.label}")
        case.path_parameters.update(fed["paths"][turn % len(fed["paths"])])
    elif fed.get("bodies") and not fed["paths"]:
        turn = _count(f"body {case.operation.label}")
    if fed.get("own"):
        _leave(case, fed)
    if case.query and _well_formed(case, ParameterLocation.QUERY):
        # A cursor is only good where the server made it: pages are walked by the conformance suite.
        case.query.pop("cursor", None)
    is_table = fed.get("tables") and isinstance(case.body, str | bytes)
    if is_table and not fresh and _well_formed(case, ParameterLocation.BODY):
        case.body = fed["tables"][number % len(fed["tables"])]
    if isinstance(case.body, dict) and _well_formed(case, ParameterLocation.BODY):
        # That no text holds NUL, the contract says of each string; of those inside documents, no schema can.
        if case.media_type == "application/json":
            _strip_nul(case.body)
        _feed_body(case, fed, number, turn)
    if case.headers and KEY_HEADER in case.headers and _well_formed(case, ParameterLocation.HEADER):
        # A known key gets an answer of long ago, whose row may be gone: the conformance suite repeats requests.
        case.headers[KEY_HEADER] = f"key-{_count(KEY_HEADER)}"
    if fed.get("tag") and case.headers and "If-Match" in case.headers and _well_formed(case, ParameterLocation.HEADER):
        tag = None if fresh else _tag(case, fed)
        if tag is not None:
            case.headers["If-Match"] = tag


def _strip_nul(value: Any) -> Any:
    """The value without NUL, in place."""
    if isinstance(value, dict):
        for name, item in list(value.items()):
            value[name] = _strip_nul(item)
            if "\0" in name:
                value[name.replace("\0", "")] = value.pop(name)
    elif isinstance(value, list):
        value[:] = map(_strip_nul, value)
    return value.replace("\0", "") if type(value) is str and "\0" in value else value


def _feed_body(case: Case[Any], fed: dict[str, Any], number: int, turn: int | None) -> None:
    """`turn`: which of the prepared rows the request is about; what it must say then is said every other time."""
    body: Any = case.body
    if fed.get("wrapper") and isinstance(body, dict):
        body = body.get(fed["wrapper"])
    if not isinstance(body, dict):
        return
    for name in fed["drop"]:
        body.pop(name, None)
    body.update({name: value for name, value in fed["body"].items() if body.get(name) is not None})
    if turn is not None and fed.get("bodies") and not turn % 2:
        body.update(fed["bodies"][turn % len(fed["bodies"])])
    if number % 2:
        return
    if fed["intent"] == "account.login":
        known = _feed["actors"][_ordinary()]
        session = _feed["session"]
        body.update({session["login"]: known["login"], session["password"]: known["password"]})
    if fed["intent"] == "account.refresh":
        name = _feed["session"]["refresh"]
        body[name] = _new_session(_ordinary())[name]


def _tag(case: Case[Any], fed: dict[str, Any]) -> str | None:
    """The current tag of the row that the request is about."""
    path = fed["tag"]
    for name, value in (case.path_parameters or {}).items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    try:
        return _send("GET", path, token=_token(fed["actor"]) if "actor" in fed else None)[0].get("etag")
    except urllib.error.HTTPError:
        return None
