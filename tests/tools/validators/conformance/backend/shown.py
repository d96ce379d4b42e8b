"""Callers who show login and password with each request, in memory."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from tests.tools.validators.conformance.backend.operations import Refused, digest

if TYPE_CHECKING:
    from tests.tools.validators.conformance.backend.application import Backend


class Shown:
    """Finds out who shows what; too many wrong passwords end all tries."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._known: set[tuple[str, str, str]] = set()

    def session_of(self, headers: dict[str, str]) -> dict[str, Any] | None:
        """The account as of this request, in the form of a session."""
        sent, faults = self._sent(headers.get("authorization", "")), self._backend.faults
        if sent is None or self._backend.plan.auth is None:
            return None
        (login, password), auth, store = sent, self._backend.plan.auth, self._backend.store
        former = faults & {"deleted accounts go on", "old logins count"}
        rows = [*store.rows[auth.account], *(store.former if former else ())]
        row = next((row for row in rows if row[auth.login] == login), None)
        if row is None and "strangers are told" in faults:
            raise Refused(self._backend.errors["not_found"])
        right = row is not None and ("any password" in faults or row["password_hash"] == digest(password))
        self._count(login, row["password_hash"] if row is not None else "", password, right)
        if row is None or not right:
            return None
        return {"account": row[store.table(auth.account).primary_key[0]], "role": row.get("role")}

    def _sent(self, header: str) -> tuple[str, str] | None:
        word, _, token = header.partition(" ")
        faults = self._backend.faults
        if word.lower() != "basic" and "any scheme" not in faults:
            return None
        if word != "Basic" and "scheme in one case" in faults:
            return None
        try:
            content = base64.b64decode(token.strip(), validate=True).decode(
                "latin-1" if "letters of one alphabet" in faults else "utf-8"
            )
        except ValueError:
            return None
        login, colon, password = content.rpartition(":") if "the last colon" in faults else content.partition(":")
        folded = login if "logins have cases" in faults else login.lower()
        return (folded, password) if colon and "\0" not in content else None

    def _count(self, login: str, stored: str, password: str, right: bool) -> None:
        counts, known = self._backend.counts, (login, stored, password)
        if known in self._known or "guessing is free" in self._backend.faults:
            return
        if counts.get("auth:", 0) >= self._backend.settings["auth"]:
            raise Refused(self._backend.errors["too_many_requests"], headers={"Retry-After": "60"})
        if right:
            self._known.add(known)
        else:
            counts["auth:"] = counts.get("auth:", 0) + 1
