"""A first fence against poisoned documents: text that pretends to be something other than text.

The guard itself is elsewhere: retrieved text is only ever shown as data, and front matter can set nothing but
the listed defaults. This fence keeps the plainest attempts from being shown at all.
"""

import re
import unicodedata

_TRICKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a chat model's control token", re.compile(r"<\|[^|\n]{1,40}\|>|\[/?INST\]|<</?SYS>>")),
    ("a comment that readers do not see", re.compile(r"<!--")),
    (
        "markup that runs or loads something",
        re.compile(r"<\s*(script|iframe|object|embed|img|svg|style)\b", re.I),
    ),
    ("a link that is no web address", re.compile(r"\]\(\s*(javascript|data|vbscript|file):", re.I)),
    (
        "a command to the reader's model",
        re.compile(
            r"\b(ignore|disregard|forget|override)\b[^.\n]{0,30}\b(previous|prior|above|earlier|system)\b"
            r"[^.\n]{0,30}\b(instruction|prompt|rule|message)s?\b",
            re.I,
        ),
    ),
    ("a turn of a conversation", re.compile(r"^\s*(system|assistant|developer)\s*:", re.I | re.M)),
)
_VISIBLE_CONTROLS = frozenset("\n")


def trick_in(text: str) -> str | None:
    """What the text pretends to be, or None for plain text."""
    for character in text:
        if character not in _VISIBLE_CONTROLS and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
            return f"an invisible character (U+{ord(character):04X})"
    return next((what for what, pattern in _TRICKS if pattern.search(text)), None)
