"""Counts tokens: with tiktoken where its ranks lie on this machine, by a labelled estimate elsewhere."""

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

ENCODING = "o200k_base"
CACHE_VARIABLE = "TIKTOKEN_CACHE_DIR"
BYTES_PER_TOKEN = 3
"""On the safe side: English text has about four."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of tokens; not `exact` means estimated from the bytes."""

    tokens: int
    exact: bool


def count(text: str) -> Count:
    """The tokens of a text. Never needs a network."""
    encoding = _encoding()
    if encoding is None:
        return Count(-(-len(text.encode()) // BYTES_PER_TOKEN), exact=False)
    return Count(len(encoding.encode(text, disallowed_special=())), exact=True)


@cache
def _encoding() -> Any | None:
    """The encoding, only where its ranks are cached: tiktoken would download them otherwise."""
    folder = os.environ.get(CACHE_VARIABLE)
    if not folder or not os.path.isdir(folder) or not os.listdir(folder):
        return None
    import tiktoken

    try:
        return tiktoken.get_encoding(ENCODING)
    except (OSError, ValueError):
        return None
