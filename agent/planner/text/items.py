"""Splits a list of attributes into its items."""

import re

from agent.planner.text.alternatives import bracketed
from agent.planner.text.facets import read_facets
from agent.planner.text.types import read_type

_TOGETHER = re.compile(
    r"(\w[\w ]*?)\s+and\s+(\w[\w ]*?),?\s+(?:both|each)\s+(unique|required|optional|mandatory)\b", re.I
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(-?\d+(?:\.\d+)?)\s+(?:and|to)\s+(-?\d+(?:\.\d+)?)", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(start|begin|opening|check[- ]?in|departure|first|given|pickup|source|min|created)\s*(?:and|/|&|,)\s*"
    r"(end|finish|closing|check[- ]?out|arrival|last|family|dropoff|target|max|updated)\s+"
    r"(dates?|times?|names?|datetimes?|timestamps?|locations?|hours?)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r"((?:^|[,;])\s*(?:and\s+)?(?:unique|(?:(?:only|at most|just)\s+)?one)\s+(?:per|within|for)\s+"
    r"[\w -]+?)\s+and\s+([\w -]+?)(?=\s*(?:[,;.]|$))",
    re.IGNORECASE,
)
"""`unique per room and day`, by itself, is one item."""
_LISTED = re.compile(r"(?P<lead>(?:^|[,;])\s*[\w ]{1,40}:\s*)(?P<values>[\w-]+(?:\s*,\s*(?:or\s+)?[\w-]+)+)\s*(?=;|$)")
_AND = re.compile(r"\s+(?:and|as well as|plus|&)\s+(?!up\b)", re.IGNORECASE)
_AND_START = re.compile(r"^(?:and|as well as|plus|&)\s+", re.IGNORECASE)


def split(text: str) -> list[str]:
    """`title, price (decimal) and a status (draft, sold)` → three items; brackets keep theirs together."""
    text = _LISTED.sub(_enumerated, text)
    text = bracketed(text)
    text = _PAIR.sub(lambda match: f"{match[1]} {match[3].rstrip('s')}, {match[2]} {match[3].rstrip('s')}", text)
    text = _TOGETHER.sub(r"\1 \3, \2 \3", text)
    text = _BETWEEN.sub(r"\1..\2", text)
    text = _PER.sub(r"\1 / \2", text)
    found: list[str] = []
    for part in _commas(text):
        found += _ands(_AND_START.sub("", part.strip()))
    found = [re.sub(r"\s+(?:and|or)$", "", piece.strip()) for piece in found]
    return [item for item in (piece.strip().rstrip(" .") for piece in found) if item and item not in {"and", "or"}]


def _enumerated(match: re.Match[str]) -> str:
    """`stage: lead, won, lost;` lists values, `price: decimal, required` does not."""
    parts = [part.strip() for part in re.split(r",|\bor\b", match["values"]) if part.strip()]
    named = re.search(
        r"\b(?:status|state|type|kind|stage|priority|level|severity|size)\s*:\s*$", match["lead"], re.IGNORECASE
    )
    if (";" not in match.string and named is None) or any(read_type(part) or read_facets(part)[0] for part in parts):
        return match[0]
    return f"{match['lead'].rstrip(': ')} ({' | '.join(parts)})"


def _commas(text: str) -> list[str]:
    pieces, depth, start, quote = [], 0, 0, ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in '"`':
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
    return (
        text[at - 1 : at].isdigit()
        and bool(re.match(r",\d{3}(?!\d)", text[at:]))
        and bool(re.search(r"(?<!\d)\d{1,3}$", text[:at]))
    )
