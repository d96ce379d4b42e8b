"""Reads what is there no more: `remove isbn from books`, `books cannot be deleted`."""

import re

from agent.chat.turns.operations import operation_of
from agent.chat.turns.references import MEMBERS, bare, entity_of, find, find_all, unknown
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from tools.blueprint.edit.addresses import pattern_name
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Action
from tools.blueprint.names import words
from tools.errors import BadInput

_STOP = re.compile(r"^(?:disable|stop|forbid|prevent|turn off|disallow)\s+(?P<what>.+)$", re.I)
_BETWEEN = re.compile(
    r"^(?:the\s+)?(?:relationship|relation|link|reference|connection)\s+(?:between|from)\s+(?P<one>.+?)\s+(?:and|to)\s+"
    r"(?P<other>.+)$",
    re.I,
)
_DROP = re.compile(
    r"^(?:remove|drop|delete|get rid of|take (?:away|out)|kill|erase|leave out|skip|without|no more|"
    r"(?:we |i |you |there )?(?:do not|don't|does not|doesn't|no longer|never) (?:really )?(?:need|want|use|"
    r"require)s?(?: (?:any|an?))?|"
    r"(?:there (?:is|are|should be) )?no(?: need for)?)\s+(?P<what>.+)$|"
    r"^(?P<what2>.+?)\s+(?:is|are) (?:not needed|no longer needed|unnecessary|not wanted|superfluous|"
    r"obsolete)(?: any ?more)?$",
    re.I,
)
_FROM = re.compile(r"^(?P<members>.+?)\s+from\s+(?P<entity>.+)$", re.I)
_NOUNS: dict[str, tuple[Action, ...]] = {
    "list": (Action.LIST,), "listing": (Action.LIST,), "read": (Action.READ,), "reading": (Action.READ,),
    "create": (Action.CREATE,), "creating": (Action.CREATE,), "creation": (Action.CREATE,), "adding": (Action.CREATE,),
    "update": (Action.UPDATE,), "updating": (Action.UPDATE,), "updates": (Action.UPDATE,), "editing": (Action.UPDATE,),
    "edit": (Action.UPDATE,), "changing": (Action.UPDATE,), "delete": (Action.DELETE,), "deleting": (Action.DELETE,),
    "deletion": (Action.DELETE,), "removal": (Action.DELETE,), "search": (Action.SEARCH,),
    "searching": (Action.SEARCH,), "analytics": (Action.ANALYTICS,), "statistics": (Action.ANALYTICS,),
    "reports": (Action.ANALYTICS,),
}  # fmt: skip
_NOUN = "|".join(sorted(_NOUNS, key=len, reverse=True))
_OPERATION = r"(?:\s+(?:operations?|endpoints?|routes?|calls?|actions?|feature|function))?"
_ACTION_OF = re.compile(
    rf"^(?:the\s+)?(?P<noun>{_NOUN})(?:\s+(?:and|or)\s+(?P<noun2>{_NOUN}))?{_OPERATION}\s+(?:(?:of|for|on|"
    rf"over|in|from)\s+)?(?P<entity>.+)$",
    re.I,
)
_ENTITY_ACTION = re.compile(
    rf"^(?:the\s+)?(?P<entity>.+?)\s+(?P<noun>{_NOUN})(?:\s+(?:and|or)\s+(?P<noun2>{_NOUN}))?{_OPERATION}$", re.I
)
_ALONE = re.compile(
    rf"^(?:the\s+|its\s+|their\s+)?(?P<noun>{_NOUN})(?:\s+(?:and|or)\s+(?P<noun2>{_NOUN}))?\s+(?:operations?|"
    rf"endpoints?|routes?|calls?|actions?)$",
    re.I,
)
"""`the delete endpoint`, of the entity that was named last."""
_DONE = {
    "created": Action.CREATE, "added": Action.CREATE, "updated": Action.UPDATE, "edited": Action.UPDATE,
    "changed": Action.UPDATE, "modified": Action.UPDATE, "deleted": Action.DELETE, "removed": Action.DELETE,
    "listed": Action.LIST, "searched": Action.SEARCH,
}  # fmt: skip
_PASSIVE = re.compile(
    rf"^(?P<entity>.+?)\s+(?:can ?not|can't|can never|must not|must never|mustn't|may not|may never|"
    rf"should not|shouldn't|should never|are never|is never)\s+"
    rf"(?:be\s+)?(?P<done>{'|'.join(_DONE)})(?:\s+(?:or|and|nor)\s+(?P<done2>{'|'.join(_DONE)}))?$",
    re.I,
)
_ABLES = {"deletable": Action.DELETE, "removable": Action.DELETE, "editable": Action.UPDATE,
          "changeable": Action.UPDATE,
          "updatable": Action.UPDATE, "creatable": Action.CREATE}  # fmt: skip
