"""API keys, cookies and Basic credentials: what a request carries of whoever sends it, and what is told of it."""

import re

from agent.planner.notes import Notes
from agent.planner.sketch import AuthSketch

HEADER = "X-API-Key"
COOKIE = "session"
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_COOKIE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def by_key(auth: AuthSketch, notes: Notes, said: str, header: str | None) -> None:
    """Callers have API keys."""
    auth.yes = auth.yes or said
    auth.carrier = {"header": header or HEADER}
    notes.assume(
        f"An account gets its API key for `{header or HEADER}` by logging in; it is good until logging out revokes it, "
        "and stored as a hash alone."
    )


def by_cookie(auth: AuthSketch, notes: Notes, said: str, name: str | None) -> None:
    """Browsers keep the session in a cookie."""
    auth.yes = auth.yes or said
    auth.carrier = {"cookie": name or COOKIE}
    notes.assume(f"Logging in keeps the session in the cookie `{name or COOKIE}`; pages of other sites cannot use it.")


def by_basic(auth: AuthSketch, notes: Notes, said: str) -> None:
    """Each request carries login and password."""
    auth.yes = auth.yes or said
    auth.basic = True
    notes.assume(
        "Each request carries login and password (HTTP Basic); there are no sessions, and nobody logs in or out."
    )


def said_name(kind: str, name: object) -> str | None:
    """The name of a header or cookie as a contract has it; None where it is no name of one."""
    fits = {"header": _HEADER, "cookie": _COOKIE}[kind]
    return name if isinstance(name, str) and len(name) <= 40 and fits.fullmatch(name) else None
