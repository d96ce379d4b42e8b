"""Settles likes, follows and favourites: the relationship to the accounts, and the fields that show it."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.patterns.access import named_roles
from agent.planner.patterns.making import free_name
from agent.planner.sketch import PatternSketch, RelationshipSketch, Sketch
from agent.planner.text.patterns.toggles import verb_noun
from agent.planner.text.patterns.verbs import participle
from tools.blueprint.model import Cardinality
from tools.blueprint.names import plural, plural_snake

_DOERS = {"follow": "followers", "join": "members", "subscribe": "subscribers", "watch": "watchers"}


def settle_toggle(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    account, entity = str(sketch.auth.account), pattern.entity
    name = free_name(sketch, entity, _DOERS.get(pattern.name, f"{participle(pattern.name)}_by"))
    inverse = f"{participle(pattern.name)}_{plural_snake(entity)}"
    if entity == account:
        inverse = "following" if pattern.name == "follow" else f"{inverse}_too"
    link = RelationshipSketch(
        name, entity, account, Cardinality.MANY_TO_MANY, inverse=free_name(sketch, account, inverse), managed=True
    )
    sketch.relate(link)
    pattern.facets["relationship"] = link.name
    entry: dict[str, Any] = {"toggle": f"{entity}.{link.name}", "name": pattern.name}
    if pattern.facets.get("undo"):
        entry["undo"] = pattern.facets["undo"]
    if pattern.facets.get("count"):
        entry["count"] = f"{verb_noun(pattern.name)}_count"
    if pattern.facets.get("mine"):
        entry["mine"] = participle(pattern.name) if pattern.name != "follow" else "followed"
    allow, only = named_roles(pattern, sketch)
    if entity == account and not allow:
        # Accounts are private by default, and whoever is followed is somebody else's.
        allow, only = ("authenticated",), False
        notes.assume(f"All that are signed in may {pattern.name} each {entity}, and see what the answer shows.")
    pattern.made.append(entry | {"allow": allow, "only": only})
    notes.assume(f"{entity}.{link.name} keeps which {plural(account)} {pattern.name} a row: it is set by that alone.")
