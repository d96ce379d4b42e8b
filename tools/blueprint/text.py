"""Text for people, as every output can hold it: one line, without what would reorder or break it."""

import unicodedata

_BREAKS = frozenset({"Cc", "Zl", "Zp", "Zs"})
# Embeddings, overrides and isolates turn what stands behind the text around; marks and joiners stay in it.
_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def line(text: str) -> str:
    """The text on one line: breaks, tabs and runs of blanks are single blanks; noncharacters are gone."""
    kept = (" " if unicodedata.category(char) in _BREAKS else char for char in text if not _is_dropped(char))
    return " ".join("".join(kept).split())


def _is_dropped(char: str) -> bool:
    code = ord(char)
    return char in _TURNS or code == 0xFEFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
