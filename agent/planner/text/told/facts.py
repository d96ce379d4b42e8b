"""Reads what stands around the name of a value as facets: bounds, defaults, values, whether it may be missing."""

import re

from agent.planner.text.facets import Facets, bare_value, facet_at
from agent.planner.text.words import DETERMINERS, MODALS, PREPOSITIONS, PRONOUNS

_SKIPPED = re.compile(
    r"(?:[\s`'\"*]+|\b(?:is|are|was|be|being|must|should|has to|have to|will|always|then|also|both|all|naturally|just|"
    r"only|simply|which|that|who|it|they|with|of|and|but|or|an?|the|number|field|value|column|property|"
    r"there|of course|for us)\b)*",
    re.IGNORECASE,
)
"""What may stand before a fact and tells nothing."""
_CUT = re.compile(r"[,;:()|/]|\s[-\u2013\u2014]{1,2}\s|\sand\s|\sbut\s|\.\s")
_FOLLOWING = re.compile(
    r"\s\+\s|(?:[,;]\s*(?:and\s+)?|\sand\s+)(?:(?:an?|its|their|how)\s+(?!(?:whole |positive )?"
    r"(?:number|integer|bool|boolean|flag|string|text|date|decimal|list|choice|value)\b)[A-Za-z]|"
    r"[`*]*(?!(?:not|never|min\w*|max\w*|at|up|one|no|optional|required|unique|default|string|text|number)\b)"
    r"[A-Za-z][\w ]{0,30}[`*]*\s*(?:\(|:\s)|"
    r"(?!which\b|that\b|it\b|this\b|they\b|both\b|and\b)[a-z_]+\s+(?:is|are|must|may|can)\b)",
    re.IGNORECASE,
)
"""Where another item begins that is not known as a value."""
_MISSES = 2
"""After so many pieces that tell nothing, what follows is about something else."""
_NO_OTHER = re.compile(
    r"(?:no two (?:of them )?(?:\w+ )?(?:are |have |may have |can have )?"
    r"(?:(?:the|are the) same|alike|equal|identical)|"
    r"(?:that |which )?no ?(?:body|one)?(?: other| else)?(?: \w+){0,2} (?:has|have|may have|can have|uses?|shares?)\b|"
    r"nobody else'?s? (?:may|can) (?:be the same|have)|(?:which )?occurs only once|occurs once(?: only)?|"
    r"(?:once|only once|each once)(?=\s*(?:[.,;)]|$))|"
    r"(?:that |which )?(?:can|may|must|should)(?: not|not|'t) (?:occur|exist|be used|be given|appear|repeat|be) twice|"
    r"(?:is |are )?(?:never|not) (?:given|used|assigned|taken) twice|must not repeat|"
    r"(?:must|may|can) (?:occur|exist|appear|be used) only once)"
    r"(?!\s+(?:only\s+)?(?:per|within|in(?:side)?|for|on|at|under)\b)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\s*(?:only\s+)?(?:per|within|inside|in|for|on|under|together|in combination|across|among|with)\b"
    r"(?! (?:the whole|all|the system|total|every))",
    re.IGNORECASE,
)
"""Behind `unique`: then it is so together with something."""
_WORD = r"[`'\"*]{0,2}[A-Za-z][\w-]*(?: [a-z][\w-]*)?[`'\"*]{0,2}"
_BEING = r"(?:(?:,?\s*(?:which|that|it|who)\s+)?(?:for us\s+)?(?:is|are|can be|may be|must be|be|has to be)\s+)?"
_CHOICE = r"(?:either\s+|(?:any |exactly )?one of(?: the following| these)?:?\s+|namely\s+)"
_MARK = r"(?:[:(=|]\s*(?:enum[:,]?\s+|string[:,]?\s+)?|[-\u2013\u2014]{1,2}\s+|of\s+|,\s*)"
_VALUES = re.compile(
    rf"[\s`*]*(?P<lead>{_BEING}(?:(?:always|exactly|therefore|thus|then)\s+)?{_MARK}?{_CHOICE}?)"
    rf"(?P<values>{_WORD}(?:\s*[,/|]\s*{_WORD})*(?P<last>\s*,?\s+(?:or|and|/)\s+{_WORD}|\s*[,/|]\s*{_WORD}))"
    r"(?=\s*(?:$|[.;,)|(\u2013\u2014]|-\s|\s(?:and|but|by|unless|with|where|which)\b))",
    re.IGNORECASE,
)
"""`is one of A, B and C`, `(A, B or C)`, `: A / B`, and how it is led to."""
_PARTS = re.compile(r"\s*[,/|]\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+")
_DEFAULT = re.compile(
    r"(?P<before>[`'\"]?-?[\w.]+[`'\"]?)\s+(?:by default|unless\b|at first\b|initially\b|to (?:start|begin) with|"
    r"from the start|at the start|if (?:nobody|nothing|no one|not|none|left)\b|when (?:nothing|created|new)\b|"
    r"otherwise\b|is the default)|"
    r"(?:(?:starts?|starting|begins?|beginning)(?: out| off)?\s+(?:as|at|with|in|from|on)|initially|at first|"
    r"by default|(?:it\s+)?defaults?(?:\s+to|\s+is)?|default\s*[:=]|set to)\s*[:=]?\s*"
    r"(?P<behind>[`'\"]?-?[\w.]*\w[`'\"]?)",
    re.IGNORECASE,
)
_QUOTES = " `'\"*"
_ADJECTIVES = {
    "unique": "unique", "distinct": "unique", "optional": "optional", "optionally": "optional",
    "required": "required", "mandatory": "required", "compulsory": "required",
}  # fmt: skip
_BEFORE = re.compile(
    rf"(?:^|[\s(,;:])(?P<what>{'|'.join(_ADJECTIVES)})\s+(?:(?!per\b|within\b|in\b|for\b|by\b|on\b)\w+\s+)?[`'\"*]*$",
    re.IGNORECASE,
)
_EMPTY = DETERMINERS | PRONOUNS | MODALS | PREPOSITIONS | {
    "is", "are", "was", "be", "has", "have", "required", "optional", "unique", "mandatory", "default", "null", "empty",
    "string", "text", "integer", "number", "date", "boolean", "bool", "decimal", "float", "int", "uuid", "enum", "not",
    "when", "where", "if", "because", "so", "then", "also", "max", "min", "at", "nothing", "more", "less", "later",
    "immutable", "indexed", "free", "e.g", "eg", "etc", "once", "never", "always", "computed", "generated",
}  # fmt: skip
"""Words with which no value begins."""


