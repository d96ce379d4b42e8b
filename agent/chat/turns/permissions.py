"""Changes who may do what with an entity, and tells where that opens a door."""

from collections.abc import Sequence
from enum import StrEnum

from agent.chat.turns.scene import Scene
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Action
from tools.errors import BadInput


class Mode(StrEnum):
    ALSO = "also"
    """Whoever is named, beside those that may already."""
    ONLY = "only"
    """Whoever is named, and nobody else."""
    NOT = "not"
    """Those that may already, without whoever is named."""


def permit(entity: str, actions: Sequence[Action], who: tuple[str, ...], mode: Mode, scene: Scene) -> bool:
    """Sets who may, and whether that is another rule than before."""
    served = next((item.actions for item in scene.blueprint.resources if item.entity == entity), ())
    edits = len(scene.edits)
    for action in actions:
        before = allowed(entity, action, scene)
        made = _fitting(_after(before, who, mode, scene), entity, scene)
        if action not in served or set(made) == set(before):
            continue
        if not made:
            raise BadInput(
                f"Rows of {entity} belong to nobody.", hint="Name a role, or say whose they are.", code="no-owner"
            )
        scene.set(PartKind.PERMISSION, f"{entity}.{action.value}", {"allow": list(made)})
        if _width(made) > _width(before):
            scene.reached.setdefault((entity, action), before)
    return len(scene.edits) > edits


def tell_openings(scene: Scene) -> None:
    """Tells as risks what the turn as a whole opens: a clause may close again what another one has opened."""
    opened: dict[tuple[str, str], list[str]] = {}
    for (entity, action), before in scene.reached.items():
        now = allowed(entity, action, scene)
        if _width(now) > _width(before):
            opened.setdefault((entity, now[0]), []).append(action.value)
    for (entity, word), verbs in opened.items():
        whoever = "Everybody, also without an account," if word == "public" else "Everybody with an account"
        scene.notes.warn(f"{whoever} may {', '.join(verbs)} {entity}: you asked for it.")


def allowed(entity: str, action: Action, scene: Scene) -> tuple[str, ...]:
    """Who may do that now."""
    rules = (item for item in scene.blueprint.permissions if item.entity == entity and action in item.actions)
    return tuple(dict.fromkeys(word for rule in rules for word in rule.allow))


def _after(before: tuple[str, ...], who: tuple[str, ...], mode: Mode, scene: Scene) -> tuple[str, ...]:
    if mode is Mode.ONLY:
        return who
    if mode is Mode.NOT:
        return _without(before, who, scene)
    for word in ("public", "authenticated"):
        if word in who or word in before:
            return (word,)
    return tuple(dict.fromkeys((*before, *who)))


def _without(before: tuple[str, ...], who: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """Those that are left; the first administrators where nobody is."""
    lowest = {role.name for role in scene.blueprint.roles if role.default}
    gone = set(who)
    if "public" in who and "public" in before:
        return ("authenticated",)
    if "authenticated" in who:
        gone |= {"public", "owner", *lowest}
    elif {"public", "authenticated"} & set(before):
        before = tuple(role.name for role in scene.blueprint.roles)
    first = tuple(role.name for role in scene.blueprint.roles if role.first)
    return tuple(word for word in before if word not in gone) or tuple(word for word in first if word not in gone)


def _fitting(allow: tuple[str, ...], entity: str, scene: Scene) -> tuple[str, ...]:
    """Without `owner` where rows have none."""
    owned = entity == scene.account or any(item.name == entity and item.owner for item in scene.blueprint.entities)
    return allow if owned else tuple(word for word in allow if word != "owner")


def _width(allow: tuple[str, ...]) -> int:
    return 2 if "public" in allow else 1 if "authenticated" in allow else 0
