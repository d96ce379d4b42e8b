"""Reads who may do what: `only admins may delete`, `everybody may read books`."""

import re
from collections.abc import Iterable

from agent.chat.turns.new_names import names_thing
from agent.chat.turns.permissions import Mode, allowed, permit
from agent.chat.turns.references import entity_of, find_all, unknown
from agent.chat.turns.roles import JOINED, new_role, role_of, whom
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.text.openings import openings
from tools.blueprint.check import check
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Action
from tools.errors import AgentError, BadInput

_READ = (Action.LIST, Action.READ, Action.SEARCH)
_WRITE = (Action.CREATE, Action.UPDATE, Action.DELETE)
_ALL = (*_READ, *_WRITE)
_ACTIONS: dict[str, tuple[Action, ...]] = {
    "read": _READ, "see": _READ, "view": _READ, "browse": _READ, "access": _READ, "look at": _READ, "get": _READ,
    "list": (Action.LIST,), "search": (Action.SEARCH,), "create": (Action.CREATE,), "add": (Action.CREATE,),
    "make": (Action.CREATE,), "post": (Action.CREATE,), "write": (Action.CREATE,), "register": (Action.CREATE,),
    "update": (Action.UPDATE,), "edit": (Action.UPDATE,), "change": (Action.UPDATE,), "modify": (Action.UPDATE,),
    "delete": (Action.DELETE,), "remove": (Action.DELETE,), "manage": _WRITE, "administer": _WRITE,
    "analyse": (Action.ANALYTICS,), "analyze": (Action.ANALYTICS,), "do anything with": _ALL,
    "do everything with": _ALL, "do anything": _ALL,
}  # fmt: skip
_FORMS = {
    "reading": "read", "seeing": "see", "viewing": "view", "listing": "list", "searching": "search",
    "creating": "create", "adding": "add", "updating": "update", "editing": "edit", "changing": "change",
    "deleting": "delete", "removing": "remove", "seen": "see", "viewed": "view", "listed": "list", "read": "read",
    "searched": "search", "created": "create", "added": "add", "updated": "update", "edited": "edit",
    "changed": "change", "modified": "modify", "deleted": "delete", "removed": "remove",
}  # fmt: skip
"""Participles, and the verbs that they are of."""


def _listed(verbs: Iterable[str]) -> str:
    """Several verbs, as a pattern."""
    one = "|".join(sorted(verbs, key=len, reverse=True))
    return rf"(?:{one})(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:{one}))*"


