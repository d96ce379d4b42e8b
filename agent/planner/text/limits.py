"""Which texts are read at all."""

import re
import unicodedata

from tools.errors import BadInput

MOST_BYTES = 1_000_000
"""A longer text is refused unread."""

_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x07\x08\x1b]")
"""What a terminal makes of colours, bells and steps back; it comes along when its text is copied."""
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
EXAMPLE = 'For example: "A library API: books, authors and loans; members borrow books; JWT".'


def readable(text: str) -> str:
    """The text in Unicode normal form, with plain line ends, without what is not seen.

    Raises BadInput for one that cannot be read.
    """
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadInput(
            "The text is longer than 1 MB.", hint="Send the part that describes the backend.", code="too-large"
        )
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput("The text is not valid Unicode.", hint="Send UTF-8 text.", code="not-text")
    text = _TERMINAL.sub("", text)
    if _BINARY.search(text):
        raise BadInput("This is binary data, not text.", hint="Send UTF-8 text.", code="not-text")
    seen = "".join(letter for letter in text if letter.isascii() or unicodedata.category(letter) != "Cf")
    normal = unicodedata.normalize("NFKC", seen).replace("\r\n", "\n").replace("\r", "\n")
    return normal.translate(_QUOTES).strip()


def nothing_to_build() -> BadInput:
    """The error for a request that describes no data."""
    return BadInput(
        "The request describes no data to keep, so there is nothing to build.",
        hint=f"Name the things that the backend keeps. {EXAMPLE}",
        code="nothing-to-build",
    )


_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "–": "-",
        "—": ";",
        "‑": "-",
        "≥": ">=",
        "≤": "<=",
        "→": "->",
        "•": "-",
    }
)
