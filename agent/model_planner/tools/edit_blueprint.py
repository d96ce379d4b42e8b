"""`edit_blueprint`: one batch of edits, and what else the model has to say of the plan."""

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from agent.model_planner.batch import Asked
from agent.model_planner.session import Session
from agent.model_planner.tools.tool import Answer, Arguments, Refused, Tool, first_problem, read, spec
from prompts import render, shortened
from tools.blueprint.edit.model import Edit, PartKind
from tools.errors import AgentError, BadInput

NAME = "edit_blueprint"
MAX_EDITS = 120
"""Of one answer, in all its calls: no model has more to say at once, and each is tried out."""
_MOST_FINDINGS = 12
_LONGEST_FINDING = 400
_MOST_TOKENS = 150
"""Of one finding: the prompt holds twelve."""


class PlannedEdit(BaseModel):
    """One edit, as the model writes it."""

    model_config = ConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)

    op: Literal["set", "remove", "rename"]
    part: PartKind
    name: str
    value: JsonValue = None
    """For set: the fields to set (an object), or the setting's value."""
    to: str | None = None
    """For rename."""
    because: str = ""
    """Words of the request, verbatim; needed to remove, rename, change or open what the draft has."""


class PlannedStack(BaseModel):
    """Technologies by their ids."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    framework: str | None = None
    datastore: str | None = None
    because: str = ""


class EditBlueprint(Arguments):
    """Change the Blueprint: all edits in one call. It is checked at once; findings come back only if there are any."""

    edits: list[PlannedEdit] = []
    stack: PlannedStack | None = None
    """Only where the request names another stack than the draft has."""
    placed: list[int] = []
    """Numbers of the phrases without a place that these edits now say."""
    assumptions: list[str] = []
    """What you took for granted, one short sentence each."""
    done: bool = True
    """False if further calls will follow."""


class _Loose(Arguments):
    """The same, with edits that are read one by one: a wrong one must not cost the others."""

    edits: list[JsonValue] = Field(default=[], max_length=MAX_EDITS)
    stack: PlannedStack | None = None
    placed: list[int] = []
    assumptions: list[str] = []
    done: bool = True


class _Counted(Arguments):
    """The edits alone, however many there are."""

    edits: list[JsonValue] = []


def run(arguments: str, session: Session) -> Answer:
    """Makes the batch; the findings are of edits that were not made."""
    given = read(_Loose, arguments)
    before = session.blueprint, session.stack
    refused: list[Refused] = []
    if given.stack is not None:
        try:
            session.choose(given.stack.framework, given.stack.datastore, given.stack.because)
        except AgentError as error:
            refused.append(Refused({"stack": given.stack.model_dump(exclude_none=True)}, "stack", error))
    batch: list[Asked] = []
    for place, data in enumerate(given.edits):
        try:
            batch.append(_asked(place, data))
        except ValidationError as error:
            refused.append(Refused(data, f"edits[{place}]", BadInput(first_problem(error), hint="")))
    outcome = session.edit(batch)
    labels = {item.place: item.label for item in batch}
    refused += [Refused(given.edits[place], labels[place], error) for place, error in outcome.findings.items()]
    # Which edit says which phrase is not known: one that was refused may be the one.
    changed = (session.blueprint, session.stack) != before
    session.note(given.assumptions, given.placed if changed and not refused else ())
    findings = tuple(item.finding for item in refused)
    told = [short(text) for text in findings[:_MOST_FINDINGS]]
    text = render(
        "plan.findings", kept=outcome.kept, asked=len(given.edits), findings=told, more=len(findings) - len(told)
    )
    # Who is not done has more to send than what is to be mended.
    return Answer(text, findings, refused=tuple(refused) if given.done else (), done=given.done and not findings)


def _asked(place: int, data: JsonValue) -> Asked:
    planned = PlannedEdit.model_validate(data)
    value = _value(planned) if planned.op == "set" else None
    edit = Edit.model_validate(
        {"op": planned.op, "part": planned.part, "name": planned.name, "value": value, "to": planned.to or None}
    )
    return Asked(place, edit, planned.because)


def _value(planned: PlannedEdit) -> JsonValue:
    """Some models write an object as a text, and some repeat the name in it."""
    value = planned.value
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")) and planned.part is not PartKind.SETTING:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return planned.value
    if isinstance(value, dict) and value.get("name") == planned.name.rpartition(".")[2]:
        return {key: item for key, item in value.items() if key != "name"}
    return value


def short(text: str) -> str:
    """A finding on one line: it shows expressions, with a mark under them, on several."""
    line = " ".join(text.split())
    return shortened(line if len(line) <= _LONGEST_FINDING else f"{line[:_LONGEST_FINDING]}…", _MOST_TOKENS)


def size(arguments: str) -> int:
    """How many edits a call asks for; none where that cannot be read."""
    try:
        return len(read(_Counted, arguments).edits)
    except AgentError:
        return 0


TOOL = Tool(spec(NAME, EditBlueprint), run)
