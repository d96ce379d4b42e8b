"""Patterns among callers who come at once: a code is good once, no credit is lost, and a version is what was."""

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.conformance.playing import compiled
from tests.tools.validators.live.printed import booted, plant, print_project
from tools.validators.conformance.document import MAIN

CALLERS = 12
LOCK = r"\.with_for_update\(\)"
CHANGED = r"    with refusing\(UPDATE_INVITATION_REFUSALS\):\n        invitation = await invitation_store\.update_"
SLOWLY = "    await asyncio.sleep(0.2)\n"
"""Between the look at the code and its use: callers who are let in at once all find it good."""


class Caller:
    """An account that is signed in."""

    def __init__(self, base: str, name: str) -> None:
        self._base, self._token = base, ""
        account = {"email": f"{name}@example.com", "password": "a long enough password"}
        assert self.send("POST", "/auth/register", {**account, "name": name})[0] == 201
        self._token = str(self.send("POST", "/auth/login", account)[1]["accessToken"])

    def send(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self._base}/v1{path}", data, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


def _redeemed(base: str) -> list[int]:
    """Statuses of many who redeem one code at once, sorted."""
    host = Caller(base, "host")
    code = host.send("POST", "/invitations", {})[1]["code"]
    guests = [Caller(base, f"guest{number}") for number in range(CALLERS)]
    with ThreadPoolExecutor(CALLERS) as pool:
        return sorted(pool.map(lambda guest: guest.send("POST", "/invitations/redeem", {"code": code})[0], guests))


def _exchanged(base: str) -> list[int]:
    """Credits of two who send one another one credit at a time, all at once, and more than there are."""
    holders = [Caller(base, name) for name in ("left", "right")]
    purses = [holder.send("POST", "/purses", {"label": "mine"})[1]["id"] for holder in holders]

    def send(number: int) -> int:
        here, there = number % 2, 1 - number % 2
        amount = 1 if number < CALLERS else 90
        return holders[here].send("POST", f"/purses/{purses[here]}/send", {"toId": purses[there], "amount": amount})[0]

    with ThreadPoolExecutor(CALLERS) as pool:
        statuses = list(pool.map(send, range(CALLERS + 6)))
    assert set(statuses) <= {201, 409}
    assert 201 in statuses
    left = [holder.send("GET", f"/purses/{purse}")[1]["credits"] for holder, purse in zip(holders, purses, strict=True)]
    entries = [holder.send("GET", "/bookings?limit=100")[1]["items"] for holder in holders]
    assert [100 + sum(entry["amount"] for entry in kept) for kept in entries] == left
    return left


def _versions(base: str) -> tuple[list[str], str]:
    """Titles of the versions of a page, the newest first, and its title once the oldest was brought back."""
    writer = Caller(base, "writer")
    page = writer.send("POST", "/pages", {"slug": "page", "title": "first"})[1]["id"]
    for title in ("second", "third"):
        assert writer.send("PATCH", f"/pages/{page}", {"title": title})[0] == 200
    oldest = writer.send("GET", f"/pages/{page}/versions")[1]["items"][-1]["id"]
    restored = writer.send("POST", f"/pages/{page}/versions/{oldest}/restore")[1]
    versions = writer.send("GET", f"/pages/{page}/versions")[1]["items"]
    return [version["title"] for version in versions], restored["title"]


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_patterns_hold_when_callers_come_at_once(datastore: str, tmp_path: Path) -> None:
    _print_slow(datastore, tmp_path)
    with booted("wiki", datastore, tmp_path, compiled("wiki", datastore)["boots"][MAIN]) as (backend, _, _):
        assert _redeemed(backend.base_url) == [200] + [409] * (CALLERS - 1)
        left = _exchanged(backend.base_url)
        assert sum(left) == 200
        assert min(left) >= 0
        assert _versions(backend.base_url) == (["third", "second", "first"], "first")


@pytest.mark.proof
def test_without_the_lock_a_code_is_good_for_more(tmp_path: Path) -> None:
    _print_slow("postgresql", tmp_path)
    plant(tmp_path, "app/repositories/invitations.py", LOCK, "")
    with booted("wiki", "postgresql", tmp_path, compiled("wiki", "postgresql")["boots"][MAIN]) as (backend, _, _):
        assert _redeemed(backend.base_url).count(200) > 1


def _print_slow(datastore: str, folder: Path) -> None:
    print_project("wiki", datastore, folder)
    plant(folder, "app/services/invitations.py", CHANGED, rf"{SLOWLY}\g<0>")
    plant(folder, "app/services/invitations.py", r"from uuid import UUID", "import asyncio\\nfrom uuid import UUID")
