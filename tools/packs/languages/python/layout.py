"""Lays out Python source the way its formatter would, so that the formatter only has to check."""

from collections.abc import Iterator, Sequence

WIDTH = 110
INDENT = "    "


def bracketed(head: str, items: Sequence[str], tail: str, level: int = 0) -> list[str]:
    """`head` + items + `tail` on one line where they fit, else indented, else one item a line.

    `head` ends with the opening bracket, `tail` starts with the closing one. The lines carry `level` indents.
    """
    margin = INDENT * level
    joined = ", ".join(items)
    flat = f"{margin}{head}{joined}{tail}"
    if "\n" not in joined and (len(flat) <= WIDTH or not items):
        return [flat]
    # The formatter lays arguments out on one indented line where they fit, the items of a literal never.
    literal = head.endswith((" [", "{", " (", "=["))
    return [margin + head, *_inside(items, level + 1, literal=literal), margin + tail]


def _inside(items: Sequence[str], level: int, *, literal: bool) -> list[str]:
    """What stands in brackets that are opened: on one line, or one item a line."""
    joined = ", ".join(items)
    line = INDENT * level + joined
    if not literal and "\n" not in joined and len(line) <= WIDTH and not joined.endswith(","):
        return [line]
    # A single item gets no comma behind it.
    comma = "," if len(items) > 1 else ""
    return [line for item in items for line in folded(item, level, tail=comma)]


def folded(text: str, level: int, before: str = "", tail: str = "") -> list[str]:
    """An expression inside brackets: on one line where it fits, else broken before its weakest operators.

    `before` and `tail` stand on the first and on the last line: `and `, a comma.
    """
    margin = INDENT * level
    flat = f"{margin}{before}{text}{tail}"
    if len(flat) <= WIDTH or "\n" in text:
        return [flat]
    operands = _operands(text)
    if len(operands) > 1:
        lines = []
        for position, (operator, operand) in enumerate(operands):
            last = position == len(operands) - 1
            lines += folded(operand, level, operator if position else before, tail if last else "")
        return lines
    if text.startswith("not "):
        return folded(text.removeprefix("not "), level, f"{before}not ", tail)
    if text.startswith("(") and text.endswith(")") and _opening(text) == 0 and len(split(text[1:-1])) == 1:
        return [f"{margin}{before}(", *folded(text[1:-1], level + 1), f"{margin}){tail}"]
    return expression(f"{before}{text}", level, tail)


def expression(text: str, level: int = 0, tail: str = "") -> list[str]:
    """An expression on one line where it fits, else its last bracket is opened."""
    margin = INDENT * level
    if len(margin + text + tail) <= WIDTH or "\n" in text or text[-1:] not in ")]}":
        return [f"{margin}{text}{tail}"]
    start = _opening(text)
    return bracketed(text[: start + 1], split(text[start + 1 : -1]), f"{text[-1]}{tail}", level)


def assignment(name: str, value: str, level: int = 0) -> list[str]:
    """`name = value`; where it is too long the value's last bracket is opened, or the value gets brackets."""
    text, margin = f"{name} = {value}", INDENT * level
    if len(margin + text) <= WIDTH or "\n" in text:
        return [f"{margin}{text}"]
    opens = value[-1:] in ")]}"
    if opens and len(f"{margin}{name} = {value[: _opening(value) + 1]}") <= WIDTH:
        return expression(text, level)
    inner = expression(value, level + 1)
    if len(f"{margin}{name} = (") > WIDTH or len(inner[0]) > WIDTH:
        return expression(text, level)
    return [f"{margin}{name} = (", *inner, f"{margin})"]


def split(items: str) -> list[str]:
    """The items of a list, by the commas outside brackets and quotes."""
    found, start = [], 0
    for position, char, depth in _scan(items):
        if char == "," and depth == 0:
            found.append(items[start:position].strip())
            start = position + 1
    last = items[start:].strip()
    return [*found, last] if last else found


def headed(head: str, text: str, tail: str, level: int) -> list[str]:
    """The head of a block, `if text:`, where it does not fit on one line.

    Brackets that stand in the expression are opened where at most one operator stands between its operands and one of
    these is bracketed; else the expression gets brackets of its own.
    """
    ends = text.endswith((")", "]", "}")) or text.startswith("(")
    opened = _opened(f"{head}{text}{tail}", level) if ends and len(_operands(text.removeprefix("not "))) <= 2 else None
    margin = INDENT * level
    return opened or [f"{margin}{head}(", *folded(text, level + 1), f"{margin}){tail}"]


