"""Reads lists of attributes in words: `a subtitle, a weight (positive) and a colour: red, green or blue`."""

import re
from typing import Any

from agent.chat.turns.kinds import NAMELIKE, begins_with_type, more, plainly
from agent.chat.turns.new_names import names_choice, names_value
from agent.chat.turns.planning import typed
from agent.chat.turns.scene import Scene
from agent.planner.build import attribute_of
from agent.planner.sketch import AttributeSketch
from agent.planner.text.attributes import Item, read_item
from agent.planner.text.items import split
from agent.planner.text.types import read_type

_MARKED = re.compile(
    r"^(?:(?:an?|the|another|new|some|more|one|also)\s+)*(?:new\s+)?(?:(?:attribute|field|column|property|"
    r"value)s?\s*:?\s+(?:called|named)?\s*)?",
    re.I,
)
MOST = 40
"""Attributes of one clause."""


_BOTH = re.compile(
    r"(?P<a>\w[\w ]*?)\s+and\s+(?:an?\s+)?(?P<b>\w[\w ]*?),?\s+(?:which are\s+|that are\s+)?(?:both|"
    r"each)\s+(?:of them\s+)?(?:are\s+|being\s+|must be\s+)?(?P<said>(?:unique|required|optional|mandatory)\s+and\s+"
    r"(?:unique|required|optional|mandatory))$",
    re.I,
)


_ALL_BOTH = re.compile(
    r"^(?P<a>an?\s[^()]{1,80}?),?\s+and\s+(?P<b>an?\s[^()]{1,80}?),?\s+both(?:\s+of\s+them)?\s+(?P<said>(?:as\s+|"
    r"with\s+|being\s+|of\s+type\s+)"
    r"[^(),;]{1,60})$",
    re.I,
)
_LAST_TYPE = re.compile(
    r"(?:^|(?<=\band ))(?P<name>(?:an?|its|their|the) \w[\w ]{0,40}?), an? (?P<type>date|number|link|url|text|flag|"
    r"email)"
    r"(?:\s*\((?P<more>[^()]{1,80})\)$|(?=\s*(?:$|,? which|,? that)))",
    re.I,
)
"""`and their birthday, a date`: the last value of a list, and what it is."""


def _in_brackets(match: re.Match[str]) -> str:
    return f"{match['name']} ({match['type']}{', ' + match['more'] if match['more'] else ''})"


def _distributed(match: re.Match[str]) -> str:
    """`a latitude and a longitude, both with 6 digits after the point`: of each of the two."""
    said = re.sub(r"^(?:as|being|of type|with)\s+", "", match["said"], flags=re.I)
    said = said if re.search(r"\d", said) else said.removesuffix("s")
    heads = (match[part].partition(",") for part in ("a", "b"))
    return ", ".join(f"{name} ({f'{rest.strip()}, ' if rest else ''}{said})" for name, _, rest in heads)


def read_items(said: str) -> list[Item] | None:
    """The attributes of a list in words; None unless each piece of it is one."""
    text = re.sub(
        r"^(?:with|an? attribute|the following(?: attributes| fields)?)\s*:?\s+", "", said.strip(), flags=re.I
    )
    text = re.sub(r",?\s+plus\s+", ", ", text, flags=re.I)
    text = _LAST_TYPE.sub(_in_brackets, _ALL_BOTH.sub(_distributed, text))
    text = _BOTH.sub(r"\g<a> (\g<said>), \g<b> (\g<said>)", text)
    text = _RELATIVE.sub(_said_so, plainly(_BESIDE.sub("", text)))
    pieces = _together(split(text))
    if not 1 <= len(pieces) <= MOST:
        return None
    found: list[Item] = []
    for piece in pieces:
        facets, rest = more(_MARKED.sub("", piece))
        item = None if _CONDITION.search(piece) else read_item(_with_type(rest))
        if item is None or item.references or not _named(item):
            return None
        item.facets |= facets
        item.typed = item.typed or "type" in facets
        found.append(item)
    return found


_KINDS = frozenset({"decimal", "integer", "boolean", "string", "float", "datetime", "enum"})
"""What is only said of a value."""


def _named(item: Item) -> bool:
    return (
        names_value(item.words)
        and item.words.lower() not in _KINDS
        and all(map(names_choice, item.facets.get("values", ())))
    )


_BESIDE = re.compile(r"^(?:please\s+)?(?:add|put|also|new|store|needs?|gets?|has|have|with)\s+", re.I)
_BEHIND = re.compile(r"^(?P<name>[\w ]+?)\s+(?:as|with|of type|of|in)\s+(?:an?\s+)?(?P<type>[a-z]+)$", re.I)


_CALLED = re.compile(r"^(?P<type>[a-z]+)\s+(?:(?:called|named)\s+(?P<name>\w[\w ]*)|(?P<name2>[a-z0-9]+_\w+))$", re.I)


_DEMANDED = re.compile(
    r"^(?P<how>compulsory|mandatory|obligatory|required|optional)\s+(?P<rest>(?P<type>[a-z]+)\s+\w+_\w+)$", re.I
)


