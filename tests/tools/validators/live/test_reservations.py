"""Places that run out: of many claims at once, as many win as there are places."""

from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.calling import at_once, calling
from tests.tools.validators.live.printed import plant, print_project

CLAIMS, PLACES = 50, 1
LOCK = r"\.with_for_update\(\)"
COUNTED = r"    with refusing\(INSERT_BOOKING_REFUSALS\):\n        booking = await booking_store\.insert_booking\("
SLOWLY = "    await asyncio.sleep(0.2)\n"
"""Between the count and the booking: claims that are let in at once all count before one books."""


def _print_slow(datastore: str, folder: Path) -> None:
    print_project("events", datastore, folder)
    plant(folder, "app/services/bookings.py", COUNTED, rf"{SLOWLY}\g<0>")
    plant(folder, "app/services/bookings.py", r"from uuid import UUID", "import asyncio\\nfrom uuid import UUID")


def _claimed(datastore: str, folder: Path) -> tuple[list[int], dict[str, Any]]:
    """Statuses of the claims, sorted, and the event afterwards."""
    with calling("events", datastore, folder) as client:
        host = client.account("host")
        event = client.made("/events", {"title": "Concert", "capacity": PLACES}, host)["id"]
        guests = [client.account(f"guest{number}") for number in range(CLAIMS)]
        path = f"/events/{event}/bookings"
        statuses = at_once(lambda token: client.send("POST", path, {"seats": 1}, token)[0], guests)
        return statuses, client.send("GET", f"/events/{event}/card", token=host)[1]


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