_VERBS = rf"(?P<verbs>{_listed(_ACTIONS)})\b"
_ING = rf"(?P<verbs>{_listed(name for name in _FORMS if name.endswith('ing'))})\b"
_DONE = rf"(?P<verbs>{_listed(name for name in _FORMS if not name.endswith('ing'))})\b"
_WHAT = r"\s*(?P<what>.*)"
_MAY = r"(?:can|may|could|must be able to|should be able to|are allowed to|is allowed to|get to|should)"
_RULES: tuple[tuple[re.Pattern[str], Mode], ...] = tuple(
    (re.compile(rf"^{pattern}$", re.I), mode)
    for pattern, mode in (
        (
            r"(?P<who>.+?)\s+(?:can ?not|can't|may not|must not|mustn't|should not|shouldn't|"
            rf"(?:are|is) (?:not|no longer) allowed to|can no longer|may no longer)\s+{_VERBS}{_WHAT}",
            Mode.NOT,
        ),
        (
            r"(?:stop|prevent|forbid|keep|do(?: not|n't) (?:let|allow))\s+(?P<who>.+?)\s+"
            rf"(?:from|to)?\s*(?:{_ING}|{_VERBS.replace('verbs', 'verbs2')}){_WHAT}",
            Mode.NOT,
        ),
        (
            r"(?:only|just|nobody but|no one but|nobody except|no one except)\s+(?P<who>.+?)\s+"
            rf"{_MAY}\s+(?:be able to\s+)?{_VERBS}{_WHAT}",
            Mode.ONLY,
        ),
        (rf"(?P<who>.+?)\s+(?:only|alone)\s+{_MAY}\s+{_VERBS}{_WHAT}", Mode.ONLY),
        (rf"(?:only (?:let|allow)|(?:let|allow) only)\s+(?P<who>.+?)\s+(?:to\s+)?{_VERBS}{_WHAT}", Mode.ONLY),
        (rf"(?:restrict|limit)\s+(?:the\s+)?{_ING}\s+(?:of\s+)?(?P<what>.*?)\s*to\s+(?P<who>.+)", Mode.ONLY),
        (
            rf"(?P<what>.+?)\s+(?:can|may|should|must)\s+(?:only\s+be\s+{_DONE}|be\s+"
            rf"{_DONE.replace('verbs', 'verbs2')}\s+only)\s+by\s+(?P<who>.+)",
            Mode.ONLY,
        ),
        (
            r"(?P<what>.+?)\s+(?:can|may|should|must|shall)(?: ?not|n't| no longer)\s+be\s+"
            rf"{_DONE}\s+by\s+(?P<who>.+?)(?:\s+any ?more|\s+any longer)?",
            Mode.NOT,
        ),
        (rf"(?P<what>.+?)\s+(?:can|may|should|must)\s+be\s+{_DONE}\s+by\s+(?P<who>.+)", Mode.ALSO),
        (rf"(?:let|allow)\s+(?P<who>.+?)\s+(?:to\s+)?{_VERBS}{_WHAT}", Mode.ALSO),
        (rf"(?P<who>.+?)\s+{_MAY}\s+(?:also\s+)?(?:be able to\s+)?{_VERBS}{_WHAT}", Mode.ALSO),
    )
)
_ONLY_FOR = re.compile(
    rf"^(?:make\s+|keep\s+|restrict\s+|limit\s+|reserve\s+)?(?:the\s+)?{_ING}\s+(?:of\s+)?(?P<what>.+?)\s+(?:(?:is|"
    rf"are|be|must be|should be|has to be|shall be|ought to be)\s+)?"
    r"(?:allowed\s+|possible\s+|reserved\s+|restricted\s+|limited\s+|there\s+)?(?:only|just|reserved|restricted|"
    r"limited)\s+(?:(?:allowed|possible|reserved)\s+)?(?:for|to|by)\s+(?P<who>.+)$",
    re.I,
)
_ANALYTICS = re.compile(
    r"^(?:make\s+)?(?:the\s+)?(?P<what>.+?)\s+(?P<noun>analytics|statistics|reports?|search|list)\s+(?:(?:can|may|"
    r"should|must|shall|has to)\s+be|is|are|be)?\s*(?P<rest>public|open to (?:everybody|"
    r"everyone|the public)|for (?:everybody|everyone|the public|all)|(?:only|just) for .+|(?:admins?|"
    r"members?)[ -]only|visible to .+|restricted to .+)$",
    re.I,
)
_PUBLIC = re.compile(
    r"^(?:make\s+)?(?:(?:reading|listing|the list of|seeing)\s+(?:of\s+)?)?(?P<what>.+?)(?:\s+(?:are|is|"
    r"should be|must be))?"
    r"\s+(?:public(?:ly (?:readable|visible))?|readable by (?:everybody|everyone|anybody|anyone))$",
    re.I,
)
_CLOSED = re.compile(
    r"^(?P<what>.+?)\s+(?:(?:should|shall|must|may|can)(?: not|n't| no longer) be|(?:is|are)(?: not|n't| no longer)"
    r"(?: to be)?)\s+"
    r"(?:public|(?:open|visible) (?:to|for) (?:everybody|everyone|anybody|the public)|readable by (?:everybody|"
    r"everyone))"
    r"(?:\s+any\s?more|\s+any longer)?$",
    re.I,
)
_ONLY_SO = re.compile(
    rf"^{_ING}\s+(?:(?:is|are|must be|should be)\s+)?(?:only|just)\s+(?:for|to|by)\s+(?P<who>.+)$", re.I
)
"""`listing and reading only for members`, of the entity that was named last."""
_BUT = re.compile(r"^(?:but\s+)?only\s+(?:by|for|to)\s+(?P<who>.+)$", re.I)
"""Behind who may not: `only by members`."""
_ROLE = re.compile(r"[A-Za-z][A-Za-z-]{2,40}")
_OWN = re.compile(r"^(?:only\s+)?(?:(?:their|its|his|her|his or her)\s+own|own)\s+(?P<what>.+)$", re.I)
_EVERYTHING = re.compile(r"(?:anything|everything|things|all|rows|records|data|it all)", re.I)


_LIKE = re.compile(
    r"\s*,?\s+(?:just |exactly |the same way |in the same way )?(?:like|as|"
    r"same as)(?: the)? (?P<who>[\w-]+)(?: (?:can|may|do|are|is|already))*$",
    re.I,
)


