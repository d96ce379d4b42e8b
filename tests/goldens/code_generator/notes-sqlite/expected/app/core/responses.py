"""Answers: a body model and its headers."""

from fastapi import Response
from pydantic import BaseModel


def json_response(body: BaseModel, status: int = 200, **headers: str) -> Response:
    """Answer with a model; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body.model_dump_json(by_alias=True), status, named, media_type="application/json")


def no_content(status: int = 204) -> Response:
    """Answer without a body."""
    return Response(status_code=status)


def not_modified(etag: str) -> Response:
    """Answer 304: what the caller has is current."""
    return Response(status_code=304, headers={"ETag": etag})
