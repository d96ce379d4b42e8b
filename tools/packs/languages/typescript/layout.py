"""Lays out TypeScript source the way its formatter would, so that the formatter only has to check."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tools.packs.languages.typescript.scanning import calls, cut, opening, outside, split

__all__ = [
    "INDENT", "WIDTH", "assignment", "bracketed", "docstring", "exploded", "expression", "folded", "headed", "module",
    "returned", "split", "statement",
]  # fmt: skip

WIDTH = 110
INDENT = "  "
_CHAIN = 3
"""As many calls in a chain stand one on each line, where they do not fit on one."""
_MEMBER = re.compile(r"((?:[\w$]+|'(?:[^'\\]|\\.)*')\??:) ")
_CAST = re.compile(r" (?:as const|(?:as|satisfies) [\w$.<>\[\], ]+)$")


def bracketed(head: str, items: Sequence[str], tail: str, level: int = 0, separator: str = ",") -> list[str]:
    """`head` + items + `tail` on one line where they fit, else with the last item opened, else one item a line.

    `head` ends with the opening bracket, `tail` starts with the closing one. The lines carry `level` indents. An item
    of several lines is laid out already, but for its first line. Members of a type are separated by `;`.
    """
    margin = INDENT * level
    joined = f"{separator} ".join(items)
    space = " " if items and head.endswith("{") else ""
    flat = f"{margin}{head}{space}{joined}{space}{tail}"
    if "\n" not in joined and (len(flat) <= WIDTH or not items):
        return [flat]
    return _hugged(head, items, tail, level) or _opened(head, items, tail, level, separator)


def _opened(head: str, items: Sequence[str], tail: str, level: int, separator: str = ",") -> list[str]:
    """One item a line."""
    margin = INDENT * level
    lines = []
    for position, item in enumerate(items):
        # Nothing may stand behind the parameter or the name that takes all the rest.
        rest = position == len(items) - 1 and item.startswith("...") and (": " in item or head.endswith("const {"))
        lines += folded(item, level + 1, tail="" if rest else separator)
    return [margin + head, *lines, margin + tail]


def _hugged(head: str, items: Sequence[str], tail: str, level: int) -> list[str] | None:
    """The last argument opened on the line of the call: an object, a list or a function; None where it cannot be."""
    *others, last = items
    before = "".join(f"{item}, " for item in others)
    start = f"{head}{before}"
    if not head.endswith("(") or "\n" in before or _is_parameter(last):
        return None
    if any(_arrow(item) or (item.startswith(("{", "[")) and opening(item) == 0) for item in others):
        return None
    margin = INDENT * level
    if "\n" in last:
        lines = f"{margin}{start}{last}{tail}".split("\n")
        return lines if len(lines[0]) <= WIDTH else None
    arrow = _arrow(last)
    if arrow is not None:
        return _hugged_function(start, *arrow, tail, level)
    if last[:1] in ("{", "[") and opening(last) == 0 and len(margin + start) < WIDTH:
        return _opened_bracket(start, last, tail, level)
    return None


def _hugged_function(start: str, parameters: str, body: str, tail: str, level: int) -> list[str] | None:
    """An arrow function as the last argument, with its value on lines of its own."""
    margin = INDENT * level
    if len(f"{margin}{start}{parameters} => ({{") > WIDTH:
        return None
    if body.startswith("({") and opening(body) == 0:
        return _opened_bracket(f"{start}{parameters} => (", body[1:-1], f"){tail}", level)
    if body.startswith("[") and opening(body) == 0:
        return _opened_bracket(f"{start}{parameters} => ", body, tail, level)
    if len(f"{margin}{start}{parameters} =>") > WIDTH:
        return None
    return [f"{margin}{start}{parameters} =>", *folded(body, level + 1, tail=","), margin + tail]


def _opened_bracket(before: str, bracket: str, tail: str, level: int) -> list[str]:
    """A list, an object or the type of one behind what stands before it, one item a line."""
    inner = bracket[1:-1].strip()
    typed = bracket.startswith("{") and (inner.endswith(";") or len(split(inner, ";")) > 1)
    items = split(inner, ";") if typed else split(inner)
    return _opened(f"{before}{bracket[0]}", items, f"{bracket[-1]}{tail}", level, ";" if typed else ",")


def _arrow(text: str) -> tuple[str, str] | None:
    """Parameters and body of an arrow function; None for what is none."""
    parts = cut(text, (" => ",))
    if len(parts) < 2 or not re.match(r"(?:async )?(?:\(|[\w$]+$)", parts[0][1]):
        return None
    head = parts[0][1]
    return (head, text[len(head) + 4 :]) if head[-1] == ")" or re.fullmatch(r"[\w$]+|.*\): [^=]+", head) else None


def _is_parameter(text: str) -> bool:
    """Whether an object stands for the names and types of a parameter: `{ a }: { a: string }`."""
    return text.startswith("{") and len(cut(text, (": ",))) > 1


def folded(text: str, level: int, before: str = "", tail: str = "") -> list[str]:
    """An expression: on one line where it fits, else broken before its weakest operators.

    `before` and `tail` stand on the first and on the last line: `&& `, a comma.
    """
    margin = INDENT * level
    flat = f"{margin}{before}{text}{tail}"
    if len(flat) <= WIDTH or "\n" in text:
        return [flat]
    choice = _choice(text)
    if choice is not None:
        test, yes, no = choice
        return [
            *folded(test, level, before),
            *_branch(yes, level + 1, "? "),
            *_branch(no, level + 1, ": ", tail),
        ]
    member = _MEMBER.match(text)
    if member is not None and not before:
        value = text[member.end() :]
        if len(_operands(value)) > 1 or _choice(value) is not None:
            return [f"{margin}{member[1]}", *folded(value, level + 1, tail=tail)]
    operands = _operands(text)
    if len(operands) > 1:
        lines = []
        for position, (operator, operand) in enumerate(operands):
            last = position == len(operands) - 1
            lines += folded(operand, level, operator if position else before, tail if last else "")
        return lines
    return expression(f"{before}{text}", level, tail)


def _branch(text: str, level: int, before: str, tail: str = "") -> list[str]:
    """One value of a choice; what is opened in it stands one step further in, as wide as the mark before it."""
    first, *rest = folded(text, level + 1, tail=tail)
    return [f"{INDENT * level}{before}{first.lstrip()}", *rest]


def expression(text: str, level: int = 0, tail: str = "") -> list[str]:
    """An expression on one line where it fits, else its last bracket is opened, or its chain of calls."""
    margin = INDENT * level
    if len(margin + text + tail) <= WIDTH or "\n" in text:
        return [f"{margin}{text}{tail}"]
    cast = _CAST.search(text)
    if cast is not None and cast.start() in outside(text):
        return expression(text[: cast.start()], level, f"{cast[0]}{tail}")
    chain = calls(text)
    start = opening(text)
    if len(chain) > _CHAIN or (len(chain) == _CHAIN and len(margin) + start >= WIDTH):
        return _chained(chain, level, tail)
    if len(chain) == 2 and chain[0].endswith(")") and len(margin) + start >= WIDTH:
        # More stands in the brackets before the call than in its own.
        return expression(chain[0], level, f"{chain[1]}{tail}")
    arrow = _arrow(text)
    if arrow is not None and start >= 0 and len(f"{margin}{text[: start + 1]}") > WIDTH:
        return [f"{margin}{arrow[0]} =>", *folded(arrow[1], level + 1, tail=tail)]
    if start < 0:
        return [f"{margin}{text}{tail}"]
    if text[-1] == "}":
        return _opened_bracket(text[:start], text[start:], tail, level)
    if text[start] == "(" and not re.search(r"[\w$)\]>]$", text[:start]):
        return _grouped(text[:start], text[start + 1 : -1], tail, level)
    return bracketed(text[: start + 1], split(text[start + 1 : -1]), f"{text[-1]}{tail}", level)


def _grouped(before: str, inner: str, tail: str, level: int) -> list[str]:
    """Brackets that only group: nothing may stand behind what is in them."""
    margin = INDENT * level
    if inner[:1] in ("{", "[") and opening(inner) == 0:
        return _opened_bracket(f"{before}(", inner, f"){tail}", level)
    return [f"{margin}{before}(", *folded(inner, level + 1), f"{margin}){tail}"]


def _chained(chain: Sequence[str], level: int, tail: str) -> list[str]:
    """A chain of calls, one on each line."""
    head, *rest = chain
    lines = [f"{INDENT * level}{head}"]
    for position, call in enumerate(rest):
        lines += expression(call, level + 1, tail if position == len(rest) - 1 else "")
    return lines


def assignment(name: str, value: str, level: int = 0, keyword: str = "const ") -> list[str]:
    """`const name = value;`; where it is too long the value is opened, or stands on lines of its own."""
    head, margin = f"{keyword}{name} =", INDENT * level
    if len(f"{margin}{head} {value};") <= WIDTH or "\n" in value:
        return [f"{margin}{head} {value};"]
    if _choice(value) is None and len(_operands(value)) == 1:
        opened = expression(f"{head} {value}", level, ";")
        if len(opened) > 1 and max(len(line) for line in opened) <= WIDTH:
            return opened
    return [f"{margin}{head}", *folded(value, level + 1, tail=";")]


def returned(value: str, level: int = 1) -> list[str]:
    """`return value;`; where it is too long the value is opened, or gets brackets."""
    margin = INDENT * level
    if len(f"{margin}return {value};") <= WIDTH or "\n" in value:
        return [f"{margin}return {value};"]
    if _choice(value) is None and len(_operands(value)) > 1:
        return [f"{margin}return (", *folded(value, level + 1), f"{margin});"]
    return folded(value, level, "return ", ";")


def headed(head: str, text: str, tail: str, level: int) -> list[str]:
    """The head of a block, `if (` text `) {`; where it does not fit on one line the text has lines of its own."""
    margin = INDENT * level
    flat = f"{margin}{head}{text}{tail}"
    if len(flat) <= WIDTH:
        return [flat]
    return [f"{margin}{head}", *folded(text, level + 1), f"{margin}{tail}"]


_OPERATORS = (
    (" ?? ", " || "),
    (" && ",),
    (" === ", " !== ", " <= ", " >= ", " < ", " > ", " instanceof ", " in "),
    (" | ",),
    (" & ",),
    (" + ", " - "),
    (" * ", " / ", " % "),
)
"""Between operands, the weakest first."""


def _operands(text: str) -> list[tuple[str, str]]:
    """Operands of the weakest operators outside brackets and texts, each with the operator before it."""
    free = outside(text)
    if any(text.startswith(mark, position) for position in free for mark in (" => ", " ? ", ": ")):
        return [("", text)]
    found = [("", text)]
    for operators in _OPERATORS:
        found = cut(text, operators, free)
        if len(found) > 1:
            return found
    return found


def _choice(text: str) -> tuple[str, str, str] | None:
    """Test and both values of `test ? yes : no`; None for what is none."""
    free = outside(text)
    if any(text.startswith(" => ", position) for position in free):
        return None
    parts = cut(text, (" ? ", " : "), free)
    if len(parts) < 3 or parts[1][0] != "? ":
        return None
    open_choices, position = 1, len(parts[0][1]) + len(" ? ")
    for (_, part), (operator, _) in pairwise(parts[1:]):
        position += len(part)
        open_choices += 1 if operator == "? " else -1
        if open_choices == 0:
            return parts[0][1], text[len(parts[0][1]) + len(" ? ") : position], text[position + len(" : ") :]
        position += len(" ? ")
    return None


def statement(head: str, items: Sequence[str], tail: str, level: int = 1) -> str:
    """One statement with a bracketed list, as text."""
    return "\n".join(bracketed(head, items, tail, level))


def exploded(head: str, items: Sequence[str], tail: str, level: int = 0) -> str:
    """One item a line whatever the length: tables that people read down."""
    return "\n".join(_opened(head, items, tail, level)) if items else f"{INDENT * level}{head}{tail}"


def docstring(text: str, level: int = 0) -> str:
    """A one-line comment for what follows; what could end it or give an order to a tool is taken out of the text."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    clean = " ".join(printable.split()).replace("\\", "/").replace("*/", "* /")
    clean = re.sub(r"(?<!\w)@(?=\w)|\bsource(?=(?:Mapping)?URL)", lambda found: f"{found[0]} ", clean)
    clean = f"{clean} " if clean.endswith("*") else clean
    margin = INDENT * level
    room = WIDTH - len(margin) - len("/**  */")
    if len(clean) > room:
        clean = clean[: room - 1].rstrip() + "…"
    return f"{margin}/** {clean} */" if clean else f"{margin}/** … */"


def module(summary: str, *blocks: str) -> str:
    """A module: what it is for, then blocks (the first of them imports), one blank line between."""
    present = [block.strip("\n") for block in blocks if block.strip()]
    return "\n\n".join([docstring(summary), *present]) + "\n"
