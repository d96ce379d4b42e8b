"""Lays out Python source the way its formatter would, so that the formatter only has to check."""

from collections.abc import Iterable, Sequence

WIDTH = 110
INDENT = "    "


def bracketed(head: str, items: Sequence[str], tail: str, level: int = 0) -> list[str]:
    """`head` + items + `tail` on one line where they fit, else indented, else one item a line.

    `head` ends with the opening bracket, `tail` starts with the closing one. The lines carry `level` indents.
    """
    margin = INDENT * level
    joined = ", ".join(items)
    flat = f"{margin}{head}{joined}{tail}"
    if len(flat) <= WIDTH or not items:
        return [flat]
    inner = margin + INDENT
    if len(inner + joined) <= WIDTH and not joined.endswith(","):
        return [margin + head, inner + joined, margin + tail]
    return [margin + head, *(f"{inner}{item}," for item in items), margin + tail]


def statement(head: str, items: Sequence[str], tail: str, level: int = 1) -> str:
    """One statement with a bracketed list, as text."""
    return "\n".join(bracketed(head, items, tail, level))


def exploded(head: str, items: Iterable[str], tail: str, level: int = 0) -> str:
    """One item a line whatever the length: tables that people read down."""
    margin = INDENT * level
    inner = margin + INDENT
    return "\n".join([margin + head, *(f"{inner}{item}," for item in items), margin + tail])


def docstring(text: str, level: int = 0) -> str:
    """A one-line docstring; what could end it or start an escape is taken out of the text."""
    clean = " ".join(text.split()).replace("\\", "/").replace('"""', "'''")
    if clean.endswith('"'):
        clean = f"{clean[:-1]}'"
    margin = INDENT * level
    room = WIDTH - len(margin) - 6
    if len(clean) > room:
        clean = clean[: room - 1].rstrip() + "…"
    return f'{margin}"""{clean}"""'


def module(summary: str, *blocks: str) -> str:
    """A module: docstring, then blocks, the first (imports) one blank line below, the others two."""
    present = [block.strip("\n") for block in blocks if block.strip()]
    if not present:
        return f"{docstring(summary)}\n"
    head, *rest = present
    imports = head.startswith(("import ", "from "))
    text = f"{docstring(summary)}\n\n{head}"
    for position, block in enumerate(rest):
        close = position == 0 and imports and not block.startswith(("class ", "def ", "async def ", "@"))
        text += ("\n\n" if close else "\n\n\n") + block
    return f"{text}\n"
