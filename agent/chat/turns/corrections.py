"""Reads what a later clause says of a value or a link that came with the same turn: that it is a reference, or has many
on both sides."""

import re

from agent.chat.turns.links import between, link_by_name, link_many
from agent.chat.turns.references import bare, entity_of
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner.notes import Notes
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.model import Cardinality
from tools.blueprint.names import snake

_IS_ONE = re.compile(
    r"^(?:it|that|this|which|who|they) (?:is|are|must be|should be) (?:always |itself )?(?:an?|another|one of the|one "
    r"of our|the other|"
    r"some other) (?P<target>[\w-]+(?:\s[\w-]+)?)(?:,? (?:which|that|who) [^,;]{1,40}| as well| too)?$",
    re.I,
)
ONE = re.compile(r"^(?:one|the same|a single|the very same)\s+(?!of\b|or\b|thing\b)", re.I)
"""Before an entity: one row of it."""
_SHARED = re.compile(
    r"^(?P<source>(?:an?|one|the same|each|every)\s+[\w-]+)\s+(?:is|can be|may be|could be|has|can have|may have)\s+"
    r"(?:(?:in|at|on|of|by|with)"
    r"\s+)?(?:many|several|multiple)\s+(?P<target>[\w-]+)$",
    re.I,
)
"""`the same speaker can be at several events`: one of the two sentences that make many to many."""


def refers(said: str, scene: Scene) -> bool:
    """`a comment has a reply_to. It is another comment`: the new value is a reference."""
    match, named = _IS_ONE.match(said), scene.named[-1:]
    target = entity_of(bare(match["target"]), scene) if match is not None else None
    if target is None or not named or named[0].part is not PartKind.ATTRIBUTE or not scene.new(named[0].name):
        return False
    if named[0].name.count(".") != 1 or not _take_back(named[0], f"{named[0].name} is text", scene):
        return False
    link_by_name(named[0].entity, target, named[0].member, Cardinality.MANY_TO_ONE, scene, firm=False)
    return True


def other_way(said: str, scene: Scene) -> bool:
    """Whether the clause says that a link of this turn, of which one side was told, has many on the other side too."""
    match = _SHARED.match(said)
    source = entity_of(ONE.sub("", match["source"]), scene) if match is not None else None
    target = entity_of(bare(match["target"]), scene) if match is not None else None
    if source is None or target is None:
        return False
    single = (item for item in between(source, target, scene) if item.cardinality is Cardinality.MANY_TO_ONE)
    name = next((f"{item.source}.{item.name}" for item in single if item.source == source), "")
    told = f"May one {snake(source).replace('_', ' ')} "
    if not scene.new(name) or not _take_back(Address(part=PartKind.RELATIONSHIP, name=name), told, scene):
        return False
    link_many(target, source, scene)
    return True


def _take_back(part: Address, told: str, scene: Scene) -> bool:
    """Undoes what this turn did with a part that a later clause corrects, and what was told of it; whether there was
    such."""
    kept, before = [edit for edit in scene.edits if edit.name != part.name], scene.notes
    if len(kept) == len(scene.edits):
        return False
    scene.blueprint = apply(scene.blueprint, [Edit(op="remove", part=part.part, name=part.name)])
    scene.edits, scene.notes = kept, Notes()
    for text in before.assumptions:
        if not text.startswith(told):
            scene.notes.assume(text)
    for question in before.questions:
        if not question.text.startswith(told):
            scene.notes.ask(question.id, question.text, question.default)
    for text in before.unplaced:
        scene.notes.leave(text)
    for text in before.risks:
        scene.notes.warn(text)
    return True