_ABLE = re.compile(
    r"^(?:make\s+)?(?P<entity>.+?)\s+(?:(?:must|should|may|can|are|is|shall)(?: not|not|n't)|no longer|"
    r"not)\s+(?:be\s+)?"
    rf"(?P<able>{'|'.join(_ABLES)})$",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:nobody|no one|no-one)\s+(?:can|may|should|must|is allowed to)\s+(?P<noun>create|update|edit|delete|"
    r"list|search)\s+(?P<entity>.+)$",
    re.I,
)
_READ_ONLY = re.compile(
    r"^(?:make\s+)?(?P<entity>.+?)\s+(?:(?:are|is|should be|must be|become|be)\s+)?read[- ]?only$", re.I
)
_ADD = re.compile(
    rf"^(?:add|enable|allow|bring back|restore|we need|support|offer|have)\s+(?:an?\s+|the\s+"
    rf")?(?P<noun>{_NOUN}){_OPERATION}\s+"
    r"(?:of|for|on|over|to|in|from)\s+(?P<entity>.+)$|"
    r"^(?P<entity2>.+?)\s+(?:can|should|may|must) be (?P<noun2>searched|searchable|deleted|updated|created|listed)$|"
    r"^make\s+(?P<entity3>.+?)\s+(?P<noun3>searchable)$",
    re.I,
)
_BACK = {"searched": "search", "searchable": "search", "deleted": "delete", "updated": "update", "created": "create",
         "listed": "list"}  # fmt: skip


def read_refusals(said: str, scene: Scene) -> bool:
    """Whether the clause says which standard operations an entity has."""
    refused = _PASSIVE.match(said)
    if refused is not None and (entity := entity_of(refused["entity"], scene)) is not None:
        done = [refused["done"], refused["done2"]]
        return _without(entity, [_DONE[word.lower()] for word in done if word], scene)
    nobody = _NOBODY.match(said)
    able = _ABLE.match(said)
    if able is not None and (entity := entity_of(able["entity"], scene)) is not None:
        return _without(entity, [_ABLES[able["able"].lower()]], scene)
    if nobody is not None and (entity := entity_of(nobody["entity"], scene)) is not None:
        return _without(entity, list(_NOUNS[nobody["noun"].lower()]), scene)
    fixed = _READ_ONLY.match(said)
    if fixed is not None and (entity := entity_of(fixed["entity"], scene)) is not None:
        return _without(entity, [Action.CREATE, Action.UPDATE, Action.DELETE], scene)
    added = _ADD.match(said)
    if added is not None:
        groups = {name.rstrip("23"): text for name, text in added.groupdict().items() if text}
        entity = entity_of(groups["entity"], scene)
        noun = groups["noun"].lower()
        if entity is not None:
            return _with(entity, _NOUNS[_BACK.get(noun, noun)], scene)
    return False


def read_removals(said: str, scene: Scene) -> bool:
    """Whether the clause takes parts away."""
    stop = _STOP.match(said)
    if stop is not None:
        return _actions(stop["what"], scene)
    match = _DROP.match(said)
    if match is None:
        return False
    what = (match["what"] or match["what2"]).strip(" .")
    if _link(what, scene) or _actions(what, scene) or _operation(what, scene) or _pattern(what, scene):
        return True
    return _parts(what, scene)


def _link(what: str, scene: Scene) -> bool:
    """The relationships between two entities."""
    match = _BETWEEN.match(what)
    ends = {entity_of(match["one"], scene), entity_of(match["other"], scene)} if match else {None}
    found = [item for item in scene.blueprint.relationships if {item.source, item.target} == ends]
    for item in found:
        scene.remove(PartKind.RELATIONSHIP, f"{item.source}.{item.name}")
    return bool(found)


def _actions(what: str, scene: Scene) -> bool:
    whole, what = what, re.sub(rf"{_OPERATION}$", "", what, flags=re.I)
    for form in (_ACTION_OF, _ENTITY_ACTION):
        match = form.match(what)
        entity = entity_of(match["entity"], scene) if match else None
        if match is None or entity is None or find(what, scene, MEMBERS):
            continue
        nouns = [noun for noun in (match["noun"], match["noun2"]) if noun]
        return _without(entity, [action for noun in nouns for action in _NOUNS[noun.lower()]], scene)
    alone = _ALONE.match(whole)
    if alone is not None and scene.last_entity is not None:
        nouns = [noun for noun in (alone["noun"], alone["noun2"]) if noun]
        return _without(scene.last_entity, [action for noun in nouns for action in _NOUNS[noun.lower()]], scene)
    return False


