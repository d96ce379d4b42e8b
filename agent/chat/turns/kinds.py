"""Types and lists of values as people put them: `a whole number`, `yes or no`, `one of red, green, blue`."""

import re
from typing import Any

from agent.chat.turns.pieces import UNSAID
from agent.planner.text.facets import read_facets
from agent.planner.text.types import read_type

Facets = dict[str, Any]
_UNIT = (
    r"(?:kilograms?|kilos?|kg|grams?|litres?|liters?|metres?|meters?|centimetres?|centimeters?|cm|kilometres?|"
    r"kilometers?|km|"
    r"miles|euros?|dollars?|cents?|seconds?|minutes?|hours?|days?|weeks?|years?|degrees?)"
)
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), told)
    for pattern, told in (
        (r"\b(?:free|long|longer|plain|multi-?line)[- ](?:form )?text(?: field)?\b", "text"),
        (r"\b(?:short|one[- ]line|single[- ]line) text\b|\btext line\b", "string"),
        (r"\b(?:whole|integer|integral|round) numbers?\b(?: only)?", "integer"),
        (r"\b(?:decimal|fractional|floating) (?:number|value|amount)s?\b|\b(?:an? )?amount of money\b|"
         r"\bmoney amount\b", "decimal"),
        (r"\b(?:an? )?(?:yes ?(?:/|or|-|and) ?no|true ?(?:/|or) ?false|on ?(?:/|or) ?off)(?: (?:flag|field|value|"
         r"question|switch|thing))?\b|"
         r"\bboolean (?:flag|field|value)\b|\bcheckbox\b", "boolean"),
        (r"\b(?:with |holding |of )?(?:a )?(?:full )?(?:(?:date|day) (?:and|plus|with|&|\+) (?:a )?time|date[- ]time|"
         r"point in time)\b(?: of day)?",
         "datetime"),
        (r"\b(?:a )?(?:date only|only the date|just the date|just a date|calendar date|plain date)\b", "date"),
        (r"\b(?:in percent|as (?:a )?percent(?:age)?)\b|,\s*(?:an? )?percent(?:age)?(?: value)?\b|"
         r"\((?:an? )?percent(?:age)?\)|"
         r"\b(?<=is )an? percent(?:age)?\b|\b(?<=be )an? percent(?:age)?\b", " integer between 0 and 100"),
        (r"\b(?:web )?address of (?:a|the) (?:web ?)?(?:site|page)\b|\bweb (?:link|address)\b", "url"),
        (r"\b(?:never|not|no|cannot be|can't be) (?:be )?negative\b|\bzero or (?:more|above|higher)\b|"
         r"\b0 or more\b", "at least 0"),
        (r"\b(?:any ?)?(?:where )?(?:between|from) (?P<a>-?\d+) (?:and|through|till|until|up to) (?P<b>-?\d+)\b",
         r"between \g<a> and \g<b>"),
        (r"\b(\d+) (?:chars?|characters?|letters?) (?:or less|or fewer|max\.?|maximum|at most|tops|long at most)(?!\w)",
         r"at most \1 characters"),
        (r"\b(\d+) (?:chars?|characters?|letters?) (?:or more|min\.?|minimum|at least)(?!\w)", r"at least \1 "
            r"characters"),
        (r"(?:,\s*)?\b(?:and )?(?:it )?(?:is|has to be|must be|should be) (?:always )?(?:filled in|given|"
         r"provided)\b", " required"),
        (r"\bfalse by default\b|\bby default (?:it is |it's )?(?:false|off|no)\b|\boff by default\b", "default false"),
        (r"\btrue by default\b|\bby default (?:it is |it's )?(?:true|on|yes)\b|\bon by default\b", "default true"),
        (rf",? (?:which|that|being)(?: is)? (?P<v>[\w.-]+) {UNSAID}", r", default \g<v>"),
        (rf"(?:,\s*|\s+)in (?:whole|full) {_UNIT}\b", ", integer"),
        (rf"\b((?:on|to|for) \w+s) in {_UNIT}\b(?:,| and)?", r"\1,"),
        (rf"(?:,\s*|\s\s+)in {_UNIT}\b(?:,| and)?", ","),
        (r"\bmax\.? ?(\d)", r"at most \1"),
        (r"\bmin\.? ?(\d)", r"at least \1"),
        (r"(?<=[\s,(])(\d+) max(?:imum|\.)?(?=$|[\s,)])", r"at most \1"),
        (r"(?:,\s*)?\b(?:and )?if nobody (?:sends|says|gives|tells|sets) (?:it|one),? (?:then )?(?:it is |it's )?"
         r"(?P<v>[\w.-]+)",
         r" default \g<v>"),
        (r"(?:,\s*)?\b(?:and )?never (?:be )?(?:below|under) (?:zero|0)\b", ", at least 0"),
        (r"(?:,\s*)?\b(?:and )?not (?:be )?(?:below|under) (?:zero|0)\b", ", at least 0"),
        (r"(?:,\s*)?\bby default (?:it is |it's )?(?P<v>[\w.-]+)", r" default \g<v>"),
        (r"(?<=[\s,(])(?P<v>(?!is\b|be\b)[\w.-]+) (?:by default|as (?:the )?default)\b", r"default \g<v>"),
    )
)  # fmt: skip
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_COUNTS)})(?= (?:decimals?|decimal places|digits?|places)\b)", re.IGNORECASE)
"""`three decimals`"""
_MORE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"\s*\b(?:with |to |of )?(?P<n>\d{1,2}) (?:decimals?|decimal (?:places?|digits?)|"
         r"digits? after the (?:decimal )?(?:point|comma)|"
         r"places after the (?:decimal )?(?:point|comma)|fraction digits?)", "scale"),
        (r"\s*,?\s*\b(?:with |of )?(?:at most |up to |max(?:imum)?(?: of)? |no more than )?(?P<n>\d{1,4}) (?:items?|"
         r"entries|elements|values)"
         r"(?: (?:at most|max(?:imum)?|or (?:less|fewer)))?", "max_items"),
        (r"(?:\s*,)?\s*\b(?:it is |it's |which is |that is |is )?personal(?: data)?\b", "personal"),
        (r"(?:\s*,)?\s*\b(?:private data|pii)\b", "personal"),
    )
)  # fmt: skip
_NO_VALUE = (
    r"(?!(?:default|required|optional|unique|mandatory|an?|the|and|or|at|up|with|of|is|max|min|never|not|to|"
    r"from|each|both)\b)"
)
_ONE = rf"['\"`]?{_NO_VALUE}[A-Za-z][\w-]*['\"`]?"
_LIST = rf"{_ONE}(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+or\s+|\s*[/|]\s*){_ONE})+"
_LISTED = re.compile(
    rf"(?:\s*,|\s*:|\s+with|\s+of)?\s*\b(?:(?:an? )?(?:enum(?:eration)?|choice|list)(?: of|:)?|(?:whose |with |"
    rf"the )?(?:possible |allowed "
    rf"|valid )?(?:values?|options?|choices?)(?: (?:are|is|of|being))?:?|(?:being |is |be |which (?:can|may|must|"
    rf"is)(?: be)? |that (?:can|may|must|is)"
    rf"(?: be)? )?(?:one of|either|any of))\s+(?P<values>{_LIST}(?:\s+and\s+{_ONE}(?=\s*$|\s*\)))?)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\((?P<inner>[^()]{3,200})\)")
