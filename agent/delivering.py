"""Looks at the directory of a turn before the turn changes it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from agent.chat.versions import Version
from tools.errors import BadInput
from tools.output import Target, inspect, recover

Files = Mapping[str, str]
"""Path to sha256."""


def ready(out: str | None) -> Target | None:
    """The directory, with what a killed run left completed; None where none is named.

    Raises BadInput for one that is not ours or was edited by hand.
    """
    if out is None:
        return None
    recover(Path(out))
    return inspect(Path(out))


def refuse_others(out: str | None, versions: Sequence[Version], made: Files | None = None) -> Target | None:
    """As `ready`; raises BadInput, too, where the directory holds a backend that is no version of the thread.

    `made` are the files of a version that is not told yet: a run that was killed may have written them already.
    """
    target = ready(out)
    if target is None or target.manifest is None:
        return target
    found = {path: entry.sha256 for path, entry in target.manifest.files.items()}
    if all(found != files for files in (*(item.files for item in versions), made)):
        raise BadInput(
            f"{target.root} holds a backend that this conversation has not made: another one, or a run, wrote it.",
            hint="Choose another output directory, or remove this one.",
            code="other-backend",
        )
    return target


def lying(target: Target, made: Files) -> Files:
    """The generated files that lie in a directory. What is the user's own stays, so it counts as it was made."""
    entries = target.manifest.files if target.manifest is not None else {}
    there = {path: entry for path, entry in entries.items() if (target.root / path).is_file()}
    generated = {path: entry.sha256 for path, entry in there.items() if entry.kind == "generated"}
    return generated | {path: made[path] for path in there if path not in generated and path in made}
