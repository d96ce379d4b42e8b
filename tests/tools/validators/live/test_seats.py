"""One seat that many want at once: one of them gets it, and it is free again when it is given back or a hold ends."""

import time
from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.calling import Client, at_once, calling, moment
from tests.tools.validators.live.printed import plant, print_project

CLAIMS = 50
SHORT = 3
"""Seconds that a short hold lasts."""
LOCK = r"\.with_for_update\(\)"
CHECKED = r"    with refusing\(INSERT_RESERVATION_REFUSALS\):\n        reservation = await"
SLOWLY = "    import asyncio\n    await asyncio.sleep(0.2)\n"
"""Between the look at the seat and the reservation."""


class _Hall:
    """A showtime tomorrow, and the one seat of its venue."""

    def __init__(self, client: Client) -> None:
        self.client, self.admin = client, client.admin()
        venue = client.made("/venues", {"name": "Opera", "city": "Graz"}, self.admin)["id"]
        self.seat = client.made("/seats", {"venue_id": venue, "label": "A1"}, self.admin)["id"]
        times = {"starts_at": moment(86400), "ends_at": moment(90000)}
        show = {"title": "Aida", "venue_id": venue, "price": "40.00", **times}
        self.show = client.made("/showtimes", show, self.admin)["id"]

    def hold(self, token: str, seconds: float = 3600) -> tuple[int, Any]:
        body = {"seat_id": self.seat, "held_until": moment(seconds)}
        return self.client.send("POST", f"/showtimes/{self.show}/reservations", body, token)

    def free(self) -> list[str]:
        items = self.client.send("GET", f"/showtimes/{self.show}/free-seats")[1]["items"]
        return [str(item["id"]) for item in items]

    def change(self, reservation: str, what: str, token: str) -> tuple[int, Any]:
        return self.client.send("POST", f"/reservations/{reservation}/{what}", token=token)


def _print_slow(datastore: str, folder: Path) -> None:
    print_project("seats", datastore, folder)
    plant(folder, "app/services/reservations.py", CHECKED, rf"{SLOWLY}\g<0>")


def _claimed(datastore: str, folder: Path) -> list[int]:
    with calling("seats", datastore, folder) as client:
        hall = _Hall(client)
        guests = [client.account(f"guest{number}") for number in range(CLAIMS)]
        assert hall.free() == [hall.seat]
        statuses = at_once(lambda token: hall.hold(token)[0], guests)
        assert hall.free() == []
        return statuses


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_one_of_many_claims_gets_the_seat(datastore: str, tmp_path: Path) -> None:
    _print_slow(datastore, tmp_path)
    assert _claimed(datastore, tmp_path) == [201] + [409] * (CLAIMS - 1)


@pytest.mark.proof
def test_without_the_locks_more_would(tmp_path: Path) -> None:
    _print_slow("postgresql", tmp_path)
    for file in ("seats", "showtimes"):
        plant(tmp_path, f"app/repositories/{file}.py", LOCK, "")
    assert _claimed("postgresql", tmp_path).count(201) > 1


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_a_hold_ends_and_a_seat_is_given_back(datastore: str, tmp_path: Path) -> None:
    print_project("seats", datastore, tmp_path)
    with calling("seats", datastore, tmp_path) as client:
        hall, ann, ben = _Hall(client), client.account("ann"), client.account("ben")
        status, short = hall.hold(ann, SHORT)
        assert (status, hall.hold(ben)[0], hall.free()) == (201, 409, [])
        time.sleep(SHORT)
        assert hall.free() == [hall.seat]
        status, late = hall.change(short["id"], "confirm", ann)
        assert (status, late["type"].rpartition(":")[2]) == (409, "hold_ran_out")
        status, held = hall.hold(ben)
        assert (status, hall.change(held["id"], "confirm", ann)[0]) == (201, 404)
        status, ticket = hall.change(held["id"], "confirm", ben)
        assert (status, ticket["state"], ticket["paid"], ticket["show"]) == (200, "confirmed", "40.00", "Aida")
        assert hall.change(held["id"], "release", ben)[0] == 200
        assert hall.free() == [hall.seat]
