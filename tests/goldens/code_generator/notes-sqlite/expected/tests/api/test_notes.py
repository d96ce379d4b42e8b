"""What clients can do with notes."""

from httpx import AsyncClient

from tests.actors import Actors
from tests.factories import make_note


async def test_reads_what_was_made(client: AsyncClient, actors: Actors) -> None:
    made = await make_note(client, actors)
    response = await client.get(f"/v1/notes/{made['id']}", headers=actors.member)
    assert response.status_code == 200
    assert response.json() == made


async def test_changes_only_what_is_sent(client: AsyncClient, actors: Actors) -> None:
    made = await make_note(client, actors)
    changes = {"title": "Quiet Rivers 9"}
    response = await client.patch(f"/v1/notes/{made['id']}", json=changes, headers=actors.member)
    assert response.status_code == 200, response.text
    assert response.json()["title"] == changes["title"]


async def test_deletes_for_good(client: AsyncClient, actors: Actors) -> None:
    made = await make_note(client, actors)
    gone = await client.delete(f"/v1/notes/{made['id']}", headers=actors.member)
    assert gone.status_code == 204
    response = await client.get(f"/v1/notes/{made['id']}", headers=actors.member)
    assert response.status_code == 404


async def test_refuses_unknown_members(client: AsyncClient, actors: Actors) -> None:
    response = await client.post("/v1/notes", json={"no such member": 1}, headers=actors.member)
    assert response.status_code == 422
    assert {"/no such member"} <= {item.get("pointer") for item in response.json()["errors"]}
