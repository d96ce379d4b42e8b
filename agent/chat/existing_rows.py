"""Asks what rows that exist already get where a turn wants a value of them that they do not have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.chat.lacking import Lack, lacking
from agent.chat.said_values import said_value
from agent.chat.turns.turn import EditTurn, Turn, UnclearTurn
from agent.chat.versions import Version
from agent.planner.draft import Question
from agent.task import StackWish
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit import Edit, PartKind, apply, attribute_at, fills_of, renames_of
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.errors import AgentError, BadInput

OPTIONAL = "make it optional"
STOP = "stop where a row has none"
_OPTIONAL = frozenset({OPTIONAL, "optional", "nothing", "none", "no value", "null"})
_STOP = frozenset({STOP, "stop"})


@dataclass(frozen=True, slots=True)
class Gap(Lack):
    """A value that rows lack after a turn, as people are asked for it."""

    @property
    def new(self) -> bool:
        """Whether it came with the turn, and was not optional before."""
        return self.was is None

    @property
    def entity(self) -> str:
        return self.name.partition(".")[0]

    @property
    def question(self) -> str:
        member = self.attribute.name
        if self.new:
            return f"What should rows of {self.entity} that exist already have as {member}?"
        if self.retyped:
            return f"What should rows of {self.entity} that exist already have as {member}, whose type changes?"
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
    open_ = [gap for gap in gaps if gap.was is not None and not _required(before, turn.edits, gap.name)]
    stay = [gap.name for gap in open_ if gap.was is not None and not gap.was.required]
    if stay and not turn.edits and turn.stack == StackWish():
        return UnclearTurn(said="", reason=f"Nothing was changed: {', '.join(stay)} may be without a value as before.")
    told = (f"{gap.name} may be without a value {'as before' if gap.name in stay else 'now'}." for gap in open_)
    return turn.model_copy(update={"assumptions": (*turn.assumptions, *told)})


def _gaps(before: Blueprint, edits: Sequence[Edit]) -> list[Gap]:
    """What nothing gives the rows: neither the backend, nor a default, nor a fill."""
    filled = fills_of(before, edits)
    return [
        Gap(lack.name, lack.attribute, lack.was)
        for lack in lacking(before, apply(before, edits), renames_of(before, edits))
        if lack.attribute.default is None and not lack.attribute.managed and lack.name not in filled
    ]


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
        stops = "the migration stops at any row." if gap.retyped else "the migration stops at such a row."
        wish, end = default, "it is optional." if default == OPTIONAL else stops
        question = Question(id=id, text=f"{gap.question} Without a value {end}", default=default)
        turn = turn.model_copy(update={"questions": (*turn.questions, question)})
    if wish in _OPTIONAL and not listed:
        return turn.model_copy(update={"edits": _optional(before, turn.edits, gap.name)})
    if wish in _STOP and not listed:
        told = f"{gap.name} is required from now on: the migration stops where a row has none."
        if gap.retyped:
            told = f"No value of {gap.name} is one of its new type: the migration stops at any row."
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
