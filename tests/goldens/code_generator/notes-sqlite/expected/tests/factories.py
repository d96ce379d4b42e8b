"""Makes rows through the API, with all that they point at."""

from itertools import cycle
from typing import Any

from httpx import AsyncClient

from tests.actors import Actors

_NOTES: list[dict[str, Any]] = [
    {"title": "Quiet Rivers 1"},
    {"title": "Quiet Rivers 2"},
    {"title": "Quiet Rivers 3"},
    {"title": "Quiet Rivers 4"},
    {"title": "Quiet Rivers 5"},
    {"title": "Quiet Rivers 6"},
    {"title": "Quiet Rivers 7"},
    {"title": "Quiet Rivers 8"},
]
_BODIES = {
    "note": cycle(_NOTES),
}


async def make_note(client: AsyncClient, actors: Actors) -> dict[str, Any]:
    """Make note and return it as the API shows it."""
    response = await client.post("/v1/notes", json=next(_BODIES["note"]), headers=actors.member)
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made
