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
        ("api", "backend", "Backend"),
        ("", "backend", "Backend"),
    ],
)
def test_titles(text: str, name: str, title: str) -> None:
    assert read_title(Reading(text, Notes())) == (name, title)
