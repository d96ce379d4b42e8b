"""What one turn of a chat asks for: edits, another stack, a command, or nothing that was understood."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from agent.planner.draft import Question
from agent.task import StackWish
from tools.blueprint.edit.model import Edit, PartKind

CommandName = Literal["undo", "redo", "show", "why", "help"]
Shown = Literal["blueprint", "diff", "entity", "operations", "history", "stack"]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Address(_Frozen):
    """A part of a Blueprint, as edits address it."""

    part: PartKind
    name: str

    @property
    def entity(self) -> str:
        """The entity that it is, or that it belongs to."""
        return self.name.split(".")[0]

    @property
    def member(self) -> str:
        """Its name alone: `title` of `Book.title`."""
        return self.name.rpartition(".")[2]


class EditTurn(_Frozen):
    """The Blueprint is to change."""

    kind: Literal["edits"] = "edits"
    edits: tuple[Edit, ...]
    """In the order in which they were said; none where all that was said holds already."""
    stack: StackWish = StackWish()
    """Technologies that the same turn asks for; empty where it names none."""
    assumptions: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    """Whose answer would change the edits; these follow the default."""
    risks: tuple[str, ...] = ()
    """What the turn asks for and weakens security: it is followed."""
    unplaced: tuple[str, ...] = ()
    """What was said beside it and not understood."""


class StackTurn(_Frozen):
    """The same backend on other technologies, as they were named; whether they are supported is decided elsewhere."""

    kind: Literal["stack"] = "stack"
    stack: StackWish
    assumptions: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


class CommandTurn(_Frozen):
    """Something about the chat itself; nothing of the Blueprint changes by its words."""

    kind: Literal["command"] = "command"
    command: CommandName
    count: int = Field(default=1, ge=1, le=1000)
    """Of `undo` and `redo`: how many turns."""
    shown: Shown | None = None
    """Of `show`: what."""
    subject: str = ""
    """Of `why`, `help` and `show entity`: the words as typed."""
    about: Address | None = None
    """The part that the subject means, where there is one."""


class UnclearTurn(_Frozen):
    """Nothing could be understood."""

    kind: Literal["unclear"] = "unclear"
    said: str
    """What was not understood."""
    reason: str
    """Why, for people."""
    nearest: tuple[str, ...] = ()
    """Up to three things that can be said here."""


Turn = Annotated[EditTurn | StackTurn | CommandTurn | UnclearTurn, Field(discriminator="kind")]

_ADAPTER: TypeAdapter[Turn] = TypeAdapter(Turn)


def read_turn(data: Any) -> Turn:
    """The turn of its plain data, as `model_dump` gives it."""
    return _ADAPTER.validate_python(data)
