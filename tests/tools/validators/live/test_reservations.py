"""Places that run out: of many claims at once, as many win as there are places."""

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

CLAIMS, PLACES = 50, 1
LOCK = r"\.with_for_update\(\)"
COUNTED = r"    with refusing\(INSERT_BOOKING_REFUSALS\):\n        booking = await booking_store\.insert_booking\("
SLOWLY = "    await asyncio.sleep(0.2)\n"
"""Between the count and the booking: claims that are let in at once all count before one books."""


def _send(base: str, method: str, path: str, body: object = None, token: str = "") -> tuple[int, Any]:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{base}/v1{path}", data, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def _account(base: str, name: str) -> str:
    account = {"email": f"{name}@example.com", "password": "a long enough password"}
    assert _send(base, "POST", "/auth/register", {**account, "name": name})[0] == 201
    return str(_send(base, "POST", "/auth/login", account)[1]["access_token"])


def _print_slow(datastore: str, folder: Path) -> None:
    print_project("events", datastore, folder)
    plant(folder, "app/services/bookings.py", COUNTED, rf"{SLOWLY}\g<0>")
    plant(folder, "app/services/bookings.py", r"from uuid import UUID", "import asyncio\\nfrom uuid import UUID")


def _claimed(datastore: str, folder: Path) -> tuple[list[int], dict[str, Any]]:
    """Statuses of the claims, sorted, and the event afterwards."""
    with booted("events", datastore, folder, compiled("events", datastore)["boots"][MAIN]) as (backend, _, _):
        base = backend.base_url
        host = _account(base, "host")
        event = _send(base, "POST", "/events", {"title": "Concert", "capacity": PLACES}, host)[1]["id"]
        guests = [_account(base, f"guest{number}") for number in range(CLAIMS)]

        def claim(token: str) -> int:
            return _send(base, "POST", f"/events/{event}/bookings", {"seats": 1}, token)[0]

        with ThreadPoolExecutor(CLAIMS) as pool:
            statuses = sorted(pool.map(claim, guests))
        return statuses, _send(base, "GET", f"/events/{event}/card", token=host)[1]


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_as_many_claims_win_as_there_are_places(datastore: str, tmp_path: Path) -> None:
    _print_slow(datastore, tmp_path)
    statuses, card = _claimed(datastore, tmp_path)
    assert statuses == [201] * PLACES + [409] * (CLAIMS - PLACES)
    assert (card["taken"], card["left"]) == (PLACES, 0)


@pytest.mark.proof
def test_without_the_lock_more_would_win(tmp_path: Path) -> None:
    _print_slow("postgresql", tmp_path)
    plant(tmp_path, "app/repositories/events.py", LOCK, "")
    statuses, card = _claimed("postgresql", tmp_path)
    assert statuses.count(201) == card["taken"] > PLACES
