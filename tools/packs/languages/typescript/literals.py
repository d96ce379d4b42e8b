"""TypeScript literals of plan values; every text is escaped, whatever it holds."""

import re
from decimal import Decimal

from tools.blueprint.pattern import parse_pattern
from tools.packs.languages.typescript.patterns import escape, source_of

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Tools look for these in the text of a file, wherever they stand.
_COMMANDS = re.compile(r"[@#](?=\s*(?:jest|source|ts-|vitest))")
_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_ANCHORED = re.compile(r"\^\(\?:(.*)\)\$", re.DOTALL)
_SAFE = 2**53


def text(value: str) -> str:
    """A string literal in ASCII, on one line."""
    return f"'{_escaped(value, chr(39))}'"


def template(value: str) -> str:
    """What stands for the text inside a template literal."""
    return _escaped(value, "`").replace("${", "\\${")


def _escaped(value: str, quote: str) -> str:
    commands = {match.start() for match in _COMMANDS.finditer(value)}
    return "".join(_char(char, quote, position in commands) for position, char in enumerate(value))


def _char(char: str, quote: str, hidden: bool) -> str:
    if char in (quote, "\\"):
        return f"\\{char}"
    if char.isascii() and char.isprintable() and not hidden:
        return char
    return _NAMED.get(char) or escape(ord(char))


def pattern(source: str) -> str:
    """A regular expression for a portable pattern, to search with; `^(?:…)$` around it matches the whole value."""
    anchored = _ANCHORED.fullmatch(source)
    node = parse_pattern(anchored[1] if anchored else source)
    printed = source_of(node, whole=anchored is not None)
    return f"/{printed or '(?:)'}/u"


def number(value: Decimal | int | float) -> str:
    """A number literal, of a whole one with its thousands marked."""
    if isinstance(value, float):
        return _float(value)
    exact = Decimal(value)
    if exact != exact.to_integral_value() or abs(exact) >= 10**21:
        return _float(float(exact))
    whole = int(exact)
    return f"{whole:_}" if abs(whole) >= 10_000 else str(whole)


def _float(value: float) -> str:
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value).removesuffix(".0")


def key(name: str) -> str:
    """The name of a property where an object literal or a type is written."""
    if name == "__proto__":
        # Without brackets it would set what the object inherits from.
        return f"[{text(name)}]"
    return name if _IDENTIFIER.fullmatch(name) else text(name)


def member(name: str) -> str:
    """Access to a property, behind its object: `.title`, `['content-type']`."""
    return f".{name}" if _IDENTIFIER.fullmatch(name) else f"[{text(name)}]"


def literal(value: object) -> str:
    """None, bool, int, float, str, Decimal, and lists, tuples and mappings of those."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < _SAFE else f"{value}n"
        case float():
            return _float(value)
        case str():
            return text(value)
        case Decimal():
            return f"new Big({text(format(value, 'f'))})"
        case list() | tuple():
            return f"[{', '.join(literal(item) for item in value)}]"
        case dict():
            return record([(key(str(name)), literal(item)) for name, item in value.items()])
    raise TypeError(f"no literal for {type(value).__name__}")


def record(members: list[tuple[str, str]]) -> str:
    """An object literal on one line, out of names and values that are TypeScript already."""
    inner = ", ".join(name if name == value and name.isidentifier() else f"{name}: {value}" for name, value in members)
    return f"{{ {inner} }}" if inner else "{}"
