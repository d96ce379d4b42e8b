"""What metrics count, in the text format of Prometheus; the standard library alone."""

import re

_SAMPLE = re.compile(r"(?P<name>[A-Za-z_:][A-Za-z0-9_:]*)(?:\{(?P<labels>.*)\})? (?P<value>\S+)(?: \d+)?")
_LABEL = re.compile(r'(?P<name>[A-Za-z_][A-Za-z0-9_]*)="(?P<value>(?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")


def total(text: str, name: str, labels: dict[str, str]) -> float:
    """The sum of the samples of that name that have these labels, whatever others they have; 0 without any."""
    found = 0.0
    for line in text.splitlines():
        sample = _SAMPLE.fullmatch(line)
        if sample is not None and sample["name"] == name and labels.items() <= _labels(sample["labels"] or "").items():
            found += float(sample["value"])
    return found


def _labels(text: str) -> dict[str, str]:
    return {item["name"]: _ESCAPED.sub(_plain, item["value"]) for item in _LABEL.finditer(text)}


def _plain(escaped: re.Match[str]) -> str:
    return "\n" if escaped[1] == "n" else escaped[1]
