"""The little Markdown that descriptions use, as HTML: paragraphs, `##` headings and code. All else is text."""

import re

from markupsafe import Markup, escape

from tools.packs.markdown import BLOCK_MARKS

_CODE = re.compile(r"`([^`\n]+)`")


def rich(text: str) -> Markup:
    """Blocks, divided by empty lines."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    return Markup("\n").join(_block(block) for block in blocks)


def inline(text: str) -> Markup:
    """One line: code between back-quotes, everything escaped."""
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if position % 2 else escape(part) for position, part in enumerate(parts)
    )


def _block(block: str) -> Markup:
    if block.startswith("## "):
        return Markup("<h2>{}</h2>").format(inline(block[3:]))
    escaped = block.startswith("\\") and block.startswith(BLOCK_MARKS, 1)
    return Markup("<p>{}</p>").format(inline(block[1:] if escaped else block))