def _operation(what: str, scene: Scene) -> bool:
    """One of the Blueprint's own operations."""
    found = operation_of(what, scene)
    if found is None:
        return False
    scene.remove(PartKind.OPERATION, found)
    return True


def _pattern(what: str, scene: Scene) -> bool:
    match = re.fullmatch(
        r"(?P<name>.+?)\s+(?:transition|pattern|step)(?:\s+(?:of|from|on)\s+(?P<entity>.+))?", bare(what), re.I
    )
    if match is None:
        return False
    entity = entity_of(match["entity"], scene) if match["entity"] else None
    for item in scene.blueprint.patterns:
        address = pattern_name(item)
        about, name = address.split()[1], getattr(item, "name", None)
        fits = entity is None or about.split(".")[0] == entity
        if fits and name is not None and words(name) == words(match["name"]):
            scene.remove(PartKind.PATTERN, address)
            return True
    return False


def _parts(what: str, scene: Scene) -> bool:
    members = _FROM.match(what)
    if members is not None and entity_of(members["entity"], scene) is not None:
        owner = members["entity"]
        targets = find_all(members["members"] + f" of {owner}", scene, MEMBERS) or _each(
            members["members"], owner, scene
        )
        if not targets:
            raise unknown(f"{members['members']} of {owner}", scene, MEMBERS)
    else:
        targets = find_all(what, scene)
    if not targets:
        raise unknown(what, scene)
    for item in targets:
        if item.name == scene.account:
            raise BadInput(
                f"{item.name} are the accounts: without them nobody signs in.",
                hint="Say `no login needed` first.",
                code="account-needed",
            )
        scene.remove(item.part, item.name)
    scene.name(*targets)
    return True


def _each(members: str, owner: str, scene: Scene) -> tuple[Address, ...]:
    found = [
        find(f"{member} of {owner}", scene, MEMBERS) for member in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", members)
    ]
    return tuple(item[0] for item in found) if all(found) else ()


def _served(entity: str, scene: Scene) -> tuple[Action, ...]:
    return next((item.actions for item in scene.blueprint.resources if item.entity == entity), ())


def _without(entity: str, actions: list[Action], scene: Scene) -> bool:
    served = _served(entity, scene)
    kept = [action for action in served if action not in actions]
    scene.name(Address(part=PartKind.ENTITY, name=entity))
    if len(kept) == len(served):
        scene.notes.assume(f"{entity} has no such operation already.")
    elif kept:
        scene.set(PartKind.RESOURCE, entity, {"actions": [action.value for action in kept]})
        _forget(entity, actions, scene)
    else:
        scene.remove(PartKind.RESOURCE, entity)
    return True


def _forget(entity: str, actions: list[Action], scene: Scene) -> None:
    """Nobody may do what cannot be done."""
    for rule in scene.blueprint.permissions:
        for action in rule.actions:
            if rule.entity == entity and action in actions:
                scene.remove(PartKind.PERMISSION, f"{entity}.{action.value}")


def _with(entity: str, actions: tuple[Action, ...], scene: Scene) -> bool:
    served = _served(entity, scene)
    made = [action for action in Action if action in {*served, *actions}]
    scene.name(Address(part=PartKind.ENTITY, name=entity))
    if len(made) == len(served):
        scene.notes.assume(f"{entity} has that operation already.")
        return True
    scene.set(PartKind.RESOURCE, entity, {"actions": [action.value for action in made]})
    if scene.account is not None:
        _permit(entity, [action for action in actions if action not in served], scene)
    return True


def _permit(entity: str, actions: list[Action], scene: Scene) -> None:
    """What is new is for whom its neighbours are for: reads as the list, writes as the other writes."""
    rules = {
        action: rule.allow for rule in scene.blueprint.permissions if rule.entity == entity for action in rule.actions
    }
    first = tuple(role.name for role in scene.blueprint.roles if role.first)
    for action in actions:
        reading = action in {Action.LIST, Action.READ, Action.SEARCH}
        near = (Action.LIST, Action.READ, Action.SEARCH) if reading else (Action.UPDATE, Action.DELETE, Action.CREATE)
        allow = (
            next((rules[item] for item in near if item in rules), first) if action is not Action.ANALYTICS else first
        )
        if allow:
            scene.set(PartKind.PERMISSION, f"{entity}.{action.value}", {"allow": list(allow)})
            scene.notes.assume(f"{', '.join(allow)} may {action.value} {entity}: as what is there beside it.")