def _opened(text: str, level: int) -> list[str] | None:
    """The text with brackets opened from the left, each the last one that the line has room for; None without any."""
    margin, lines = INDENT * level, []
    while len(margin + text) > WIDTH:
        outside = [(position, char) for position, char, depth in _scan(text.lstrip(")]}")) if depth == 0]
        skipped = len(text) - len(text.lstrip(")]}"))
        fitting = [at + skipped for at, char in outside if char in "([{" and len(margin) + at + skipped < WIDTH]
        if not fitting:
            return None
        start = fitting[-1]
        end = next(at + skipped for at, char in outside if char in ")]}" and at + skipped > start)
        items = split(text[start + 1 : end])
        literal = text[:start].endswith(" in ")
        lines += [margin + text[: start + 1], *_inside(items, level + 1, literal=literal)]
        text = text[end:]
    return [*lines, margin + text]


_OPERATORS = (
    (" or ",),
    (" and ",),
    (" == ", " != ", " <= ", " >= ", " < ", " > ", " not in ", " in ", " is not ", " is "),
    (" | ",),
    (" + ", " - "),
    (" * ", " / ", " // ", " % "),
)
"""Between operands, the weakest first."""


def _operands(text: str) -> list[tuple[str, str]]:
    """Operands of the weakest operators outside brackets and quotes, each with the operator before it."""
    outside = {position for position, _, depth in _scan(text) if depth == 0}
    if any(text.startswith(" for ", position) or text.startswith("lambda", position) for position in outside):
        return [("", text)]
    if any(text.startswith(" else ", position) for position in outside):
        return _cut(text, outside, (" if ", " else "))
    found = [("", text)]
    for operators in _OPERATORS:
        found = _cut(text, outside, operators)
        if len(found) > 1 or (operators == (" and ",) and text.startswith("not ")):
            return found
    return found


def _cut(text: str, outside: set[int], operators: Sequence[str]) -> list[tuple[str, str]]:
    found, start, operator, position = [], 0, "", 0
    while position < len(text):
        here = next((item for item in operators if position in outside and text.startswith(item, position)), None)
        if here is None:
            position += 1
            continue
        found.append((operator, text[start:position]))
        position += len(here)
        start, operator = position, f"{here.strip()} "
    return [*found, (operator, text[start:])]


def _opening(text: str) -> int:
    """Where the bracket opens that the text ends with."""
    return max(position for position, char, depth in _scan(text) if char in "([{" and depth == 0)


def _scan(text: str) -> Iterator[tuple[int, str, int]]:
    """Characters outside quotes, with the depth of the brackets around them."""
    depth, quote, escaped = 0, "", False
    for position, char in enumerate(text):
        if quote:
            escaped, quote = char == "\\" and not escaped, "" if char == quote and not escaped else quote
            continue
        if char in "\"'":
            quote = char
            continue
        depth -= char in ")]}"
        yield position, char, depth
        depth += char in "([{"


def statement(head: str, items: Sequence[str], tail: str, level: int = 1) -> str:
    """One statement with a bracketed list, as text."""
    return "\n".join(bracketed(head, items, tail, level))


def exploded(head: str, items: Sequence[str], tail: str, level: int = 0) -> str:
    """One item a line whatever the length: tables that people read down."""
    margin = INDENT * level
    alone = f"{margin}{head}{items[0]},{tail}" if len(items) == 1 and head.endswith("(") else "\n"
    if "\n" not in alone and len(alone) <= WIDTH:
        # The formatter folds a tuple of one: its comma is no wish to be opened.
        return alone
    lines = [line for item in items for line in expression(item, level + 1, ",")]
    return "\n".join([margin + head, *lines, margin + tail])


def docstring(text: str, level: int = 0) -> str:
    """A one-line docstring; what could end it or start an escape is taken out of the text."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    clean = " ".join(printable.split()).replace("\\", "/").replace('"""', "'''")
    # A quote beside the quotes that enclose the text would be read with them.
    if clean.startswith('"'):
        clean = f"'{clean[1:]}"
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