def _with_type(said: str) -> str:
    """`remind_at as datetime`, `boolean called paid`, `date paid_on`: the type in brackets."""
    demanded = _DEMANDED.match(said)
    if demanded is not None and read_type(demanded["type"]):
        how = "optional" if demanded["how"].lower() == "optional" else "required"
        return f"{_with_type(demanded['rest'])[:-1]}, {how})"
    called = _CALLED.match(said)
    if called is not None and read_type(called["type"]):
        return f"{called['name'] or called['name2']} ({called['type']})"
    match = _BEHIND.match(said)
    return f"{match['name']} ({match['type']})" if match and read_type(match["type"]) else said


_CONDITION = re.compile(
    r"\b(?:when(?:ever)?|unless|while|because|so that|as soon as|in case|"
    r"the same (?:type|max(?:imum)?|length))\b|\bif (?!any|known|given)",
    re.I,
)
"""What tells of an act rather than of a value: `a webhook when a loan is created`."""
_SAID_OF = re.compile(
    r"^(?:(?:and|which|that|it|or)\s+)*(?:(?:is|are|must be|should be|has to be|can be|may be|of type|as an?|"
    r"with(?=\s+\d)|from|between|at most|at least|up to|max(?:imum)?|min(?:imum)?|"
    r"default(?:s|ing)?|unique|required|optional|mandatory|immutable|searchable|sensitive|positive|"
    r"non-negative|exactly|"
    r"not null|nullable|by default|\d+)\b.*|(?:[\w-]+)(?:\s+or\s+[\w-]+)+.*)$",
    re.I,
)


_RELATIVE = re.compile(
    r",?\s+(?:which|that)\s+(?:(?:can|may|must|should|has to|have to)\s+be|is|are)\s+"
    r"(?P<told>[^();]+?)(?=$|"
    r",?\s+and an?\s)",
    re.I,
)
"""`which is an integer`, `that may be draft or published`."""


def _said_so(match: re.Match[str]) -> str:
    told = re.sub(r"^(?:one of|either|an?)\s+", "", match["told"], flags=re.I)
    return f": {told}" if re.search(r"\bor\b", told) else f" ({told})"


def _together(pieces: list[str]) -> list[str]:
    """`a status: draft, placed or shipped, default draft` is one attribute: what is said of it stands behind it."""
    found: list[list[str]] = []
    for at, piece in enumerate(pieces):
        values = bool(found) and ":" in found[-1][0] and any(" or " in later for later in pieces[at:])
        if found and (
            _SAID_OF.match(piece)
            or (read_type(piece) and not _ANOTHER.match(piece))
            or begins_with_type(piece)
            or (values and _VALUES.fullmatch(piece))
        ):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [_joined(head, tail) for head, *tail in found]


_ANOTHER = re.compile(rf"^an?\s+(?:{'|'.join(sorted(NAMELIKE))})$", re.I)
"""`a name and an email`: a value of its own."""


def _joined(head: str, tail: list[str]) -> str:
    """An attribute and what is said of it; values of a list stay in one row."""
    if not tail:
        return head
    if ":" not in head:
        return f"{head} ({', '.join(tail)})"
    values = [piece for piece in tail if _VALUES.fullmatch(piece) and not _SAID_OF.match(piece)]
    values += [piece for piece in tail if " or " in piece and piece not in values]
    said = [piece for piece in tail if piece not in values]
    return ", ".join([" | ".join([head, *values]), *said])


_VALUES = re.compile(r"[\w-]+(?: or [\w-]+)*")


_WITH = re.compile(
    r"(?:\bwith|\bhaving|\bthat has|\bthat have|\bwhich has|\bwhich have|\bit has|\bthey have|"
    r":)\s+(?P<items>(?!the same\b).+)$|"
    r"^[\w -]+\((?P<items2>.+)\)$",
    re.I,
)


_RULE_BEHIND = re.compile(r",?\s+and\s+(?:each|every)\s+\w+\s+(?:must|has to|belongs?)\b.*$", re.I)
"""What is said of the entity behind its values: `and each review must belong to a product`."""


_PLACE_BEHIND = re.compile(r",?\s+(?:and\s+)?the\s+\w+\s+it\s+(?:was|is|belongs)\s+(?:at|in|on|for|about|of|to)$", re.I)
"""What it refers to, behind its values: `and the station it was at`."""


def stated(entity: str, what: str, scene: Scene) -> list[dict[str, Any]] | None:
    """The attributes that the words for a new entity list; None where they list none, or more than attributes."""
    what = _PLACE_BEHIND.sub("", _RULE_BEHIND.sub("", what))
    match = _WITH.search(re.sub(r"\s+(?:on|for|to|of(?! at (?:most|least))|about|under)\s+[\w ]+$", "", what.strip()))
    items = read_items(match["items"] or match["items2"]) if match else None
    if not items:
        return None
    found = []
    for item, facets in typed(entity, items, scene):
        said = {key: value for key, value in facets.items() if key not in {"name", "optional"}}
        made = attribute_of(
            AttributeSketch(facets["name"], said, typed=True, optional=item.optional), entity, scene.notes
        )
        if said.get("required") and not item.optional:
            made = made.model_copy(update={"required": True})
        value = made.model_dump(mode="json", exclude_defaults=True)
        found.append({"type": made.type.value, **value})
    return found
