"""Words that bound an attribute: unique, optional, ranges, lengths, defaults, lists of values."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

Facets = dict[str, Any]
_NOT = r"\b(?:not|never|nothing|can't be|cannot be)"
_N = r"-?\d+(?:,\d{3})*(?:\.\d+)?"
_VALUE = r"[\w][\w./+-]*(?: [\w./+-]+)?"
VALUES = re.compile(rf"(?<![\w|]){_VALUE.replace(' ', ' ')}(?:\s*\|\s*{_VALUE})+")
SLASHED = re.compile(r"(?<![\w/.:])[A-Za-z][\w-]*(?:\s?/\s?[A-Za-z][\w-]*){1,}(?![\w/])")


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _flag(**facets: Any) -> Callable[[re.Match[str]], Facets]:
    return lambda match: dict(facets)


def _range(match: re.Match[str]) -> Facets:
    low, high = _number(match["low"]), _number(match["high"])
    return {"minimum": min(low, high), "maximum": max(low, high)}


def _above(match: re.Match[str]) -> Facets:
    return {"above": _number(match[1])}


def _below(match: re.Match[str]) -> Facets:
    return {"below": _number(match[1])}


def _length(match: re.Match[str]) -> Facets:
    low, high = sorted((int(match["low"]), int(match["high"])))
    return {"min_length": low, "max_length": max(high, 1)}


_UNIT = r"(?:\s*(?:%|(?:stars?|points?|percent)\b))?"
"""What a scale counts, which is no part of the attribute's name."""
_CHARS = r"(?:characters?|chars?|letters?|digits?|symbols?)"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Facets]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (
            r"\b(?:auto[- ]?generated|generated(?: by the server)?|set by the server|"
            r"server[- ]managed|computed|read[- ]?only|readonly)\b",
            _flag(managed=True),
        ),
        (r"\b(?:primary key|pk|identifier)\b", _flag(key=True)),
        (r"\b(?:case[- ]insensitive|indexed|searchable)\b", _flag()),
        (
            r"\b(?:(?:must|may|can|should)\s+not|mustn't|cannot|can't|never|not|isn't)\s+(?:be\s+)?(?:left\s+)?"
            r"(?:null|nullable|empty|blank|missing|omitted|left out|skipped)\b",
            _flag(required=True),
        ),
        (
            r"\b(?:(?:is|are)\s+not|isn't|aren't|need not be|not)\s+(?:\w+ly\s+)?"
            r"(?:required|mandatory|compulsory|obligatory|needed|necessary)\b",
            _flag(optional=True),
        ),
        (
            r"\b(?:(?:is|are|must be|has to be|have to be|be)\s+)?(?:not|never)(?:\s+necessarily)?\s+unique\b|"
            r"\bneed not be unique\b",
            _flag(unique=False),
        ),
        (r"\b(?:must be|has to be|should be|is|are)?\s*(?:unique|distinct)\b", _flag(unique=True)),
        (r"\b(?:is|are)?\s*(?:required|mandatory|compulsory|obligatory)\b", _flag(required=True)),
        (
            r"\b(?:is|are|can be|may be)?\s*(?:optional|optionally|nullable|null allowed|if any|if known|if given|"
            r"(?:may|can) be (?:left )?(?:empty|null|missing|blank|omitted|left out|skipped|unknown))\b",
            _flag(optional=True),
        ),
        (r"\b(?:or|\|)\s*null\b", _flag(optional=True)),
        (r"\b(?:immutable|cannot be changed|never changes)\b", _flag(immutable=True)),
        (r"\b(?:sensitive|secret|hidden|write[- ]only|never returned)\b", _flag(sensitive=True)),
        (
            rf"\b(?:default(?:s|ing)?(?:\s+to|\s+is|\s+value)?|=)\s*[:=]?\s*['\"]?(?P<value>now\(\)|now|{_N}(?!\w)|[A-Za-z_][\w-]*)['\"]?",
            lambda m: {"default": m["value"]},
        ),
        (rf"(?P<low>\d+)\s*(?:-|\.\.|to)\s*(?P<high>\d+)\s*{_CHARS}", _length),
        (
            rf"(?:\b(?:max(?:imum)?(?:\s+length)?(?:\s+of)?|up to|at most|no (?:more|longer) than|"
            rf"not (?:be )?(?:more|longer) than)|<=|≤)\s*[:=]?\s*(\d+)\s*{_CHARS}|"
            rf"\bmax(?:imum)?[ _-]?len(?:gth)?\s*[:=]?\s*(\d+)|"
            rf"\b(\d+)\s*{_CHARS}\s*(?:at (?:the )?(?:very )?most|tops|max(?:imum)?|or (?:less|fewer|shorter))\b",
            lambda m: {"max_length": max(1, int(m[1] or m[2] or m[3]))},
        ),
        (
            rf"\b(?:min(?:imum)?(?:\s+length)?(?:\s+of)?|at least)\s*[:=]?\s*(\d+)\s*{_CHARS}|"
            rf"\bmin(?:imum)?[ _-]?len(?:gth)?\s*[:=]?\s*(\d+)",
            lambda m: {"min_length": int(m[1] or m[2])},
        ),
        (
            rf"\b(?:exactly)\s+(\d+)\s*{_CHARS}|\b(\d+)\s+{_CHARS}(?!\s+(?:max|min))",
            lambda m: {"min_length": int(m[1] or m[2]), "max_length": max(1, int(m[1] or m[2]))},
        ),
        (
            rf"(?<![\w.])(?P<low>{_N})\s*(?:\.\.\.?|(?:to|through)(?=\s*-?\d))\s*(?P<high>{_N})(?![\w]){_UNIT}",
            _range,
        ),
        (rf"(?<![\w.-])(?P<low>\d+(?:\.\d+)?)\s*-\s*(?P<high>\d+(?:\.\d+)?)(?![\w-]){_UNIT}", _range),
        (rf"\bbetween\s+(?P<low>{_N})\s+and\s+(?P<high>{_N})(?!\w){_UNIT}", _range),
        (rf"\bout of (?P<high>\d+)(?![\w.]){_UNIT}", lambda m: {"minimum": Decimal(1), "maximum": _number(m["high"])}),
        (
            rf"(?:>=|≥|\bat least|\bmin(?:imum)?\b(?:\s+of)?\s*[:=]?|\bno (?:less|fewer) than)\s*({_N})(?!\w)|"
            rf"(?<![\w.])({_N})\s+(?:or (?:more|later|above|higher|greater|over)|at least|(?:and )?upwards)\b",
            lambda m: {"minimum": _number(m[1] or m[2])},
        ),
        (
            rf"(?:<=|≤|\bat most|\bup to|\bmax(?:imum)?\b(?:\s+of)?\s*[:=]?|\bno more than)\s*({_N})(?!\w)|"
            rf"(?<![\w.])({_N})\s+(?:or (?:less|fewer|lower|below)|at most|tops)\b",
            lambda m: {"most": _number(m[1] or m[2])},
        ),
        (
            rf"{_NOT} (?:less than|fewer than|below|under|smaller than)\s*({_N})(?!\w)",
            lambda m: {"minimum": _number(m[1])},
        ),
        (
            rf"{_NOT} (?:more than|greater than|above|over|larger than)\s*({_N})(?!\w)",
            lambda m: {"most": _number(m[1])},
        ),
        (rf"(?:>|\b(?:greater|more|larger|higher) than|\babove|\bover)\s*({_N})(?!\w)", _above),
        (rf"(?:<|\b(?:less|fewer|smaller|lower) than|\bbelow|\bunder)\s*({_N})(?!\w)", _below),
        (
            r"\b(?:must be|is|are)?\s*(?:non[- ]?negative|not negative|never negative|"
            r"cannot be negative|can't be negative|zero or more)\b",
            _flag(minimum=Decimal(0)),
        ),
        (r"\b(?:must be|is|are)?\s*positive\b", _flag(above=Decimal(0))),
        (r"\bin\s+(?:the\s+)?(?:future|past)\b", _flag()),
    )
)


