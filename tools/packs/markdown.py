"""Markdown out of text that anybody may have written."""

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"[\\`*{}\[\]<>#|~&$!@]|(?<![^\W_])_|_(?![^\W_])|:(?=[/\w])")
BLOCK_MARKS = ("#", "*", "+", "-", "<", "=", ">", "[", "_", "`", "|", "~")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")
_BARE_LINK = re.compile(r"\b(www)\.", re.IGNORECASE)


def text(value: str) -> str:
    """Inline text on one line, with nothing left that Markdown or HTML would read as markup."""
    escaped = _MARKUP.sub(r"\\\g<0>", " ".join(value.split()))
    return _BARE_LINK.sub(r"\1\\.", _LIST_MARK.sub(r"\1\\\2", escaped))


def paragraph(value: str) -> str:
    """Text that may use inline Markdown, as a paragraph before others: it opens no block that would take them in."""
    return f"\\{value}" if value.startswith(BLOCK_MARKS) else value


def code(value: str) -> str:
    """A code span that holds exactly this text (on one line), also in a table cell."""
    flat = " ".join(value.split()).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall(r"`+", flat)), default=0) + 1)
    padding = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{padding}{flat}{padding}{fence}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table out of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
