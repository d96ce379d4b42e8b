"""Reads what is promised beside behaviour."""

import re

from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind

_PATTERNS = {
    "availability": r"\b\d\d(?:\.\d+)?\s?% (?:availability|uptime)\b|\bhigh(?:ly)? availab\w+|\buptime of \d+",
    "performance": (
        r"\b(?:p9\d|response times?|latency|under|within|below|less than)\b[^.;]{0,40}\b\d+\s?(?:ms|"
        r"milliseconds)\b"
    ),
    "scalability": (
        r"\b\d[\d,.]*\s?[km]?\s+(?:concurrent|simultaneous|daily|active)\s+users\b|"
        r"\bmillions? of (?:users|rows|requests)\b|\bhorizontal(?:ly)? scal\w+"
    ),
    "consistency": r"\b(?:strong|eventual)(?:ly)? consisten\w+",
    "retention": r"\b(?:kept|keep|retain\w*|deleted after|retention)\b[^.;]{0,40}\b\d+\s(?:days?|months?|years?)\b",
}


def read_non_functionals(reading: Reading, found: dict[str, str]) -> None:
    """Keeps the sentence that promises each thing."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING}:
            continue
        for name, pattern in _PATTERNS.items():
            if name not in found and re.search(pattern, clause.text, re.IGNORECASE):
                found[name] = clause.text.strip()[:2000].replace("\t", " ")
                reading.place(clause, (0, len(clause.text)))
