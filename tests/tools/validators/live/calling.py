"""Calls a booted backend by hand, one at a time or many at once."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from tests.tools.validators.conformance.playing import compiled, plan_of
from tests.tools.validators.live.printed import booted
from tools.validators.conformance.document import MAIN

Item = TypeVar("Item")
NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Client:
    """A backend at work, and the credentials of its first admin."""

    base: str
    admin_login: str
    admin_password: str
    prefix: str
    access_token: str
    """What the member of the tokens is called on the wire."""
    scheme: str
    """The word before a token."""

    def send(
        self, method: str, path: str, body: object = None, token: str = "", headers: Mapping[str, str] = NO_HEADERS
    ) -> tuple[int, Any]:
        """Status and body of an answer, errors among them."""
        signed = {"Authorization": f"{self.scheme} {token}"} if token else {}
        headers = {"Content-Type": "application/json", **signed, **headers}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.base}{self.prefix}{path}", data, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def table(self, method: str, path: str, token: str, content: str | None = None) -> tuple[int, str]:
        """Status and text of an answer to a request that sends a table, or asks for one."""
        headers = {"Content-Type": "text/csv", "Authorization": f"{self.scheme} {token}"}
        data = content.encode() if content is not None else None
        request = urllib.request.Request(f"{self.base}{self.prefix}{path}", data, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def made(self, path: str, body: object, token: str) -> Any:
        """What a request makes."""
        status, found = self.send("POST", path, body, token)
        assert status == 201, found
        return found

    def account(self, name: str, attribute: str = "name") -> str:
        """The token of a fresh account; the attribute holds its name."""
        account = {"email": f"{name}@example.com", "password": "a long enough password"}
        assert self.send("POST", "/auth/register", {**account, attribute: name})[0] == 201
        return self._token(account)

    def admin(self) -> str:
        """The token of the first admin."""
        return self._token({"email": self.admin_login, "password": self.admin_password})

    def _token(self, account: dict[str, str]) -> str:
        return str(self.send("POST", "/auth/login", account)[1][self.access_token])


@contextmanager
def calling(name: str, datastore: str, folder: Path) -> Iterator[Client]:
    """A printed project at work: without rate limits, and so patient that a slow machine turns nobody away."""
    settings = {**compiled(name, datastore)["boots"][MAIN], "DATABASE_TIMEOUT_SECONDS": "60"}
    with booted(name, datastore, folder, settings) as (backend, variables, _):
        plan = plan_of(name, datastore)
        api = plan.api
        assert plan.auth is not None
        assert plan.auth.carrier.kind == "bearer"
        token = "accessToken" if api.casing == "camel" else "access_token"
        admin = variables["admin_login"], variables["admin_password"]
        yield Client(backend.base_url, *admin, api.prefix, token, plan.auth.carrier.name)


def moment(seconds: float) -> str:
    """So many seconds from now, as it is on the wire."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def at_once(call: Callable[[Item], int], items: Sequence[Item]) -> list[int]:
    """Statuses of calls that are all made at once, sorted."""
    with ThreadPoolExecutor(len(items)) as pool:
        return sorted(pool.map(call, items))
