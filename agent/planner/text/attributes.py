"""Reads one attribute as people write it: `price: decimal(10,2), >= 0`, `a due date`, `status (draft, sold)`."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch
from agent.planner.text.facets import SLASHED, VALUES, Facets, read_facets, read_values
from agent.planner.text.types import TRAILING, read_type
from agent.planner.text.words import DETERMINERS, MODALS, OPENING, PREPOSITIONS, PRONOUNS, TELLING
from tools.errors import BadInput


@dataclass(slots=True)
class Item:
    """An attribute in words: its name, what is said of it, and the entity that it points to, if any."""

    words: str
    facets: Facets = field(default_factory=dict)
    typed: bool = False
    optional: bool = False
    plural_hint: bool = False
    references: str = ""
    key: bool = False


LEAD = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|each|one|some|own|also|with|has|have|having|including|such as|optionally|"
    r"just|only|maybe|perhaps|possibly|usually|often|sometimes|probably|simply|again|of course|finally|besides|"
    r"name of the|fields?|attributes?|columns?|like|contains?|plus|then|current|exactly one|at least one)\s+)+",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"^(?:many|multiple|several|zero or more|one or more|a list of|list of|a set of|any number of|some)\s+", re.I
)
_REFERENCE = re.compile(
    r"(?:\b(?:foreign key|fk|reference|references|referencing|refers|ref|"
    r"links?|linked|belongs|points?)\b(?:\s+(?:to|on))?|->)\s*"
    r"(?:the |an? )?[`'\"]?([A-Za-z][\w ]*?)[`'\"]?(?:[.(]\w+\)?)?\s*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^\[\]]+)\]|\{([^{}]+)\}")
_TAIL = re.compile(
    r"\s+(?:in|of|for|from|that|which|when|as|such|on|where|at|by|to|with|so|must|should|can|is|are|if)\b"
    r"(?!.*\b(?:birth|use|issue|arrival|departure)\b).*$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:[A-Za-z]+ )?[A-Za-z]+ (?:on|at|by|from|until|till|since)$|"
    r"^(?:[A-Za-z]+ )?[A-Za-z]+(?:ed|en|wn|ld|nt|ght|de|un|ft|id|ut) to$",
    re.IGNORECASE,
)
"""`released on`, `valid until`, `assigned to`: the preposition is a part of the name."""
_COUNTED = re.compile(
    r"^(?:[A-Za-z]+ )?"
    r"(?:number|date|year|month|day|time|place|country|count|means|mode|method|type|kind|proof|rate|cost) of "
    r"(?!(?:an?|the|its|each|every|this|their|his|her|that|all|our|my)\b)[A-Za-z]+(?: [A-Za-z]+)?$",
    re.IGNORECASE,
)
"""`number of seats`, `year of death`: what it is of is a part of the name."""
_CHOICE = re.compile(r"[\w-]+(?:\s*,\s*[\w-]+)*\s*,?\s+or\s+[\w-]+")
_QUOTED = re.compile(r"(?<!\w)['\"`]([\w .+-]{1,60})['\"`](?!\w)")
UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "cent")
_UNIT = re.compile(rf"\s+in (?P<of>(?:{'|'.join(UNITS)})s)\b.*$", re.IGNORECASE)
_TELLING = PRONOUNS | MODALS | TELLING
"""Words that no name of a value has."""
_OPENING = (PREPOSITIONS | OPENING) - {"per"}
_NAME = re.compile(r"^[A-Za-z][\w' -]*$")


def read_item(text: str) -> Item | None:
    """The attribute that an item describes; None when it is no name with facets."""
    item = Item("")
    rest = _QUOTED.sub(r"\1", text.strip().strip("`'\"").rstrip("."))
    many = _MANY.match(rest)
    item.plural_hint = many is not None
    rest = LEAD.sub("", rest[many.end() :] if many else rest)
    rest = _bracketed(rest, item)
    head, colon, behind = rest.partition(":")
    if not colon:
        dash = re.match(r"^([\w` ]{1,40}?)\s+(?:-{1,2}|=)\s+(?=[A-Za-z])(.+)$", rest)
        head, colon, behind = (dash[1], "-", dash[2]) if dash else (rest, "", "")
    if colon:
        _detail(behind, item)
    rest = _reference(head, item)
    rest = _listed_values(rest, item)
    unit = _UNIT.search(rest)
    if unit and not item.typed:
        item.facets |= {"type": "int32", "minimum": Decimal(0)}
        item.typed = True
        rest = _with_unit(rest[: unit.start()], unit["of"].lower())
    facets, rest = read_facets(rest)
    _merge(item, facets)
    rest = _marks(rest.strip("`'\" "), item)
    rest = _trailing_type(rest, item)
    rest = rest if _WHEN.match(rest) or _COUNTED.match(rest) else _TAIL.sub("", rest)
    rest = LEAD.sub("", rest).strip(" `'\"-")
    if (
        _no_name(rest.rsplit(" ", 1)[0] if _WHEN.match(rest) else rest)
        or not _NAME.match(rest)
        or len(rest.split()) > 5
        or len(rest) > 60
    ):
        return None
    item.words = rest
    return item


def _no_name(text: str) -> bool:
    """`nobody votes`, `of the owners`, `when it starts`: a piece of a sentence."""
    low = text.lower().split()
    if not low or text.lower() in DETERMINERS | PRONOUNS:
        return True
    return bool(_TELLING & set(low)) or (len(low) > 1 and low[0] in _OPENING)


def _with_unit(name: str, unit: str) -> str:
    """`duration in minutes` is `duration_minutes`: a number without its unit says nothing."""
    return name if unit in name.lower().split() else f"{name} {unit}"


def sketch_of(item: Item, notes: Notes, path: str = "") -> AttributeSketch | None:
    """The attribute with a safe name; None (and a note) where its name cannot be one."""
    try:
        name = attribute_name(item.words, notes, path)
    except BadInput:
        if path:
            raise
        notes.leave(f"`{item.words[:80]}` cannot be the name of an attribute.")
        return None
    return AttributeSketch(name, dict(item.facets), item.typed, item.optional)


def _bracketed(text: str, item: Item) -> str:
    """Takes brackets out of an item, as values, a type, or facets."""
    while match := _BRACKET.search(text):
        inner = next(group for group in match.groups() if group is not None)
        before = text[: match.start()].rstrip()
        word = re.search(r"([A-Za-z]+)$", before)
        if word and word[1].lower() != "flag" and read_type(f"{word[1]}({inner})"):
            _typed(item, read_type(f"{word[1]}({inner})") or {})
            before = before[: word.start()].rstrip(" :") if before[: word.start()].strip(" :") else before
        else:
            _detail(inner, item, values=True)
        text = f"{before} {text[match.end() :]}".strip()
    return text


def _detail(text: str, item: Item, values: bool = False) -> None:
    """What stands in brackets or behind a colon: a type, facets, values, a reference."""
    text = _listed_values(_reference(text.strip(), item), item, slashes=True)
    whole = read_type(text)
    if whole is not None:
        _typed(item, whole)
        return
    facets, left = read_facets(text)
    # `happy or sad` are two values; `URL or file name`, with facets beside it, says what one may be.
    cuts = r",|;|\b(?:and|or)\b" if values and not facets and _CHOICE.fullmatch(left) else r",|;|\band\b"
    parts = [part.strip(" '\"`") for part in re.split(cuts, left) if part.strip(" '\"`")]
    others = []
    if values and len(parts) >= 2 and not facets and read_type(parts[0]) is None and _lead_type(parts[0]) is None:
        others, parts = parts, []
    for part in parts:
        marked = _marks(part, item)
        found = read_type(marked) or _lead_type(marked)
        if found is not None:
            _typed(item, found)
        elif marked:
            others.append(marked)
    found_values = read_values(", ".join(others)) if values and len(others) >= 2 and not facets else ()
    if (
        found_values
        and "values" not in item.facets
        and not (item.typed and item.facets.get("type") not in {"enum", "string"})
    ):
        _typed(item, {"type": "enum", "values": found_values})
    _merge(item, facets)


def _lead_type(text: str) -> Facets | None:
    """A type with words behind it: `string url to image` is still a string."""
    first, _, rest = text.partition(" ")
    return read_type(first) if rest and first.lower() in TRAILING else None


def _listed_values(text: str, item: Item, slashes: bool = False) -> str:
    match = VALUES.search(text)
    if match is None:
        found = SLASHED.search(text)
        if found and (slashes or found[0].count("/") >= 2) and read_type(found[0]) is None:
            match = found
    if match is None:
        return text
    said = match[0]
    start = match.start()
    first = re.split(r"[|/]", said)[0].strip()
    if " " in first and not slashes:
        start += said.index(first) + first.rindex(" ") + 1
    values = read_values(text[start : match.end()])
    if values and not all(value == "null" or read_type(value) for value in values):
        nullable = "null" in values
        item.optional = item.optional or nullable
        _typed(item, {"type": "enum", "values": tuple(value for value in values if value != "null")})
        text = f"{text[:start]} {text[match.end() :]}"
        text = re.sub(r"\b(?:enum|one of|either|values?)\b\s*[:=]?", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())


def _reference(text: str, item: Item) -> str:
    match = _REFERENCE.search(text)
    if match is None:
        return text
    item.references = match[1].strip()
    return text[: match.start()].strip(" ,:")


def _marks(text: str, item: Item) -> str:
    """`?` means optional, `*` and `!` required."""
    if text.endswith("?"):
        item.optional = True
    elif text.endswith(("*", "!")):
        item.facets["required"] = True
    return text.rstrip("?*! ")


def _trailing_type(text: str, item: Item) -> str:
    words = text.split()
    if len(words) > 1 and words[-1].lower() == "enum" and item.facets.get("type") == "enum":
        return " ".join(words[:-1])
    if len(words) == 2 and "_" in words[0] and read_type(words[1]):
        _typed(item, {} if item.typed else read_type(words[1]) or {})
        return words[0]
    if len(words) == 2 and "_" in words[0] and words[1].lower() in {"time", "moment"}:
        return words[0]
    if len(words) > 1 and words[-1].lower() in TRAILING:
        _typed(item, read_type(words[-1]) or {})
        return " ".join(words[:-1])
    if len(words) > 1 and words[0].lower() in TRAILING:
        _typed(item, read_type(words[0]) or {})
        return " ".join(words[1:])
    return text


def _typed(item: Item, facets: Facets) -> None:
    if item.facets.get("type") == "enum" and facets.get("type") in {"string", "text"}:
        return
    item.facets.update(facets)
    item.typed = True


def _merge(item: Item, facets: Facets) -> None:
    item.optional = bool(facets.pop("optional", False)) or item.optional
    item.key = bool(facets.pop("key", False)) or item.key
    item.facets.update(facets)
