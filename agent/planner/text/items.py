"""Splits a list of attributes into its items."""

import re

_OR_LIST = re.compile(
    r"\b(?:(?:is|can be|must be|may be|are)\s+)?(?:one of|either|any of)\s*:?\s*"
    r"(?!\()((?:[\w'\"-]+\s*,\s*)*[\w'\"-]+\s*,?\s+(?:or|and)\s+[\w'\"-]+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(-?\d+(?:\.\d+)?)\s+(?:and|to)\s+(-?\d+(?:\.\d+)?)", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(start|begin|opening|check[- ]?in|departure|first|given|pickup|source|min|created)\s*(?:and|/|&|,)\s*"
    r"(end|finish|closing|check[- ]?out|arrival|last|family|dropoff|target|max|updated)\s+"
    r"(dates?|times?|names?|datetimes?|timestamps?|locations?|hours?)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|as well as|plus|&)\s+(?!up\b)", re.IGNORECASE)
_AND_START = re.compile(r"^(?:and|as well as|plus|&)\s+", re.IGNORECASE)


def split(text: str) -> list[str]:
    """`title, price (decimal) and a status (draft, sold)` → three items; brackets keep theirs together."""
    text = _OR_LIST.sub(lambda match: f"({_bars(match[1])})", text)
    text = _PAIR.sub(lambda match: f"{match[1]} {match[3].rstrip('s')}, {match[2]} {match[3].rstrip('s')}", text)
    text = _BETWEEN.sub(r"\1..\2", text)
    found: list[str] = []
    for part in _commas(text):
        found += _ands(_AND_START.sub("", part.strip()))
    found = [re.sub(r"\s+(?:and|or)$", "", piece.strip()) for piece in found]
    return [item for item in (piece.strip(" .\t\n") for piece in found) if item]


def _bars(text: str) -> str:
    parts = re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", text)
    return " | ".join(part.strip("'\" ") for part in parts if part.strip("'\" "))


def _commas(text: str) -> list[str]:
    pieces, depth, start, quote = [], 0, 0, ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"`":
            quote = letter if text.find(letter, at + 1) != -1 else ""
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth = max(0, depth - 1)
        elif letter in ",;\n" and depth == 0 and not _thousands(text, at):
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    return pieces


def _ands(text: str) -> list[str]:
    pieces, start = [], 0
    for match in _AND.finditer(text):
        if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    return pieces


def _thousands(text: str, at: int) -> bool:
    """`10,000` is one number."""
    return text[at - 1 : at].isdigit() and bool(re.match(r",\d{3}(?!\d)", text[at:])) and bool(
        re.search(r"(?<!\d)\d{1,3}$", text[:at])
    )