_WHOEVER = re.compile(
    r"\s*,\s+(?:whoever|no matter who|regardless of who|never mind who|whosoever)\s+(?:\w+\s+)?"
    r"(?:wrote|made|created|added|owns?|posted)(?:\s+(?:it|them|one))?$",
    re.I,
)
"""Behind `all notes`: it says once more that it is all of them."""
_RELATIVE = re.compile(
    r"^(?:add|create|make|introduce|propose|suggest|have|we need|"
    r"there (?:is|must be|should be))?\s*\b(?:an?\s+|another\s+|the\s+)?"
    r"(?:new\s+)?role\s+(?:called\s+|named\s+)?(?P<role>[\w-]+),?\s+(?:that|who|which)\s+"
    rf"{_MAY}\s+(?P<rest>\S.*)$",
    re.I,
)
_NEW_ROLE = re.compile(
    rf"^(?:an?\s+|the\s+)?new\s+role\s+(?:called\s+|named\s+)?(?P<role>[\w-]+)\s+{_MAY}\s+(?P<rest>\S.*)$", re.I
)


def _with_role(said: str, scene: Scene) -> str:
    """`a role editor who may update notices`: the role is added, and the rule is left."""
    match = _RELATIVE.match(said) or _NEW_ROLE.match(said)
    if match is None or not names_thing(match["role"]):
        return said
    if role_of(match["role"], scene) is None:
        new_role(match["role"], scene)
    rest = re.sub(r",?\s+in addition to .+$", "", match["rest"], flags=re.I)
    return f"{match['role']} may {rest}"


def read_access(said: str, scene: Scene) -> bool:
    """Whether the clause says who may do something."""
    said = _WHOEVER.sub("", _with_role(said, scene))
    like = _LIKE.search(said)
    if like is not None and whom(like["who"], scene) is not None:
        said = said[: like.start()]
    for form, mode in _RULES:
        match = form.match(said)
        if match is not None:
            groups = {name.rstrip("2"): text for name, text in match.groupdict().items() if text}
            return _rule(groups["who"], _base(groups["verbs"]), groups.get("what", ""), mode, scene)
    closed, narrowed = _CLOSED.match(said), _ONLY_SO.match(said)
    if closed is not None and find_all(closed["what"], scene, {PartKind.ENTITY}):
        return _rule("everybody", ["read"], closed["what"], Mode.NOT, scene)
    if narrowed is not None and scene.last_entity is not None:
        return _rule(narrowed["who"], _base(narrowed["verbs"]), scene.last_entity, Mode.ONLY, scene)
    but = _BUT.match(said)
    if but is not None and scene.edits and scene.edits[-1].part is PartKind.PERMISSION:
        return _narrowed(but["who"], scene)
    only = _ONLY_FOR.match(said)
    if only is not None:
        return _rule(only["who"], _base(only["verbs"]), only["what"], Mode.ONLY, scene)
    counted = _ANALYTICS.match(said)
    if counted is not None and entity_of(counted["what"], scene) is not None:
        return _counted(counted, scene)
    if _open(said, scene):
        return True
    public = _PUBLIC.match(said)
    if public is not None and find_all(public["what"], scene, {PartKind.ENTITY}):
        return _rule("everybody", ["read"], public["what"], Mode.ALSO, scene)
    return False


def _narrowed(said: str, scene: Scene) -> bool:
    """Only those who are named may do what the clause before it was about."""
    who, entity = whom(said, scene), scene.edits[-1].name.partition(".")[0]
    if who is None:
        return False
    last = [edit.name.rpartition(".")[2] for edit in scene.edits
            if edit.part is PartKind.PERMISSION and edit.name.startswith(f"{entity}.")]  # fmt: skip
    permit(entity, tuple(Action(action) for action in dict.fromkeys(last)), who, Mode.ONLY, scene)
    return True


_TOO = re.compile(
    rf"[\s,]*(?:(?:and|even|also)\s+)*(?:(?:{'|'.join(name for name in _FORMS if name.endswith('ing'))})"
    r"\s+(?:included|too|as well))?[\s.!]*",
    re.I,
)
"""Behind what is opened: `deleting included`."""


def _open(said: str, scene: Scene) -> bool:
    """`make every route public`: what planners read in a request, said of what is there."""
    found = next(iter(openings(said)), None)
    if found is None or not found.actions or found.start or not _TOO.fullmatch(said[found.end :]):
        return False
    meant = _entities(found.what, scene)
    entities = tuple(name for name in meant if found.what or name != scene.account)
    if entities != meant:
        scene.notes.assume(f"{scene.account} stays as it is: who changes accounts makes himself anybody.")
    changed = [_opened(entity, found.actions, scene) for entity in entities]
    if not any(changed):
        scene.notes.assume("Who may do that is so already.")
    kept = [item.name for item in scene.blueprint.operations if not item.access.public]
    if kept and found.route and not found.what:
        scene.notes.assume(f"Operations of their own keep who may call them: {', '.join(kept)}.")
    if not found.route:
        scene.notes.assume(f"`{found.said}` is meant of reading: to open changes too, say `every route`.")
    return True