_LEADING = re.compile(
    r"^(?:(?:which|that|and|it)\s+)*(?:(?:is|are|be|must be|should be|has to be|as)\s+)?(?:(?:an?|the|some|of type|"
    r"optional|required)\s+)*"
    r"(?P<type>[a-z0-9/-]+)\b(?=\s*$|\s*[,(]|\s+(?:with|from|between|of|that|which|in|at|up|default|max|min|never|"
    r"not|or|no|optional|"
    r"required|unique|greater|less|more|above|below|over|under|only|field|value|type|\d))",
    re.IGNORECASE,
)


_PLAIN_TYPES = frozenset(
    {"string", "int", "integer", "int32", "int64", "bigint", "decimal", "numeric", "float", "double", "bool",
     "boolean", "uuid", "datetime",
     "timestamp", "json", "array", "list", "enum"}
)  # fmt: skip
"""Words for types that are no names of values, as `email` and `date` are."""
NAMELIKE = frozenset(
    {"email", "url", "link", "date", "day", "count", "number", "currency", "flag", "object", "map", "money", "text"}
)


def plainly(text: str) -> str:
    """A text with types and lists of values as the planner writes them."""
    text = _IN_WORDS.sub(lambda match: str(_COUNTS.index(match[0].lower())), text)
    for form, told in _SAME:
        text = form.sub(told, text)
    text = _LISTED.sub(lambda match: f" ({' | '.join(_split(match['values']))})", text)
    return _BRACKET.sub(_bracket, text)


def more(text: str) -> tuple[Facets, str]:
    """What the planner's words do not know: digits after the point, items of a list; and what is left."""
    facets: Facets = {}
    for form, name in _MORE:
        match = form.search(text)
        if match is not None:
            facets[name] = int(match["n"]) if "n" in form.groupindex else True
            text = f"{text[: match.start()]} {text[match.end() :]}"
    if "scale" in facets:
        facets |= {"type": "decimal"}
        text = re.sub(r"\b(?:an?\s+)?(?:decimal|number)\b", " ", text, count=1, flags=re.IGNORECASE)
    if "max_items" in facets and not re.search(r"\b(?:array|list)\b", text, re.IGNORECASE):
        facets |= {"type": "array", "items": "string"}
    return facets, " ".join(text.split()).strip(" ,")


def begins_with_type(text: str) -> bool:
    """Whether a piece of a list says what kind of value the one before it is: `an integer from 1 to 5`."""
    match = _LEADING.match(text)
    return match is not None and (
        match["type"].lower() in _PLAIN_TYPES or (match["type"].lower() == "text" and text[match.end() :].strip() != "")
    )


def _split(values: str) -> list[str]:
    return [
        value.strip(" '\"`")
        for value in re.split(r"\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+|\s*[/|]\s*", values)
        if value
    ]


def _bracket(match: re.Match[str]) -> str:
    """`(en, de, fr; default en)`: the values by themselves, and what else is said behind them."""
    pieces = [piece.strip() for piece in re.split(r"\s*[,;]\s*(?:or\s+)?|\s+or\s+", match["inner"]) if piece.strip()]
    said = [piece for piece in pieces if read_facets(piece)[0] or piece.lower() in {"optional", "required"}]
    values = [piece for piece in pieces if piece not in said]
    if not said or len(values) < 2 or any(read_type(piece) or not re.fullmatch(_ONE, piece) for piece in values):
        return match[0]
    return f"({' | '.join(values)}), {', '.join(said)}"
