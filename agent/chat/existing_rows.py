"""Asks what rows that exist already get where a turn wants a value of them that they do not have."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.chat.said_values import said_value
from agent.chat.turns.turn import EditTurn, Turn, UnclearTurn
from agent.chat.versions import Version
from agent.planner.draft import Question
from agent.task import StackWish
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit import Edit, PartKind, apply, attribute_at, fills_of, renames_of
from tools.blueprint.edit.renames import followed
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Attribute, Blueprint
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.errors import AgentError, BadInput

OPTIONAL = "make it optional"
STOP = "stop where a row has none"
_OPTIONAL = frozenset({OPTIONAL, "optional", "nothing", "none", "no value", "null"})
_STOP = frozenset({STOP, "stop"})


@dataclass(frozen=True, slots=True)
class Gap:
    """An attribute that is required after a turn, and that rows may be without."""

    name: str
    """Its address after the turn."""
    attribute: Attribute
    new: bool
    """It came with the turn, and was not optional before."""

    @property
    def entity(self) -> str:
        return self.name.partition(".")[0]

    @property
    def question(self) -> str:
        member = self.attribute.name
        if self.new:
            return f"What should rows of {self.entity} that exist already have as {member}?"
        return f"What should rows of {self.entity} that exist already and have no {member} get?"


def settled(turn: Turn, current: Version, answers: Mapping[str, str]) -> Turn:
    """The turn with what was answered, or with the questions, and the default taken; others are as they were.

    Raises BadInput for an answer that is no value of its attribute.
    """
    if not isinstance(turn, EditTurn) or turn.stack.datastore not in (None, current.stack["datastore"]):
        return turn
    before, stack = from_data(current.blueprint), Stack(**current.stack)
    try:
        gaps = _gaps(before, turn.edits)
        if gaps:
            resolve(apply(before, turn.edits), stack)
    except AgentError:
        # It will be told when the turn is made.
        return turn
    asked = Counter(gap.attribute.name for gap in gaps)
    for gap in gaps:
        turn = _closed(turn, gap, _id(gap, asked), before, stack, answers)
    stay = [gap.name for gap in gaps if not gap.new and not _required(before, turn.edits, gap.name)]
    if stay and not turn.edits and turn.stack == StackWish():
        return UnclearTurn(said="", reason=f"Nothing was changed: {', '.join(stay)} may be without a value as before.")
    return turn.model_copy(
        update={"assumptions": (*turn.assumptions, *(f"{name} may be without a value as before." for name in stay))}
    )


def _gaps(before: Blueprint, edits: Sequence[Edit]) -> list[Gap]:
    after = apply(before, edits)
    old, _ = followed(before, after, renames_of(before, edits))
    filled = fills_of(before, edits)
    found = []
    for name, attribute in _of_rows(old, after):
        was = attribute_at(old, name)
        needed = attribute.required and attribute.default is None and not attribute.managed
        if needed and name not in filled and (was is None or not was.required):
            found.append(Gap(name, attribute, new=was is None))
    return found


def _of_rows(old: Blueprint, after: Blueprint) -> Iterator[tuple[str, Attribute]]:
    """Attributes, by address, of what was there before: only that may have rows. A key is no value among others."""
    entities = {item.name for item in old.entities}
    links = {(item.source, item.name) for item in old.relationships}
    for entity in after.entities:
        if entity.name in entities:
            own = (item for item in entity.attributes if item.name != entity.key.attribute)
            yield from ((f"{entity.name}.{item.name}", item) for item in own)
    for link in after.relationships:
        if (link.source, link.name) in links:
            yield from ((f"{link.source}.{link.name}.{item.name}", item) for item in link.attributes)


def _id(gap: Gap, asked: Mapping[str, int]) -> str:
    """`existing-rows-isbn`; with the entity, or the link, where several are asked of that have an isbn."""
    path = gap.name if asked[gap.attribute.name] > 1 else gap.attribute.name
    return f"existing-rows-{path.lower().replace('.', '-').replace('_', '-')}"


def _closed(turn: EditTurn, gap: Gap, id: str, before: Blueprint, stack: Stack, answers: Mapping[str, str]) -> EditTurn:
    answer = answers.get(id, "").strip()
    wish = answer.strip(" .").lower()
    listed = gap.attribute.values and wish in map(str.lower, gap.attribute.values)
    if not answer:
        default = _default(turn, gap, before, stack)
        wish, end = default, "it is optional." if default == OPTIONAL else "the migration stops at such a row."
        question = Question(id=id, text=f"{gap.question} Without a value {end}", default=default)
        turn = turn.model_copy(update={"questions": (*turn.questions, question)})
    if wish in _OPTIONAL and not listed:
        return turn.model_copy(update={"edits": _optional(before, turn.edits, gap.name)})
    if wish in _STOP and not listed:
        told = f"{gap.name} is required from now on: the migration stops where a row has none."
        return turn.model_copy(update={"assumptions": (*turn.assumptions, told)})
    value = said_value(answer, value_type(gap.attribute))
    if value is None:
        kind = gap.attribute.type.value
        wanted = f"one of {', '.join(gap.attribute.values)}" if gap.attribute.values else kind
        hint = f"It is {wanted}, within its bounds: name such a value, or `{OPTIONAL}`."
        raise BadInput(f"`{answer[:60]}` cannot be {gap.name}.", hint=hint, code="bad-fill")
    fill = Edit(op="set", part=PartKind.ATTRIBUTE, name=gap.name, value={"required": True}, fill=value)
    return turn.model_copy(update={"edits": _joined(before, turn.edits, fill)})


def _default(turn: EditTurn, gap: Gap, before: Blueprint, stack: Stack) -> str:
    """What is taken without an answer. What was there before stays as it was said; what is new must not be needed."""
    if not gap.new:
        return STOP
    try:
        resolve(apply(before, _optional(before, turn.edits, gap.name)), stack)
    except AgentError:
        # Something else rests on its being there: what accounts sign in with, a rule.
        return STOP
    return OPTIONAL


def _optional(before: Blueprint, edits: Sequence[Edit], name: str) -> tuple[Edit, ...]:
    return _joined(before, edits, Edit(op="set", part=PartKind.ATTRIBUTE, name=name, value={"required": False}))


def _joined(before: Blueprint, edits: Sequence[Edit], last: Edit) -> tuple[Edit, ...]:
    """The edits and one more; in the place of the last one of that attribute, where that comes to the same."""
    whole = (*edits, last)
    place = next((at for at in reversed(range(len(edits))) if _sets(edits[at], last.name)), None)
    if place is None:
        return whole
    wanted = to_data(apply(before, whole)), fills_of(before, whole)
    value = edits[place].value
    fields = value if isinstance(value, dict) else {}
    rest = {key: item for key, item in fields.items() if key != "required"}
    tries: list[tuple[Edit, ...]] = []
    if last.fill is not None:
        tries.append((edits[place].model_copy(update={"fill": last.fill}),))
    else:
        tries += [()] if not rest else []
        tries.append((edits[place].model_copy(update={"value": rest}),))
    for instead in tries:
        made = (*edits[:place], *instead, *edits[place + 1 :])
        if (to_data(apply(before, made)), fills_of(before, made)) == wanted:
            return made
    return whole


def _sets(edit: Edit, name: str) -> bool:
    return (edit.op, edit.part, edit.name) == ("set", PartKind.ATTRIBUTE, name)


def _required(before: Blueprint, edits: Sequence[Edit], name: str) -> bool:
    found = attribute_at(apply(before, edits), name)
    return found is not None and found.required
