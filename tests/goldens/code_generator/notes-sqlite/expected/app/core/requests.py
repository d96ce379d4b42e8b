"""Reading a request: media types, the JSON body, and parameters that nobody declared."""

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers

from app.core import cases
from app.core.config import Settings
from app.core.errors import FieldError, Problem
from app.core.validation import field_errors, invalid

_READABLE = ("*/*", "application/*", "application/json", "")


async def accepts_json(request: Request) -> None:
    """Refuse (406) a caller that cannot read JSON."""
    for part in ",".join(request.headers.getlist("accept") or ["*/*"]).split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [item.replace(" ", "")[2:] for item in parameters if item.startswith("q")]
        if media_type in _READABLE and not any(weight.strip("0.") == "" for weight in weights):
            return
    raise Problem(cases.NOT_ACCEPTABLE, "This API answers with application/json.")


async def no_query(request: Request) -> None:
    """Refuse (422) query parameters where the operation has none."""
    if request.query_params:
        message = "This parameter is not known here."
        names = dict.fromkeys(request.query_params)
        raise invalid([FieldError("unknown", message, parameter=name) for name in names])


def json_body(model: type[BaseModel]) -> Any:
    """Declare a JSON body that is read after the guards named before it.

    FastAPI reads a body parameter before it runs any dependency, so a stranger would be told what
    is wrong with a body (400, 422) before being told to sign in (401). As a dependency the body
    takes its turn.
    """
    return Depends(_reader(model))


def _reader(model: type[BaseModel]) -> Callable[[Request], Awaitable[BaseModel]]:
    async def read(request: Request) -> BaseModel:
        settings: Settings = request.app.state.settings
        _require_json(request.headers)
        body = await read_body(request, settings.max_body_bytes)
        document = parse(body)
        torn = [FieldError("format", "Holds half of a character.", pointer=at) for at in _torn(document, "")]
        if torn:
            raise invalid(torn)
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False)
            raise invalid(field_errors([item | {"loc": ("body", *item["loc"])} for item in found])) from None

    return read


def _require_json(headers: Headers) -> None:
    media_type, *parameters = headers.get("content-type", "").lower().split(";")
    charsets = [item.strip().removeprefix("charset=").strip('"') for item in parameters if "charset=" in item]
    if media_type.strip() != "application/json" or any(name not in ("utf-8", "utf8") for name in charsets):
        raise Problem(cases.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8.")


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body; stops reading (413) as soon as it is longer than `limit` bytes."""
    detail = f"The body may have {limit} bytes at most."
    problem = Problem(cases.PAYLOAD_TOO_LARGE, detail, headers={"Connection": "close"})
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise problem
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise problem
    return bytes(body)


def parse(body: bytes) -> Any:
    """Return the JSON value; refuses (400) what RFC 8259 does not allow, and members named twice."""
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_members, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Problem(cases.MALFORMED, "The body is not well-formed JSON.") from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("an object names a member twice")
    return members


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _torn(value: Any, pointer: str) -> Iterator[str]:
    """Yield the places of strings with lone surrogates, which no UTF-8 text can hold."""
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        yield pointer
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _torn(key, pointer)
            yield from _torn(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _torn(item, f"{pointer}/{position}")
