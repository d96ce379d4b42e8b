"""Physical names: what a store accepts as an identifier."""

import hashlib

LIMIT = 63
"""Bytes of an identifier in the strictest store."""


def identifier(name: str) -> str:
    """The name itself, or its beginning and a short hash of the whole where it is too long."""
    if len(name) <= LIMIT:
        return name
    return f"{name[: LIMIT - 9]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