def _opened(name: str, actions: tuple[Action, ...], scene: Scene) -> bool:
    """Opens rows to everybody, and whether that is new; what only works with owners keeps them, and that is told."""
    try:
        with scene.whole():
            changed = permit(name, actions, ("public",), Mode.ALSO, scene)
            if "public" in allowed(name, Action.CREATE, scene):
                _disown(name, scene)
            check(scene.blueprint)
    except AgentError as error:
        scene.notes.leave(f"{name} stays as it is: {error}")
        return True
    return changed


def _disown(name: str, scene: Scene) -> None:
    """Whoever has no account makes rows, so that nobody owns them, and none needs somebody."""
    owner = next(entity.owner for entity in scene.blueprint.entities if entity.name == name)
    if owner is None:
        return
    scene.set(PartKind.ENTITY, name, {"owner": None})
    scene.set(PartKind.RELATIONSHIP, f"{name}.{owner}", {"required": False, "on_delete": "set_null"})
    scene.notes.assume(f"Rows of {name} belong to nobody any more: whoever has no account makes them.")


def _base(verbs: str) -> list[str]:
    """The verbs of a list, as the table has them."""
    return [_FORMS.get(verb, verb) for verb in re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", verbs.lower())]


def _counted(match: re.Match[str], scene: Scene) -> bool:
    """`product analytics can be public`: one operation of an entity."""
    rest = match["rest"].lower()
    narrow = re.match(r"(?:(?:only|just) for|restricted to|visible to)\s+(?P<who>.+)$|(?P<who2>\w+)[ -]only$", rest)
    who = (narrow["who"] or narrow["who2"]) if narrow else "everybody"
    verb = {"search": "search", "list": "list"}.get(match["noun"].lower(), "analyse")
    return _rule(re.sub(r"\s+only$", "", who), [verb], match["what"], Mode.ONLY if narrow else Mode.ALSO, scene)


def _rule(who: str, verbs: list[str], what: str, mode: Mode, scene: Scene) -> bool:
    what = what.strip(" .")
    own = _OWN.match(what)
    entities = _entities(own["what"] if own else what, scene)
    if scene.account is None:
        raise BadInput(
            "Nobody signs in to this backend, so nobody can be told apart.",
            hint="Say `use JWT` first.",
            code="no-accounts",
        )
    found = _whom(who, scene, own=own is not None)
    if found is None:
        return False
    actions = tuple(dict.fromkeys(action for verb in verbs for action in _ACTIONS[verb]))
    changed = [permit(entity, actions, found, mode, scene) for entity in entities]
    if not any(changed):
        scene.notes.assume("Who may do that is so already.")
    scene.name(*(Address(part=PartKind.ENTITY, name=entity) for entity in entities[:1]))
    return True


def _entities(what: str, scene: Scene) -> tuple[str, ...]:
    """The entities that a rule is about: all that have standard operations where none is named."""
    if not what or _EVERYTHING.fullmatch(what):
        served = {resource.entity for resource in scene.blueprint.resources}
        return tuple(name for name in scene.entities if name in served)
    found = find_all(what, scene, {PartKind.ENTITY})
    if not found:
        raise unknown(what, scene, {PartKind.ENTITY})
    return tuple(item.name for item in found)


def _called(piece: str) -> bool:
    return _ROLE.fullmatch(piece) is not None and names_thing(piece)


def _whom(who: str, scene: Scene, *, own: bool) -> tuple[str, ...] | None:
    """Words of the permission language; who is nobody known is a new role. None where that cannot be."""
    pieces = [re.sub(r"^(?:the|all|only)\s+", "", piece.strip(), flags=re.I) for piece in JOINED.split(who.strip())]
    known = [whom(piece, scene) for piece in pieces]
    for piece, words in zip(pieces, known, strict=True):
        if words is None and (entity_of(piece, scene) is not None or not _called(piece)):
            return None
    found: list[str] = []
    for piece, words in zip(pieces, known, strict=True):
        if words is None:
            words = (new_role(piece, scene),)
            scene.notes.assume(f"{words[0]} is a new role: nobody was called so before.")
        found += [word for word in words if word not in found]
    if not own:
        return tuple(found)
    lowest = {role.name for role in scene.blueprint.roles if role.default}
    return ("owner", *(word for word in found if word not in {"authenticated", *lowest}))
