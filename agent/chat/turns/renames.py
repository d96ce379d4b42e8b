"""Reads what is called otherwise from now on: `rename title to name`, `call books publications`."""

import re

from agent.chat.turns.operations import operation_of
from agent.chat.turns.predicates import read_predicate
from agent.chat.turns.references import MEMBERS, entity_of, find, find_one, unknown
from agent.chat.turns.roles import role_of
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.naming import attribute_name, entity_name, role_name
from agent.planner.notes import Notes
from tools.blueprint.edit.model import PartKind
from tools.errors import BadInput

_RENAME = re.compile(r"^(?:rename|rebrand)\s+(?P<old>.+?)\s+(?:to|as|into|->)\s+(?P<new>.+)$", re.I)
_NAME_OF = re.compile(r"^(?:change|set)\s+the\s+name\s+of\s+(?P<old>.+?)\s+to\s+(?P<new>.+)$", re.I)
_CALLED = re.compile(
    r"^(?P<old>.+?)\s+(?:should|must|shall|will|is|are|has to|have to|needs? to)\s+(?:(?:now|rather|better|just|"
    r"simply|really)\s+)*(?:be\s+)?"
    r"(?:called|named|renamed(?: to)?)\s+(?P<new>.+)$",
    re.I,
)
_CALL = re.compile(r"^(?:call|name)\s+(?P<rest>.+)$", re.I)
_INTO = re.compile(
    r"^(?P<old>\S.{0,80}?),?\s+(?P<verb>becomes?|turns? into|(?:which |that )?(?:should|must|shall|has to|needs to) "
    r"(?:now )?be)"
    r"\s+['\"`]?(?P<new>[a-z]\w*)['\"`]?$",
    re.I,
)
_THAT_ROLE = re.compile(r"^(?:this|that|the same) role$", re.I)
_THIS = re.compile(r"\b(?P<this>this|that) (?:relationship|reference|link|attribute|field|column|entity|table)\b", re.I)
_AFTER = re.compile(r"\s+(?:instead|everywhere|from now on|now|please)$", re.I)
_BEHIND = re.compile(r"^(?P<new>.+?)\s+(?:on|of|in|for|at)\s+(?P<entity>.+)$", re.I)
_NOUN = re.compile(
    r"^(?:an?\s+|the\s+)(?:(?:entity|attribute|field|column|role)\s+)?|^(?:entity|attribute|field|column|role)\s+|\s+"
    r"(?:entity|attribute|field)$",
    re.I,
)


def read_renames(said: str, scene: Scene) -> bool:
    """Whether the clause renames something."""
    for form in (_RENAME, _NAME_OF, _CALLED):
        match = form.match(said)
        if match is not None:
            return _rename(match["old"], match["new"], scene)
    into = _INTO.match(said)
    if into is not None and _meant(into, scene):
        return _rename(into["old"], into["new"], scene)
    called = _CALL.match(_THIS.sub(r"\g<this>", _AFTER.sub("", said)))
    if called is None:
        return False
    pieces = called["rest"].split()
    for cut in range(len(pieces) - 1, 0, -1):
        old = " ".join(pieces[:cut])
        if _THAT_ROLE.match(old):
            return _rename(old, " ".join(pieces[cut:]), scene)
        if pieces[cut].lower() in {"of", "on", "in", "for", "from"}:
            continue
        if find(old, scene) or role_of(old, scene):
            return _rename(old, " ".join(pieces[cut:]), scene)
    raise unknown(pieces[0], scene)


def names_anew(said: str) -> bool:
    """Whether a clause may say what something is called from now on: `due_on should be due_date`."""
    return any(form.match(said) is not None for form in (_INTO, _CALLED))


def _meant(into: re.Match[str], scene: Scene) -> bool:
    """Whether `due_on should be due_date` and `remarks becomes comments` say names: what is no word for people is one,
    and so is what stands behind another new name; a value or a type is none."""
    parts, new = find(into["old"], scene, MEMBERS), into["new"].lower()
    operation = operation_of(into["old"], scene)
    if len(parts) != 1 and (operation is None or parts):
        return False
    attribute = scene.attribute(parts[0].name) if parts else None
    if attribute is not None and (new in attribute.values or read_predicate(new) is not None):
        return False
    again = bool(scene.edits) and scene.edits[-1].op == "rename"
    named = "_" in new or _QUOTED.search(into["old"]) is not None
    return named or (again and entity_of(new, scene) is None and new not in _STATES)


_QUOTED = re.compile(r"[\"`“]\w+[\"`”]")
"""What is spoken of as a word."""
_STATES = frozenset({"empty", "missing", "visible", "hidden", "known", "unknown", "possible", "there", "gone", "void"})
"""What something may become without a new name."""


def _rename(old: str, new: str, scene: Scene) -> bool:
    operation = operation_of(old, scene) if not find(old, scene) else None
    if operation is not None:
        scene.rename(PartKind.OPERATION, operation, attribute_name(_new(new), Notes()))
        return True
    new, owner = _owned(new, scene)
    if _THAT_ROLE.match(old) and scene.named and scene.named[-1].part is PartKind.ROLE:
        old = f"role {scene.named[-1].name}"
    if re.search(r"\brole\b", old, re.I) or (not find(old, scene) and role_of(old, scene)):
        role = role_of(old, scene)
        if role is None:
            raise unknown(old, scene, ())
        scene.rename(PartKind.ROLE, role, role_name(_new(new), Notes()))
        return True
    part = next((item for item in find(old, scene, MEMBERS) if item.entity == owner), None) if owner else None
    part = part or find_one(old, scene)
    if part is None:
        raise unknown(old, scene)
    name = _name(part, _new(new))
    if name == part.member:
        scene.notes.assume(f"{part.name} is called so already.")
        scene.name(part)
        return True
    if part.part is PartKind.ENTITY:
        _free(name, scene.entities)
        made = name
    else:
        made = f"{part.name.rpartition('.')[0]}.{name}"
        if scene.attribute(made) is not None or scene.relationship(made) is not None:
            raise BadInput(f"There is a {made} already.", hint="Choose another name.", code="name-taken")
    scene.rename(part.part, part.name, name)
    scene.name(Address(part=part.part, name=made))
    return True


def _owned(new: str, scene: Scene) -> tuple[str, str | None]:
    """`list_price on books`: the new name, and the entity that is named behind it."""
    match = _BEHIND.match(_AFTER.sub("", new))
    entity = entity_of(match["entity"], scene) if match else None
    return (match["new"], entity) if match and entity is not None else (new, None)


def _new(said: str) -> str:
    return _NOUN.sub("", _AFTER.sub("", said.strip()).strip(" .`'\""))


def _name(part: Address, said: str) -> str:
    """The new name: safe, in the casing of its kind. BadInput for an unsafe one."""
    said = re.sub(r"^.*\.", "", said)
    return entity_name(said, Notes()) if part.part is PartKind.ENTITY else attribute_name(said, Notes())


def _free(name: str, taken: tuple[str, ...]) -> None:
    if name in taken:
        raise BadInput(f"There is a {name} already.", hint="Choose another name.", code="name-taken")
