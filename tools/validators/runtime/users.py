"""Who runs foreign code: an unprivileged user where we are root, ourselves otherwise."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from tools.errors import AgentError


@dataclass(frozen=True, slots=True)
class ChildUser:
    """The user and group that a child process drops to."""

    uid: int
    gid: int


def child_user() -> ChildUser | None:
    """The unprivileged user that children run as; None where we are not root and run them as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise AgentError(
            "There is no user to run generated code as.",
            code="no-unprivileged-user",
            hint="Add a user named nobody, or run as an ordinary user instead of root.",
        ) from None
    return ChildUser(uid=nobody.pw_uid, gid=nobody.pw_gid)


def reachable(path: Path, user: ChildUser | None) -> bool:
    """Whether the child user may pass every folder above ``path`` (judged by the bits for others)."""
    if user is None:
        return True
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def hand_over(path: Path, user: ChildUser | None) -> None:
    """Makes the child user the owner of ``path`` and of all below it; links are never followed."""
    if user is None:
        return
    os.chown(path, user.uid, user.gid, follow_symlinks=False)
    for folder, names, files in os.walk(path):
        for name in (*names, *files):
            os.chown(Path(folder, name), user.uid, user.gid, follow_symlinks=False)
