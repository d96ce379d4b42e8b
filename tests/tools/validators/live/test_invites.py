"""One code that many redeem at once: one of them is let in. A code is told to whoever made it and to nobody else."""

import time
from pathlib import Path

import pytest

from tests.tools.validators.live.calling import Client, at_once, calling, moment
from tests.tools.validators.live.printed import print_project

REDEMPTIONS = 20
SHORT = 3
"""Seconds that a short invitation lasts."""


def _invited(client: Client, team: str, token: str, seconds: float = 3600) -> dict[str, str]:
    found: dict[str, str] = client.made(f"/teams/{team}/invitations", {"expires_at": moment(seconds)}, token)
    return found


def _redeemed(client: Client, invitation: dict[str, str], token: str) -> tuple[int, str]:
    """The status, and the code of the error."""
    status, found = client.send("POST", "/memberships", {"code": invitation["code"]}, token)
    return status, str(found.get("type", "")).rpartition(":")[2]


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_a_code_lets_one_person_in(datastore: str, tmp_path: Path) -> None:
    print_project("invites", datastore, tmp_path)
    with calling("invites", datastore, tmp_path) as client:
        founder = client.account("founder")
        team = client.made("/teams", {"name": "Choir"}, founder)["id"]
        invitation = _invited(client, team, founder)
        guests = [client.account(f"guest{number}") for number in range(REDEMPTIONS)]
        statuses = at_once(lambda token: _redeemed(client, invitation, token)[0], guests)
        assert statuses == [201] + [409] * (REDEMPTIONS - 1)
        members = client.send("GET", f"/teams/{team}/members", token=founder)[1]["items"]
        assert len(members) == client.send("GET", f"/teams/{team}/card", token=founder)[1]["members"] == 1


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_a_team_takes_no_more_than_it_has_seats_for(datastore: str, tmp_path: Path) -> None:
    print_project("invites", datastore, tmp_path)
    with calling("invites", datastore, tmp_path) as client:
        founder = client.account("founder")
        team = client.made("/teams", {"name": "Choir", "seats": 3}, founder)["id"]
        guests = [client.account(f"guest{number}") for number in range(REDEMPTIONS)]
        codes = {token: _invited(client, team, founder) for token in guests}
        statuses = at_once(lambda token: _redeemed(client, codes[token], token)[0], guests)
        assert statuses == [201] * 3 + [409] * (REDEMPTIONS - 3)


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_a_code_ends_and_is_told_to_its_maker_alone(datastore: str, tmp_path: Path) -> None:
    print_project("invites", datastore, tmp_path)
    with calling("invites", datastore, tmp_path) as client:
        founder, ann, ben = (client.account(name) for name in ("founder", "ann", "ben"))
        team = client.made("/teams", {"name": "Choir"}, founder)["id"]
        short, revoked, good = (_invited(client, team, founder, seconds) for seconds in (SHORT, 3600, 3600))
        assert client.send("GET", f"/invitations/{good['id']}", token=founder)[1]["code"] == good["code"]
        for token in (ann, client.admin()):
            assert client.send("GET", f"/invitations/{good['id']}", token=token)[0] == 404
            assert client.send("GET", "/invitations", token=token)[1]["items"] == []
        assert client.send("POST", f"/teams/{team}/invitations", {"expires_at": moment(60)}, ann)[0] == 404
        assert client.send("POST", f"/invitations/{revoked['id']}/revoke", token=founder)[0] == 200
        assert _redeemed(client, revoked, ann) == (410, "revoked")
        time.sleep(SHORT)
        assert _redeemed(client, short, ann) == (410, "expired")
        assert _redeemed(client, good, founder) == (409, "own_team")
        assert _redeemed(client, good, ann)[0] == 201
        assert _redeemed(client, _invited(client, team, founder), ann) == (409, "member_already")
        assert _redeemed(client, good, ben) == (409, "redeemed_before")
        assert client.send("GET", f"/teams/{team}/members", token=ben)[0] == 403
        assert [item["name"] for item in client.send("GET", f"/teams/{team}/members", token=ann)[1]["items"]] == ["ann"]
