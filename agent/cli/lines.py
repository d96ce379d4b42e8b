"""Reads lines of standard input, from a person or a pipe."""

import io
import sys

from agent.cli.signals import waiting_for_input


def person_is_there() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def read_line() -> str | None:
    """The next line without the space around it; None at the end. Bytes that are no UTF-8 become lone surrogates."""
    stream = sys.stdin
    if isinstance(stream, io.TextIOWrapper) and stream.errors != "surrogateescape":
        stream.reconfigure(errors="surrogateescape")
    with waiting_for_input():
        line = stream.readline()
    return line.strip() if line else None


def is_text(line: str) -> bool:
    """Whether the line was UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in line)