Span = tuple[int, int]


def told_around(text: str, start: int, end: int, until: int, *, free: bool) -> tuple[Facets, list[Span]]:
    """The facets of the value that is named at `start:end`, and where in the text they stand.

    `until` is where the next value is named. `free`: what values it has may be told. `unique` is False where it is said
    not to be.
    """
    found: Facets = {}
    spans: list[Span] = []
    before = _BEFORE.search(text[:start])
    if before is not None:
        found[_ADJECTIVES[before["what"].lower()]] = True
        spans.append(before.span("what"))
    window = text[end:until]
    if free and (listed := _values(window)) is not None:
        found |= {"type": "enum", "values": listed[0]}
        spans.append((end, end + listed[1]))
        end += listed[1]
        window = window[listed[1] :]
    following = _FOLLOWING.search(window)
    window = window[: following.start()] if following is not None else window
    default = _DEFAULT.search(window)
    value = (default["before"] or default["behind"]).strip(f"{_QUOTES}.") if default is not None else ""
    if default is not None and value and value.lower() not in _EMPTY:
        found["default"] = value.lower() if value.lower() in {"true", "false"} else value
        spans.append((end + default.start(), end + default.end()))
    if (unique := _NO_OTHER.search(window)) is not None and _near(window, unique.start()):
        found["unique"] = True
        spans.append((end + unique.start(), end + unique.end()))
    facets, places = _facets(window)
    return facets | found, [*spans, *((end + first, end + last) for first, last in places)]


def _values(window: str) -> tuple[tuple[str, ...], int] | None:
    """Values that are listed right behind a name, and where the list ends."""
    match = _VALUES.match(window)
    if match is None:
        return None
    parts = [bare_value(part.strip(_QUOTES)).strip(_QUOTES) for part in _PARTS.split(match["values"])]
    if len(set(parts)) != len(parts) or any(not part or part.lower().split()[0] in _EMPTY for part in parts):
        return None
    lead = match["lead"].strip().lower()
    sure = bool(re.search(r"one of|either|namely", lead))
    marked = lead.endswith((":", "(", "=", "|", "-", "\u2013", "\u2014"))
    joint = re.search(r"\b(or|and)\b|/", match["last"])
    if joint is None and not ((marked or sure) and len(parts) >= 3) and "/" not in match["values"]:
        return None
    if joint is not None and joint[0].lower() == "and" and not (sure or (marked and len(parts) >= 3)):
        return None
    if not lead or (lead in {",", "of"} and len(parts) < 3):
        return None
    return tuple(parts), match.end("values")


def _near(window: str, at: int) -> bool:
    return len(_CUT.findall(window[:at])) <= _MISSES


def _facets(window: str) -> tuple[Facets, list[Span]]:
    """Facets that stand behind a name, one after the other, and where."""
    found: Facets = {}
    spans: list[Span] = []
    at = misses = 0
    while at < len(window):
        skipped = _SKIPPED.match(window, at)
        start = skipped.end() if skipped is not None else at
        read = facet_at(window, at) or facet_at(window, start)
        if read is not None:
            facets, last = read
            # `(boat, day) is unique` is about both.
            several = ")" in window[:at].partition("(")[0] or _WITHIN.match(window, last)
            if not ("unique" in facets and several):
                found = facets | found
                spans.append((at, last))
            at = last
            continue
        cut = _CUT.search(window, at)
        if cut is None:
            break
        misses += cut.start() > start
        if misses > _MISSES:
            break
        at = cut.end()
    return found, spans
