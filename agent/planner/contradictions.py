"""Requirements that rule each other out, found over the whole sketch."""

from itertools import pairwise

from agent.planner.sketch import EntitySketch, Sketch
from tools.blueprint.model import Action, Cardinality, KeyKind
from tools.errors import Contradiction

_REFUSABLE = frozenset({Action.CREATE, Action.UPDATE, Action.DELETE})


def check_sketch(sketch: Sketch) -> None:
    """Raises Contradiction, naming both sides."""
    for entity in sketch.entities.values():
        _natural_key(entity)
        _bounds(entity)
    if not sketch.yielding:
        _permitted(sketch)
    _cycle(sketch)


def _permitted(sketch: Sketch) -> None:
    """What nobody may do at all, and somebody may."""
    for permission in sketch.permissions:
        kept = sketch.actions.get(permission.entity or "", _REFUSABLE)
        for action in permission.actions:
            if action in _REFUSABLE and action not in kept:
                what, who = f"{action.value} {permission.entity}", ", ".join(permission.allow)
                raise Contradiction(f"nobody may {what}", f"{who} may {what}", hint="Say which of the two holds.")


def _natural_key(entity: EntitySketch) -> None:
    if entity.key is not KeyKind.NATURAL or entity.key_attribute is None:
        return
    attribute = entity.attributes.get(entity.key_attribute)
    if attribute is not None and attribute.optional:
        raise Contradiction(
            f"{entity.name}.{attribute.name} is the key",
            f"{entity.name}.{attribute.name} is optional",
            hint="A key is always there: make it required, or use another key.",
        )


def _bounds(entity: EntitySketch) -> None:
    for attribute in entity.attributes.values():
        facets = attribute.facets
        where = f"{entity.name}.{attribute.name}"
        for low, high in (("minimum", "maximum"), ("min_length", "max_length")):
            least, most = facets.get(low), facets.get(high)
            if least is not None and most is not None and least > most:
                raise Contradiction(f"{where} is at least {least}", f"{where} is at most {most}")
        values, default = facets.get("values"), facets.get("default")
        if values and isinstance(default, str) and default not in values:
            raise Contradiction(f"{where} is one of {', '.join(values)}", f"{where} is {default} by default")
        if attribute.optional and facets.get("required"):
            raise Contradiction(f"{where} is required", f"{where} is optional")


def _cycle(sketch: Sketch) -> None:
    """A ring of required references cannot be filled: no row could be the first."""
    edges: dict[str, list[str]] = {name: [] for name in sketch.entities}
    for item in sketch.relationships:
        if not item.required or item.cardinality is Cardinality.MANY_TO_MANY:
            continue
        turned = item.cardinality is Cardinality.ONE_TO_MANY
        holder, held = (item.target, item.source) if turned else (item.source, item.target)
        edges.setdefault(holder, []).append(held)
    for start in edges:
        path = _back_to(start, edges)
        if path is not None:
            if _relax(path, sketch):
                _cycle(sketch)
                return
            last = path[-2] if len(path) > 1 else start
            raise Contradiction(
                f"{start} needs {path[1] if len(path) > 1 else start} to exist",
                f"{last} needs {start} to exist",
                hint="Make one of the references optional.",
            )


def _relax(path: list[str], sketch: Sketch) -> bool:
    """Gives up a requirement on the ring that nobody stated."""
    for one, other in pairwise(path):
        for item in sketch.relationships:
            ends = (
                (item.target, item.source)
                if item.cardinality is Cardinality.ONE_TO_MANY
                else (item.source, item.target)
            )
            if (
                ends == (one, other)
                and item.required
                and not item.firm
                and sketch.entities[item.source].owner != item.name
            ):
                item.required = False
                return True
    return False


def _back_to(start: str, edges: dict[str, list[str]]) -> list[str] | None:
    """A ring from an entity to itself, as the names on it."""
    came: dict[str, str] = {}
    queue = [start]
    while queue:
        here = queue.pop(0)
        for following in edges.get(here, ()):
            if following == start:
                path = [start, here] if here != start else [start]
                while path[-1] in came and came[path[-1]] != start:
                    path.append(came[path[-1]])
                return [start, *reversed(path[1:]), start]
            if following not in came:
                came[following] = here
                queue.append(following)
    return None
