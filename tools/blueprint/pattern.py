"""The portable subset of regular expressions: what every engine matches alike, in linear time.

Literals, escaped punctuation, classes of literals and ranges, groups, alternatives, and the quantifiers
`? * + {n} {n,} {n,m}`. No anchors (a pattern is matched against the whole value), no `.`, no `\\d`-like
classes (engines disagree on Unicode), no lookaround, no back-references, no lazy quantifiers.
"""

from dataclasses import dataclass

from tools.errors import BadInput

MOST_REPEATS = 1000
_SPECIAL = frozenset("\\.[]{}()*+?|^$/-")
_META = frozenset("\\.[]{}()*+?|^$")


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of ranges of code points (or, `negated`, any other)."""

    ranges: tuple[tuple[int, int], ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """`item`, from `least` to `most` times; `most` None is without end."""

    item: "Node"
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Sequence:
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Alternatives:
    options: "tuple[Node, ...]"


Node = Chars | Repeat | Sequence | Alternatives


def parse_pattern(text: str) -> Node:
    """The syntax tree of a pattern. Raises BadInput that points at the character."""
    return _Parser(text).parse()


def takes_anywhere(node: Node, char: str) -> bool:
    """Whether some part of the pattern takes the character, so that a value that matches may hold it."""
    match node:
        case Chars(ranges, negated):
            return any(low <= ord(char) <= high for low, high in ranges) != negated
        case Repeat(item, _, most):
            return most != 0 and takes_anywhere(item, char)
        case Sequence(items) | Alternatives(items):
            return any(takes_anywhere(item, char) for item in items)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def parse(self) -> Node:
        node = self._alternatives()
        if self._at < len(self._text):
            raise self._error("there is no group to close")
        return node

    def _alternatives(self) -> Node:
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            items.append(self._quantified(self._atom()))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def _atom(self) -> Node:
        char = self._text[self._at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            point = self._escaped()
            return Chars(((point, point),))
        if char in _META:
            raise self._error(f"`{char}` is not part of the portable subset here")
        self._at += 1
        return Chars(((ord(char), ord(char)),))

    def _group(self) -> Node:
        self._at += 1
        self._depth += 1
        if self._depth > 20:
            raise self._error("groups are nested too deeply")
        if self._text[self._at : self._at + 1] == "?":
            raise self._error("only plain groups are allowed")
        node = self._alternatives()
        if not self._take(")"):
            raise self._error("a group is not closed")
        self._depth -= 1
        return node

    def _class(self) -> Chars:
        self._at += 1
        negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            low = high = self._member()
            if self._text[self._at : self._at + 1] == "-" and self._text[self._at + 1 : self._at + 2] != "]":
                self._at += 1
                high = self._member()
            if high < low:
                raise self._error("a range runs backwards")
            ranges.append((low, high))
        if not ranges:
            raise self._error("a class is empty")
        return Chars(tuple(ranges), negated)

    def _member(self) -> int:
        if self._at >= len(self._text):
            raise self._error("a class is not closed")
        char = self._text[self._at]
        if char == "\\":
            return self._escaped()
        if char in "[&~" and self._text[self._at : self._at + 2] in ("[:", "[.", "[=", "&&", "~~", "[["):
            raise self._error("this kind of class is not part of the portable subset")
        self._at += 1
        return ord(char)

    def _escaped(self) -> int:
        char = self._text[self._at + 1 : self._at + 2]
        if char == "" or char not in _SPECIAL:
            raise self._error("only punctuation can be escaped (write [0-9] for a digit)")
        self._at += 2
        return ord(char)

    def _quantified(self, item: Node) -> Node:
        char = self._text[self._at : self._at + 1]
        if char == "" or char not in "*+?{":
            return item
        start = self._at
        self._at += 1
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(char) or self._counts()
        if self._text[self._at : self._at + 1] in tuple("*+?{") and self._at < len(self._text):
            raise self._error("a quantifier cannot follow another one")
        if most != 1 and _varies(item) and not _separated(item):
            self._at = start
            raise self._error("a repeat inside a repeat needs a separator of its own, or it can take exponential time")
        return Repeat(item, least, most)

    def _counts(self) -> tuple[int, int | None]:
        end = self._text.find("}", self._at)
        parts = self._text[self._at : end].split(",") if end > 0 else []
        if (
            not 1 <= len(parts) <= 2
            or not all(part.isascii() and part.isdigit() for part in parts if part)
            or not parts[0]
        ):
            raise self._error("write counts as {n}, {n,} or {n,m}")
        least = int(parts[0])
        most = least if len(parts) == 1 else int(parts[1]) if parts[1] else None
        if least > MOST_REPEATS or (most or 0) > MOST_REPEATS or (most is not None and most < least):
            raise self._error(f"counts run from 0 to {MOST_REPEATS}, the lower one first")
        self._at = end + 1
        return least, most

    def _take(self, char: str) -> bool:
        if self._text[self._at : self._at + 1] != char:
            return False
        self._at += 1
        return True

    def _error(self, problem: str) -> BadInput:
        return BadInput(
            f"The pattern is not portable: {problem}, at character {self._at + 1}:\n"
            f"  {self._text}\n  {' ' * self._at}^",
            hint="VALUES.md states the subset.",
            code="bad-pattern",
        )


def _varies(node: Node) -> bool:
    """Whether a repeat of changing length stands inside."""
    if isinstance(node, Repeat):
        return node.least != node.most or _varies(node.item)
    if isinstance(node, Sequence):
        return any(_varies(item) for item in node.items)
    return isinstance(node, Alternatives) and any(_varies(option) for option in node.options)


def _separated(node: Node) -> bool:
    """Whether a sequence begins with a character that nothing behind it can take: `(-[a-z]+)`."""
    if not isinstance(node, Sequence) or not isinstance(node.items[0], Chars):
        return False
    separator = node.items[0]
    return all(_disjoint(separator, chars) for item in node.items[1:] for chars in _leaves(item))


def _leaves(node: Node) -> list[Chars]:
    match node:
        case Chars():
            return [node]
        case Repeat(item=item):
            return _leaves(item)
        case Sequence(items=parts) | Alternatives(options=parts):
            return [chars for part in parts for chars in _leaves(part)]


def _disjoint(one: Chars, other: Chars) -> bool:
    if one.negated or other.negated:
        return False
    return all(high < low2 or high2 < low for low, high in one.ranges for low2, high2 in other.ranges)
