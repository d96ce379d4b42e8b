"""Visits of a short link, counted day by day and in a time that the caller names."""

from pathlib import Path

import pytest

from tests.tools.validators.live.calling import calling
from tests.tools.validators.live.printed import plant, print_project

VISITS = 3


def _faults_of_counting(datastore: str, folder: Path) -> list[str]:
    """What is wrong about the counts of a link that was visited, beside one that was visited as well."""
    with calling("shortlinks", datastore, folder) as client:
        token = client.admin()
        keys = {}
        for code in ("first-link", "other-link"):
            keys[code] = client.made("/links", {"code": code, "target": "https://example.com/"}, token)["id"]
            for _ in range(VISITS):
                assert client.send("POST", f"/links/{code}/visit", {}, token)[0] < 300
        path = f"/links/{keys['first-link']}/clicks"
        first = client.send("GET", path, token=token)[1]["groups"][0]
        days = client.send("GET", f"{path}/daily", token=token)[1]["groups"]
        before = client.send("GET", f"{path}/daily?until={first['first']}", token=token)[1]["groups"]
        since = client.send("GET", f"{path}/daily?since={first['first']}", token=token)[1]["groups"]
        wanted = sorted({first["first"][:10], first["last"][:10]})
        found = [] if first["clicks"] == VISITS else ["clicks of others count"]
        found += [] if [day["group"] for day in days] == wanted else ["days are wrong"]
        found += [] if sum(day["clicks"] for day in days) == VISITS else ["clicks of a day are wrong"]
        found += [] if since == days else ["the first moment is left out"]
        return found + ([] if before == [] else ["the end counts"])


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_clicks_are_counted_by_day_and_range(datastore: str, tmp_path: Path) -> None:
    print_project("shortlinks", datastore, tmp_path)
    assert _faults_of_counting(datastore, tmp_path) == []


@pytest.mark.proof
def test_planted_faults_of_counting_are_seen(tmp_path: Path) -> None:
    print_project("shortlinks", "sqlite", tmp_path)
    clicks = "app/repositories/clicks.py"
    plant(tmp_path, clicks, r"Click\.created_at < until", "Click.created_at <= until")
    plant(tmp_path, clicks, r'bucket\(Click\.created_at, "day"\)', 'bucket(Click.created_at, "hour")')
    assert _faults_of_counting("sqlite", tmp_path) == ["days are wrong", "the end counts"]
