"""Reads a clause in the ways in which it may be meant: said otherwise, about the entity that it names first or last,
in two parts, with its slips mended. The first way that a reader understands is taken."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent.chat.turns.paraphrases import paraphrases
from agent.chat.turns.references import MEMBERS, entity_of, find
from agent.chat.turns.renames import names_anew
from agent.chat.turns.roles import role_of
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.chat.turns.typos import mended
from agent.chat.turns.wishes import wishes
from agent.chat.turns.wording import chatter, plain
from tools.blueprint.edit.model import PartKind
from tools.blueprint.names import singular
from tools.errors import BadInput


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a clause is not understood; empty where no form fits."""

    why: str
    final: bool = False
    """The clause is understood, and what it wants cannot be: no other way to read it is looked for."""


Read = Callable[[str, Scene], Refusal | None]
"""None for a clause that is understood."""
_FIRST = re.compile(
    r"^(?:in|on|for|inside|within|regarding|concerning|as for|about|with|of)\s+(?:the\s+|our\s+|an?\s+|all\s+|"
    r"every\s+|each\s+)?"
    r"(?P<entity>[\w' -]{1,50}?)(?:\s+(?:entity|table|model))?\s*(?:[,:]|\s-)\s*(?P<rest>\S.*)$|"
    r"^(?:in|on|for)\s+(?:the\s+)?(?P<entity3>\w[\w-]*)(?:\s+(?:entity|table))?\s+(?P<rest3>(?:please\s+)?(?:rename|"
    r"add|make|remove|drop|set|change|call)\s.*)$|"
    r"^(?P<entity2>\w[\w -]{1,40}?)(?:\s+(?:entity|table))?\s*(?::|\s[-–—]\s)\s*(?P<rest2>\S.*)$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"^(?P<rest>\S.*?)\s+(?:on|for|in|of|at|from|with)\s+(?:the\s+|our\s+|an?\s+|all\s+|every\s+|"
    r"each\s+)?(?P<entity>\w[\w -]{1,40}?)"
    r"(?:\s+(?:entity|table|model))?$",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*[,:]\s+(?:and\s+|but\s+|also\s+)*|\s+[-–—]+\s+|\s+(?P<firm>and|but|plus|also)\s+", re.IGNORECASE)
_ORDER = re.compile(
    r"^(?:add|make|remove|drop|delete|rename|change|set|use|switch|give|allow|limit|turn|put|only|call|let|enable|"
    r"disable|there must be)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s+(?:instead(?!\s+of)|everywhere)(?=\s*(?:,|$))|\s+please(?=\s*:)|\s+(?:just|exactly)(?=,|$)", re.IGNORECASE
)
"""What stands within a clause and is part of no name."""
_DOES = re.compile(r"\b(?:can|may|could|should|to|and|or)\s+(?!time$)(?-i:[a-z]+)$", re.IGNORECASE)
"""What does not end there: `librarians can create`."""
LONGEST = 400
"""Characters of a clause that is looked at in more ways than one."""
CUTS = 8
"""Places of one clause that are tried."""


def read_clause(piece: str, scene: Scene, read: Read) -> Refusal | None:
    """None for a clause that is understood; else why it is not."""
    piece = _ASIDE.sub("", piece)
    refused = _ways(piece, scene, read)
    if refused is None or refused.final or len(piece) > LONGEST:
        return refused
    corrected = mended(piece, scene)
    if corrected is not None and _ways(corrected[0], scene, read) is None:
        scene.notes.assume(corrected[1])
        return None
    if _cut(piece, scene, read):
        return None
    if corrected is not None and _cut(corrected[0], scene, read):
        scene.notes.assume(corrected[1])
        return None
    return refused


def _ways(piece: str, scene: Scene, read: Read) -> Refusal | None:
    if len(piece) > LONGEST:
        return read(piece, scene)
    final: Refusal | None = None
    for said in (*paraphrases(piece), *wishes(piece), piece):
        refused = read(said, scene)
        if refused is None:
            return None
        final = final or (refused if refused.final else None)
    if final is not None:
        return final
    for entity, rest in _focused(piece, scene):
        with scene.about(entity):
            for said in (*paraphrases(rest), *wishes(rest), rest):
                if read(said, scene) is None:
                    return None
    return refused


def _focused(piece: str, scene: Scene) -> Iterator[tuple[str, str]]:
    """The entity that stands before or behind what is said, and that."""
    for form in (_FIRST, _LAST):
        match = form.match(piece)
        if match is None:
            continue
        said = {name.rstrip("23"): text for name, text in match.groupdict().items() if text}
        entity = entity_of(said["entity"], scene)
        if entity is not None:
            yield entity, plain(said["rest"])


def _cut(piece: str, scene: Scene, read: Read) -> bool:
    """Whether the clause is two, or one with a remark: the longest part that is understood; what is left is told."""
    places = list(_CUT.finditer(piece))[:CUTS]
    for match in places:
        head, tail = piece[: match.start()], plain(piece[match.end() :])
        if not head.strip() or not tail or _open(head) or _DOES.search(head) or _moment(head, tail):
            continue
        try:
            with scene.whole():
                if _ways(plain(head), scene, read) is not None or read_clause(tail, scene, read) is not None:
                    raise BadInput("Not both of these are understood.", hint="Say them one by one.")
        except BadInput:
            continue
        return True
    for match in reversed([place for place in places if not place["firm"]]):
        head, tail = piece[: match.start()], plain(piece[match.end() :])
        if _open(head) or _DOES.search(head):
            continue
        for said, rest in ((plain(head), tail), (tail, head)):
            if said is tail and not _asks(tail):
                continue
            if said is tail:
                mention(head, scene)
            led = said is tail and match[0].strip() == ":"  # `Two small things: …`
            if said and (_ways(said, scene, read) is None or (led and _cut(said, scene, read))):
                if not chatter(rest):
                    scene.notes.leave(rest[:200])
                return True
    return False


def _moment(head: str, tail: str) -> bool:
    """Whether `a date and time` would be cut."""
    return (
        re.search(r"\b(?:date|day)$", head, re.I) is not None and re.match(r"(?:the\s+)?time\b", tail, re.I) is not None
    )


def _asks(said: str) -> bool:
    """Whether what stands behind a remark is a wish by its form."""
    return _ORDER.match(said) is not None or names_anew(said) or next(wishes(said), None) is not None


def _open(head: str) -> bool:
    return head.count("(") > head.count(")")


_MENTIONED = re.compile(
    r"(?P<member>\"?\w+\"?)\s+(?:of|on|in|for)\s+(?:(?:an?|the|each|every|our|its)\s+)?(?P<entity>\"?\w+\"?)",
    re.IGNORECASE,
)


_SERVED = re.compile(r"\b(?:analytics|statistics|reports?|search|lists?|operations?|endpoints?)\b", re.IGNORECASE)
"""Where a sentence speaks of what is done with an entity, `it` is not the entity."""
_ROLE = re.compile(r"\b(?:the )?role ['\"]?(?P<after>[\w-]+)|['\"]?(?P<before>[\w-]+)['\"]? role\b", re.IGNORECASE)


def mention(piece: str, scene: Scene) -> None:
    """What a sentence that asks for nothing names is what the next one means by `it`, or by `that role`."""
    for match in _ROLE.finditer(piece[:LONGEST]):
        role = role_of(match["after"] or match["before"], scene)
        if role is not None:
            scene.name(Address(part=PartKind.ROLE, name=role))
            return
    for match in _MENTIONED.finditer(piece[:LONGEST]):
        members = find(f"{match['member']} of {match['entity']}", scene, MEMBERS)
        if len(members) == 1:
            scene.name(members[0])
            return
    if _SERVED.search(piece[:LONGEST]):
        return
    words = re.findall(r"[\w-]+", piece[:LONGEST])
    named = [item for word in words if len(item := find(word, scene)) == 1]
    things = {word: entity for word in words if (entity := entity_of(word, scene)) is not None}
    single = {entity for word, entity in things.items() if singular(word) == word}
    if len(set(things.values())) > 1:
        for entity in single if len(single) == 1 else ():
            scene.name(Address(part=PartKind.ENTITY, name=entity))
    elif len({item[0] for item in named}) == 1:
        scene.name(named[0][0])
    elif not named and things:
        scene.name(Address(part=PartKind.ENTITY, name=next(iter(things.values()))))