def facet_at(text: str, at: int) -> tuple[Facets, int] | None:
    """The facets that stand in a text from there on, and where they end; None where none begins there."""
    for pattern, read in _PATTERNS:
        match = pattern.match(text, at)
        if match is not None and match.end() > at:
            return read(match), match.end()
    return None


def read_facets(text: str) -> tuple[Facets, str]:
    """Facets that a phrase states, and what is left of it. `above`, `below` and `most` are settled with the type."""
    facets: Facets = {}
    for pattern, read in _PATTERNS:
        while match := pattern.search(text):
            facets |= read(match)
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return facets, " ".join(text.split()).strip(" ,:")


_AROUND = re.compile(
    r"^(?:(?:therefore|then|initially|at first|always|either|is|are|becomes?|gets|being|turns(?: into)?)\s+|"
    r"(?:starts?|begins?)(?: out)? (?:as|in|with)\s+)+|"
    r"\s+(?:when new|if new|at first|to (?:begin|start) with|by default|initially|in the beginning|at the start)$",
    re.IGNORECASE,
)
"""What stands beside a value and is none: `starts as filed`, `draft when new`."""


def bare_value(said: str) -> str:
    """A value without what stands beside it."""
    return _AROUND.sub("", said)


def read_values(text: str) -> tuple[str, ...]:
    """The values of an enum: `low|medium|high`, `draft, published`, `S / M / L`."""
    parts = re.split(r"\s*[|,/;]\s*(?:or\s+)?|\s+or\s+", text.strip())
    values = [bare_value(part.strip(" .")).strip(" '\"`.") for part in parts]
    good = [value for value in values if value and len(value) <= 60 and re.fullmatch(r"[\w][\w .+-]*", value)]
    return tuple(dict.fromkeys(good)) if len(good) == len([v for v in values if v]) and len(good) >= 2 else ()


def settle(facets: Facets) -> Facets:
    """Turns open bounds into closed ones, and a bound into a length where the type is text."""
    type_ = facets.get("type")
    textual = type_ in {"string", "text", "email", "url", "binary"}
    step = Decimal(1) if type_ in {None, "int32", "int64"} else Decimal("0.01")
    if "most" in facets:
        most = facets.pop("most")
        if textual:
            facets["max_length"] = max(1, int(most))
        else:
            facets["maximum"] = most
    if "above" in facets:
        facets["minimum"] = facets.pop("above") + step
    if "below" in facets:
        facets["maximum"] = facets.pop("below") - step
    if textual:
        for bound, length in (("minimum", "min_length"), ("maximum", "max_length")):
            if bound in facets:
                facets[length] = max(0, int(facets.pop(bound)))
    return facets
