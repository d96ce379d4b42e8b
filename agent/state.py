"""What a run knows: plain data only, so that a checkpoint can be read by any later process."""

import operator
from typing import Annotated, Any, NotRequired, TypedDict

Data = dict[str, Any]


class RunInput(TypedDict, total=False):
    """What a caller gives: one of `text`, `task` or `blueprint`, and answers to questions of an earlier try."""

    text: str
    """Plain words; on a thread that holds a backend, the next turn of its chat."""
    task: Data
    """A task of an orchestrator."""
    blueprint: Data
    """A finished Blueprint."""
    task_type: str
    """What to do with a text or a Blueprint; the text decides where this is absent."""
    stack: Data
    """`framework`, `datastore`, `language`: chosen outside of the request, wins over it."""
    answers: dict[str, str]
    """Question id to answer."""


CLEARED: Data = dict.fromkeys(RunInput.__annotations__)
"""What is left of an input once its run has ended: nothing that the thread's next input could be mixed up with."""


class RunOutput(TypedDict):
    """What a caller gets."""

    outcome: Data
    """A `Completed`, `Answered`, `NeedsInput` or `Failed`, as plain data."""


class ArtifactRef(TypedDict):
    """One produced file; its content is in the blob store."""

    path: str
    sha256: str
    size: int
    """Bytes."""
    language: str
    kind: str
    tool: str
    rules: list[str]


class Production(TypedDict):
    """One tool call, as it travels to a parallel node."""

    tool: str
    blueprint: Data
    stack: dict[str, str]
    migrations: list[Data]


def by_tool(old: dict[str, list[ArtifactRef]], new: dict[str, list[ArtifactRef]]) -> dict[str, list[ArtifactRef]]:
    """What a tool made last replaces what it made before; sorted, for parallel calls end in any order."""
    return dict(sorted({**old, **new}.items()))


def first_failure(old: Data | None, new: Data | None) -> Data | None:
    """Of several failures in one step the first by its text stays; None clears, when a thread is used again."""
    if old is None or new is None:
        return new
    return min(old, new, key=repr)


class State(RunInput):
    """Everything between the nodes."""

    request: NotRequired[Data]
    passages: NotRequired[list[Data]]
    draft: NotRequired[Data]
    """The planner's draft without its Blueprint."""
    plan: NotRequired[Data]
    """`blueprint`, `stack` by kind of pack, `tools`, `task_type`; of a chat's turn also what it changes."""
    turn: NotRequired[Data | None]
    """What the turn was understood to be; None where the words are a first request."""
    versions: NotRequired[list[Data]]
    """What the thread has delivered, the present backend last."""
    artifacts: Annotated[dict[str, list[ArtifactRef]], by_tool]
    evidence: NotRequired[list[Data]]
    trees: Annotated[list[str], operator.add]
    """Hash of what each validation looked at: seen twice, nothing was repaired."""
    redo: NotRequired[list[str]]
    """Tools that repair runs again."""
    notices: Annotated[list[str], operator.add]
    """What did not work as it should and was done without."""
    spend: NotRequired[Data]
    failure: Annotated[Data | None, first_failure]
    """The error that the run ends with."""
    outcome: NotRequired[Data | None]
