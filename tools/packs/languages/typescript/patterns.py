"""Prints portable patterns as regular expressions with the flag `u`."""

from collections.abc import Iterable

from tools.blueprint.pattern import Alternatives, Chars, Node, Repeat, Sequence

_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\f": "\\f"}


def source_of(node: Node, *, whole: bool) -> str:
    """What stands between the slashes; `whole` adds the anchors."""
    printed = _print(node)
    if not whole:
        return printed
    return f"^(?:{printed})$" if isinstance(node, Alternatives) else f"^{printed}$"


def _print(node: Node) -> str:
    match node:
        case Chars():
            return _chars(node)
        case Repeat(item, least, most):
            return f"{_atom(item)}{_count(least, most)}"
        case Sequence(items):
            return _joined(_in_sequence(item) for item in items)
        case Alternatives(options):
            return "|".join(_print(option) for option in options)


def _in_sequence(node: Node) -> str:
    return _print(node) if isinstance(node, Chars | Repeat) else f"(?:{_print(node)})"


def _atom(node: Node) -> str:
    """What a count can stand behind."""
    return _print(node) if isinstance(node, Chars) else f"(?:{_print(node)})"


def _joined(pieces: Iterable[str]) -> str:
    """Pieces one behind the other; blanks are counted by nobody's eye, so the second of two is spelled out."""
    found = ""
    for piece in pieces:
        found += f"\\x20{piece[1:]}" if piece.startswith(" ") and found.endswith(" ") else piece
    return found


def _count(least: int, most: int | None) -> str:
    match least, most:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case _, None:
            return f"{{{least},}}"
        case _:
            return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _chars(node: Chars) -> str:
    if not node.negated and len(node.ranges) == 1 and node.ranges[0][0] == node.ranges[0][1]:
        return _outside(node.ranges[0][0])
    ranges = _merged(node.ranges)
    # A hyphen stands where it can be no range.
    hyphen = "-" if (ord("-"), ord("-")) in ranges else ""
    members = "".join(_range(low, high) for low, high in ranges if (low, high) != (ord("-"), ord("-")))
    if not node.negated and members.startswith(("^", "\\-")):
        members = f"\\{members}" if members.startswith("^") else members.removeprefix("\\")
    return f"[{'^' if node.negated else ''}{members}{hyphen}]"


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same characters, each once, in order."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _range(low: int, high: int) -> str:
    if low == high:
        return _inside(low)
    between = "" if high == low + 1 else "-"
    return f"{_inside(low)}{between}{_inside(high)}"


def _inside(code: int) -> str:
    char = chr(code)
    return f"\\{char}" if char in "\\]-" else char if char == "[" else _plain(code)


def _outside(code: int) -> str:
    return f"\\{chr(code)}" if chr(code) in _SYNTAX else _plain(code)


def _plain(code: int) -> str:
    char = chr(code)
    if char.isascii() and char.isprintable():
        return char
    return _NAMED.get(char) or escape(code)


def escape(code: int) -> str:
    """The escape of a code point, in a string as in a pattern with the flag `u`."""
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"
