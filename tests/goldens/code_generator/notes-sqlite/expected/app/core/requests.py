"""Reading a request: media types, the JSON body, and parameters that nobody declared."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import Headers

from app.core import cases
from app.core.config import Settings
from app.core.documents import parse, torn_places
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


async def each_once(request: Request) -> None:
    """Refuse (422) parameters that are sent twice: which one counts must not be left to chance."""
    names = [name for name, _ in request.query_params.multi_items()]
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if repeated:
        message = "Must be sent once; the values of a list stand in one parameter, with commas between them."
        raise invalid([FieldError("format", message, parameter=name) for name in repeated])


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
        message = "Holds half of a character."
        # Only an escape can spell half of a character in UTF-8.
        places = torn_places(document) if b"\\u" in body else ()
        torn = [FieldError("format", message, pointer=at) for at in places]
        if torn:
            raise invalid(torn)
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            found = error.errors(include_url=False)
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
