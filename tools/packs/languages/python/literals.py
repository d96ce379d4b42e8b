"""Python literals of plan values; every text is escaped, whatever it holds."""

from decimal import Decimal


def text(value: str) -> str:
    """A string literal in ASCII, on one line."""
    # The formatter prefers the quotes that need fewer escapes.
    quote = "'" if value.count('"') > value.count("'") else '"'
    out = []
    for char in value:
        if char in (quote, "\\"):
            out.append(f"\\{char}")
        elif char.isascii() and char.isprintable():
            out.append(char)
        else:
            code = ord(char)
            out.append(f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return f"{quote}{''.join(out)}{quote}"


def pattern(source: str) -> str:
    """A raw string literal where one can hold the text, else an escaped one."""
    if '"' not in source and source.isascii() and source.isprintable() and not source.endswith("\\"):
        return f'r"{source}"' if "\\" in source else f'"{source}"'
    return text(source)


def number(value: Decimal) -> str:
    """A whole number as an int literal with thousands marked, another one as a Decimal."""
    if value == value.to_integral_value():
        whole = int(value)
        return f"{whole:_}" if abs(whole) >= 10_000 else str(whole)
    return f'Decimal("{value}")'


def literal(value: object) -> str:
    """None, bool, int, float, str, Decimal, and lists and tuples of those."""
    match value:
        case None | bool() | int() | float():
            return repr(value)
        case str():
            return text(value)
        case Decimal():
            return f'Decimal("{value}")'
        case list():
            return f"[{', '.join(literal(item) for item in value)}]"
        case tuple():
            inner = ", ".join(literal(item) for item in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case dict():
            return f"{{{', '.join(f'{literal(key)}: {literal(item)}' for key, item in value.items())}}}"
    raise TypeError(f"no literal for {type(value).__name__}")
