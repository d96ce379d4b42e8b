"""Names of backends."""

import pytest

from agent.planner.notes import Notes
from agent.planner.text.reading import Reading
from agent.planner.text.title import read_title


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Build a library API: books", "library_api", "Library API"),
        ("# Pet clinic\n\nOwners and pets.", "pet_clinic", "Pet clinic"),
        ("Please create a backend for a hotel with rooms", "hotel", "Hotel"),
        ("Tasks have a title", "tasks", "Tasks"),
        ("an online shop without accounts", "online_shop", "Online shop"),
        ("No login please. Bottles with a vintage", "bottles", "Bottles"),
        ("GraphQL and REST for a music catalogue: artists", "music_catalogue", "Music catalogue"),
        ("an e-commerce backend with products; offset pagination", "e_commerce_backend", "E-commerce backend"),
        ("api", "backend", "Backend"),
        ("", "backend", "Backend"),
    ],
)
def test_titles(text: str, name: str, title: str) -> None:
    assert read_title(Reading(text, Notes())) == (name, title)
