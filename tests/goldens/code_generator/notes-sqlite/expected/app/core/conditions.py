"""Conditional requests (RFC 9110): entity tags made from the version of a row."""

import re

from fastapi import Request

from app.core.errors import ErrorCase, Problem

_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


def etag(version: int) -> str:
    """Return the strong entity tag of a version."""
    return f'"{version}"'


def if_match(request: Request) -> str | None:
    """Return the If-Match header, all its lines together; None when it was not sent."""
    lines = request.headers.getlist("if-match")
    return ",".join(lines) if lines else None


def require_match(header: str | None, version: int, *, required: ErrorCase, stale: ErrorCase) -> None:
    """Go on when If-Match names the version; a weak tag never matches, `*` always does."""
    if header is None:
        raise Problem(required, "Send If-Match with the ETag that you last read.")
    tags = [match.group(2) for match in _TAG.finditer(header) if not match.group(1)]
    if header.strip() != "*" and str(version) not in tags:
        raise Problem(stale, "It has changed since you read it; read it again.")


def is_unchanged(request: Request, tag: str) -> bool:
    """Tell whether If-None-Match names this tag, so that 304 will do."""
    header = ",".join(request.headers.getlist("if-none-match"))
    return header.strip() == "*" or any(f'"{match.group(2)}"' == tag for match in _TAG.finditer(header))
