"""The versions of a thread's backend: what each turn made, in order; nothing is ever taken out."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agent.state import Data
from tools.blueprint.edit.model import Edit


class Version(BaseModel):
    """A backend that was delivered: proven as far as its run was asked to prove it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    number: int = Field(ge=1)
    said: str
    """The words that made it."""
    blueprint: dict[str, Any]
    stack: dict[str, str]
    task_type: str
    tools: tuple[str, ...]
    migrations: tuple[dict[str, Any], ...]
    """All of them, the first one too; empty while the backend has never changed."""
    renames: tuple[Edit, ...] = ()
    """Renames that led here from the version before."""
    fills: dict[str, Any] = {}
    """What rows without a value got when this Blueprint was first made, by the address of the attribute; redoing it
    gives it to them again."""
    changes: tuple[str, ...] = ()
    """What differs from the version before, for people."""
    files: dict[str, str]
    """Path to sha256."""
    undo: int | None = None
    """Number of the version whose Blueprint undoing this one brings back."""
    redo: int | None = None
    """Number of the version whose Blueprint was undone to come here."""
    out: str | None = None
    """Directory that it was written to."""


def read_versions(state: Mapping[str, Any]) -> tuple[Version, ...]:
    """The versions of a thread's state, the present one last."""
    return tuple(Version.model_validate(item) for item in state.get("versions", ()))


def numbered(versions: Sequence[Version], number: int) -> Version:
    """The version of that number; KeyError where there is none."""
    return {item.number: item for item in versions}[number]


def last_on(versions: Sequence[Version], datastore: str) -> Version | None:
    """The last version on that datastore, whose schema its databases have; None where there is none yet."""
    return next((item for item in reversed(versions) if item.stack["datastore"] == datastore), None)


def delivered(state: Mapping[str, Any], files: Mapping[str, str], out: str | None = None) -> list[Data]:
    """The thread's versions with the one that was just delivered, into the directory `out` where it was one."""
    before, plan = state.get("versions", []), state["plan"]
    version = Version(
        number=len(before) + 1,
        said=state["request"].get("text", ""),
        blueprint=plan["blueprint"],
        stack=plan["stack"],
        task_type=plan["task_type"],
        tools=tuple(plan["tools"]),
        migrations=tuple(plan.get("migrations", ())),
        renames=tuple(plan.get("renames", ())),
        fills=dict(plan.get("fills", {})),
        changes=tuple(plan.get("changes", ())),
        files=dict(files),
        undo=plan.get("undo"),
        redo=plan.get("redo"),
        out=out,
    )
    return [*before, version.model_dump(mode="json")]


def between(versions: Sequence[Version], one: int, other: int) -> tuple[Edit, ...]:
    """Renames that lead from a version to another one; to an earlier one turned round, the last one first."""
    on_the_way = [
        edit for item in versions if min(one, other) < item.number <= max(one, other) for edit in item.renames
    ]
    return tuple(on_the_way) if one < other else turned_back(on_the_way)


def turned_back(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The renames that take those back which were made in this order."""
    return tuple(turned(edit) for edit in reversed(edits))


def turned(edit: Edit) -> Edit:
    """The rename that takes a rename back."""
    *place, last = edit.name.split(".")
    return edit.model_copy(update={"name": ".".join([*place, str(edit.to)]), "to": last})
