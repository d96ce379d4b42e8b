"""Makes links between entities: each row to one of the others, or many to many."""

from pydantic import JsonValue

from agent.chat.turns.references import MEMBERS, find
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.archetypes import archetype
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Cardinality, OnDelete, Relationship
from tools.blueprint.names import numbered, plural_snake, snake


def between(source: str, target: str, scene: Scene) -> list[Relationship]:
    """The links of two entities, from either side."""
    return [item for item in scene.blueprint.relationships if {item.source, item.target} == {source, target}]


def link_one(source: str, target: str, scene: Scene, *, firm: bool) -> None:
    """Each row of the source refers to one of the target."""
    there = next((item for item in between(source, target, scene) if item.source == source), None)
    if there is not None and there.cardinality in {Cardinality.MANY_TO_ONE, Cardinality.ONE_TO_ONE}:
        name = f"{source}.{there.name}"
        if firm and not there.required and source in scene.there and scene.new(name):
            scene.notes.assume(f"A {source} that exists already has no {target}: {name} is optional.")
        elif firm and not there.required:
            scene.set(PartKind.RELATIONSHIP, name, {"required": True, **firmly(name, scene)})
        elif not scene.new(name):
            scene.notes.assume(f"Each {source} belongs to one {target} already.")
    elif there is not None:
        name = f"{source}.{there.name}"
        value: dict[str, JsonValue] = {
            "cardinality": "many_to_one",
            "required": firm and source not in scene.there,
        }
        if not firm:
            value["on_delete"] = "set_null"
        scene.set(PartKind.RELATIONSHIP, name, value)
        _called(name, snake(target), scene)
        return
    else:
        link_by_name(source, target, snake(target), Cardinality.MANY_TO_ONE, scene, firm=firm)
        return
    scene.name(Address(part=PartKind.RELATIONSHIP, name=f"{source}.{there.name}"))


def firmly(name: str, scene: Scene) -> dict[str, JsonValue]:
    """What a reference that is required has beside that: it cannot become null."""
    there = scene.relationship(name)
    return {"on_delete": "restrict"} if there is not None and there.on_delete is OnDelete.SET_NULL else {}


def link_many(source: str, target: str, scene: Scene) -> None:
    """Many rows of each side hang together."""
    there = between(source, target, scene)
    if any(item.cardinality is Cardinality.MANY_TO_MANY for item in there):
        scene.notes.assume(f"{source} and {target} are linked many to many already.")
        scene.name(Address(part=PartKind.ENTITY, name=source))
        return
    usual = {snake(target), plural_snake(target)}
    single = next((item for item in there if item.source == source and item.name in usual), None)
    if single is None:
        link_by_name(source, target, plural_snake(target), Cardinality.MANY_TO_MANY, scene, firm=False)
        return
    name = f"{source}.{single.name}"
    scene.set(
        PartKind.RELATIONSHIP,
        name,
        {"cardinality": "many_to_many", "required": False, "on_delete": "restrict", "immutable": False},
    )
    scene.notes.assume(f"{name} was one {target}, and is many.")
    _called(name, plural_snake(single.name), scene)


def _called(name: str, to: str, scene: Scene) -> None:
    """A reference that becomes a list, or the other way about, is called in its number."""
    source, _, member = name.partition(".")
    if member != to and find(f"{source}.{to}", scene) == ():
        scene.rename(PartKind.RELATIONSHIP, name, to)
        name = f"{source}.{to}"
    scene.name(Address(part=PartKind.RELATIONSHIP, name=name))


def link_severally(source: str, target: str, scene: Scene) -> None:
    """`a book has many chapters`: each chapter is of one book, unless the target is what many share."""
    there = between(source, target, scene)
    if any(item.source == target or item.cardinality is Cardinality.MANY_TO_MANY for item in there):
        scene.notes.assume(f"{source} has many {plural_snake(target)} already.")
        scene.name(Address(part=PartKind.ENTITY, name=source))
        return
    kind = archetype(target)
    shared = bool(there) or (kind is not None and kind.many)
    if not there:
        yes, no = "yes", "no"
        one, many = snake(target).replace("_", " "), plural_snake(source).replace("_", " ")
        answer = scene.ask(
            f"shared-{snake(target).replace('_', '-')}",
            f"May one {one} have several {many}?",
            yes if shared else no,
            (yes, no),
        )
        shared = answer == yes
    if shared:
        link_many(source, target, scene)
    else:
        link_by_name(target, source, snake(source), Cardinality.MANY_TO_ONE, scene, firm=False)


def link_by_name(
    source: str, target: str, name: str, kind: Cardinality, scene: Scene, *, firm: bool, loose: bool = False
) -> None:
    free = next(item for item in numbered(name) if not find(f"{source}.{item}", scene, MEMBERS))
    value: dict[str, JsonValue] = {"to": target, "cardinality": kind.value}
    many = kind is Cardinality.MANY_TO_MANY
    if firm and source in scene.there:
        scene.notes.assume(f"A {source} that exists already has no {target}: {source}.{free} is optional.")
        firm = False
    if loose:
        value["required"] = False
    if firm:
        value["required"] = True
    elif not many:
        value["on_delete"] = "set_null"
    inverse = (
        plural_snake(source) if name in {snake(target), plural_snake(target)} else f"{name}_{plural_snake(source)}"
    )
    if not find(f"{target}.{inverse}", scene, MEMBERS) and not any(
        item.inverse == inverse and item.target == target for item in scene.blueprint.relationships
    ):
        value["inverse"] = inverse
    scene.set(PartKind.RELATIONSHIP, f"{source}.{free}", value)
    scene.name(Address(part=PartKind.RELATIONSHIP, name=f"{source}.{free}"))
