"""Technologies in words."""

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.stack import DATASTORES, FRAMEWORKS, name_of, read_stack


def _read(text: str) -> Sketch:
    sketch = Sketch()
    read_stack(Reading(text, Notes()), sketch)
    return sketch


@pytest.mark.parametrize(
    ("text", "frameworks", "datastores"),
    [
        ("Use FastAPI and PostgreSQL.", ["fastapi"], ["postgresql"]),
        ("Postgres, Fast API", ["fastapi"], ["postgresql"]),
        ("with Express and SQLite", ["express"], ["sqlite"]),
        ("Use Express.js on MySQL", ["express"], ["mysql"]),
        ("Spring Boot with MongoDB", ["spring-boot"], ["mongodb"]),
        ("Track express deliveries in spring", [], []),
        ("FastAPI instead of Django", ["fastapi"], []),
        ("no Postgres, use SQLite", [], ["sqlite"]),
        ("SQLite is out of the question, PostgreSQL it is", [], ["postgresql"]),
        ("Any framework is fine, Django, Rails, you name it.", [], []),
        ("The datastore is up to you: SQLite, MySQL.", [], []),
        ("Books. Express please.", ["express"], []),
        ("Books, express + sqlite pls", ["express"], ["sqlite"]),
        ("Paid by American Express. Parcels go by express like letters.", [], []),
        ("books and authors", [], []),
    ],
)
def test_names(text: str, frameworks: list[str], datastores: list[str]) -> None:
    sketch = _read(text)
    assert (sketch.frameworks, sketch.datastores) == (frameworks, datastores)


def test_names_of_payloads() -> None:
    assert name_of("FastAPI", FRAMEWORKS) == "fastapi"
    assert name_of("Express", FRAMEWORKS) == "express"
    assert name_of("Postgres", DATASTORES) == "postgresql"
    assert name_of("FoxPro", DATASTORES) == "foxpro"
