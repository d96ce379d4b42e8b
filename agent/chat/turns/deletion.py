"""Reads what becomes of rows whose other end is deleted: `books go with their author`."""

import re

from pydantic import JsonValue

from agent.chat.turns.references import entity_of, find
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Cardinality, Relationship
from tools.errors import BadInput

_A = r"(?:(?:an?|the|their|its|his|her|that|this|one|any)\s+)?(?P<a>[\w-]+(?:\s[\w-]+){0,2}?)"
_GONE = (
    r"(?:(?:is|gets|are|get|has been|was|being)\s+(?:deleted|removed|gone|erased|closed down)|goes(?: away)?|"
    r"disappears|vanishes|leaves)"
)
_WHEN = re.compile(
    rf",?\s*\b(?:when(?:ever)?|if|once|after|as soon as|should)\s+{_A}\s+{_GONE}\b\s*,?\s*(?:then\s+)?", re.IGNORECASE
)
_DELETING = re.compile(
    rf"^(?:deleting|removing|(?:the )?(?:deletion|removal) of)\s+{_A}\s+(?=(?:should|must|has to|needs to|will|shall|"
    rf"also|deletes?|removes?|"
    r"takes?|keeps?|leaves?)\b)",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"^(?P<rest>.*?\b(?:go|goes|disappear|vanish|die|(?:be |is |are )?(?:deleted|removed)|delete|remove|kill|"
    rf"erase)\b.*?)\s+"
    rf"(?:away\s+)?(?:together\s+|along\s+)?with\s+{_A}$",
    re.IGNORECASE,
)
_STILL = re.compile(
    rf"^(?:(?:do not|don't|never)\s+(?:allow|let|permit)\s+(?:anybody\s+|anyone\s+|people\s+)?(?:to\s+)?(?:delet(?:e|"
    rf"ing|ion of)|remov(?:e|ing))\s+)?{_A}"
    r"\s+(?:(?:can ?not|can't|must not|may not|should not|shouldn't)\s+be\s+(?:deleted|removed)\s+)?"
    r"(?:while|as long as|if|when|until|that|which|who|with|having)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_CASCADE = re.compile(
    r"^(?:(?:use|make|set|add|turn on|do)\s+)?(?:an?\s+)?(?:on[- ]delete[- ]cascade|cascad(?:e|ing|"
    r"ed)(?:\s+(?:the\s+)?(?:on\s+)?delet(?:e|es|ion|ions))?)"
    r"\s+(?:on|for|from|to|of)?\s*(?P<place>.+)$|^(?:make\s+)?(?P<place2>.+?)\s+(?:should\s+|"
    r"must\s+)?cascades?(?:\s+on\s+delet(?:e|ion))?$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|n't|don't|no longer|shouldn't|mustn't|can't|aren't)\b|n't\b", re.IGNORECASE)
_DELETED = re.compile(
    r"\b(?:deleted?s?|removed?s?|goe?s?|gone|disappears?|vanish(?:es)?|cascades?|dies?|erased?|takes?)\b", re.IGNORECASE
)
_KEPT = re.compile(
    r"\b(?:stays?|remains?|kept|keeps?|survives?|lives? on|detached|unlinked|lose|loses|null|empty|blank|without|"
    r"leave|leaves|untouched)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:refused?s?|rejects?|rejected|forbid|forbidden|blocked?s?|errors?|fails?|prevent(?:ed)?|restrict(?:ed)?|"
    r"denied)\b",
    re.IGNORECASE,
)


def read_deletion(said: str, scene: Scene) -> bool:
    """Whether the clause says what becomes of rows whose other end is deleted."""
    cascade = _CASCADE.match(said)
    if cascade is not None:
        found = find(cascade["place"] or cascade["place2"], scene, {PartKind.RELATIONSHIP})
        return len(found) == 1 and _set(_link(found[0], scene), "cascade", scene)
    for form in (_WHEN, _DELETING, _WITH):
        match = form.search(said)
        if match is None:
            continue
        rest = match["rest"] if form is _WITH else f"{said[: match.start()]} {said[match.end() :]}"
        link, fate = _between(match["a"], rest, scene), "cascade" if form is _WITH else _fate(rest)
        if link is not None and fate is not None:
            return _set(link, fate, scene)
    still = _STILL.match(said)
    if (
        still is not None
        and re.search(r"not\b|\bnever\b|n't\b", said, re.I)
        and re.search(r"\bdelet|\bremov", said, re.I)
    ):
        link = _between(still["a"], still["rest"], scene)
        return link is not None and _set(link, "restrict", scene)
    return False


def _fate(rest: str) -> str | None:
    if _REFUSED.search(rest):
        return "restrict"
    if _KEPT.search(rest) or (_DELETED.search(rest) and _NOT.search(rest)):
        return "set_null"
    return "cascade" if _DELETED.search(rest) else None


def _between(other: str, rest: str, scene: Scene) -> Relationship | None:
    """The one reference by which something in the rest hangs on the other; two of them are told."""
    target = entity_of(other, scene)
    links = [item for item in scene.blueprint.relationships if item.cardinality is not Cardinality.MANY_TO_MANY]
    if target is None:
        part = next(iter(find(other, scene, {PartKind.RELATIONSHIP})), None)
        links = [item for item in links if part is not None and item.name == part.member]
    else:
        links = [item for item in links if item.target == target]
    named = [found for found in _named(rest, scene) if found != target] or ([target] if target else [])
    for source in named:
        found = [item for item in links if item.source == source]
        if len(found) > 1:
            names = ", ".join(f"{item.source}.{item.name}" for item in found)
            raise BadInput(f"That may be {names}.", hint="Name one of them.", code="several")
        if found:
            return found[0]
    return None


def _named(rest: str, scene: Scene) -> list[str]:
    pieces = re.findall(r"[\w-]+", rest)
    runs = [" ".join(pieces[at : at + size]) for size in (3, 2, 1) for at in range(len(pieces) - size + 1)]
    return [found for run in runs[:300] if (found := entity_of(run, scene)) is not None]


def _link(part: Address, scene: Scene) -> Relationship | None:
    return scene.relationship(part.name)


def _set(link: Relationship | None, fate: str, scene: Scene) -> bool:
    if link is None:
        return False
    name = f"{link.source}.{link.name}"
    value: dict[str, JsonValue] = {"on_delete": fate}
    if fate == "set_null" and link.required:
        value["required"] = False
        scene.notes.assume(f"{name} is optional: a {link.source} stays without its {link.target}.")
    if link.on_delete.value == fate:
        scene.notes.assume(f"{name} is so already.")
    else:
        scene.set(PartKind.RELATIONSHIP, name, value)
    scene.name(Address(part=PartKind.RELATIONSHIP, name=name))
    return True
