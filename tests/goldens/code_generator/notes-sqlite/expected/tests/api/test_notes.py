"""What clients can do with notes."""

from typing import Any

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


async def test_lists_every_row_once(client: AsyncClient, actors: Actors) -> None:
    made = {(await make_note(client, actors))["id"] for _ in range(3)}
    seen: list[Any] = []
    while True:
        response = await client.get(
            "/v1/notes", params={"limit": 2, "offset": len(seen)}, headers=actors.member
        )
        page = response.json()
        if not page["items"]:
            break
        seen += [item["id"] for item in page["items"]]
    assert len(seen) == len(set(seen)) == page["total"]
    assert made <= set(seen)


async def test_refuses_a_parameter_that_is_sent_twice(client: AsyncClient, actors: Actors) -> None:
    response = await client.get("/v1/notes", params={"limit": [1, 2]}, headers=actors.member)
    assert response.status_code == 422
    assert [item["parameter"] for item in response.json()["errors"]] == ["limit"]


async def test_sorts_either_way(client: AsyncClient, actors: Actors) -> None:
    for _ in range(3):
        await make_note(client, actors)
    for sort, falling in (("title", False), ("-title", True)):
        response = await client.get("/v1/notes", params={"sort": sort}, headers=actors.member)
        found = [item["title"] for item in response.json()["items"]]
        assert len(found) >= 3
        assert found == sorted(found, reverse=falling)


async def test_lists_only_what_a_filter_asks_for(client: AsyncClient, actors: Actors) -> None:
    made = await make_note(client, actors)
    await make_note(client, actors)
    response = await client.get("/v1/notes", params={"title": made["title"]}, headers=actors.member)
    found = response.json()["items"]
    assert made["id"] in [item["id"] for item in found]
    assert {item["title"] for item in found} == {made["title"]}
