"""Endpoints in a text, however they are written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.notes import Notes
from agent.planner.sketch import ApiSketch
from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.endpoints.find import find_endpoints
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind

PIECES = [
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "/",
    "/notes",
    "/{id}",
    "/:id",
    "/<int:id>",
    "/${x}",
    "/{",
    "}",
    "https://x.org",
    "?a=b",
    "/api",
    "/v2",
    " ",
    " ",
    "|",
    ",",
    "or",
    "and",
    "`",
    "**",
    "\n",
    "- ",
    "```\n",
    "no ",
    "## Non-goals\n",
    "## API\n",
    "- lists",
    ".",
]


def _find(text: str) -> tuple[Reading, ApiSketch, tuple[Endpoint, ...]]:
    reading, api = Reading(text, Notes()), ApiSketch()
    return reading, api, find_endpoints(reading, api)


def _texts(text: str) -> list[str]:
    return [endpoint.text for endpoint in _find(text)[2]]


@pytest.mark.parametrize(
    "text",
    [
        "GET /notes/{id}",
        "GET: /notes/{id}",
        "- GET /notes/{id}",
        "1. `GET /notes/{id}`",
        "- **GET** `/notes/{id}`",
        "- `GET` `/notes/{id}` - one note",
        "| GET | /notes/{id} | one note |",
        "| `GET` | `/notes/:id` | one note |",
        "| GET /notes/{id} | one note |",
        "One note: GET /notes/:id.",
        "GET /notes/<id>",
        "GET /notes/<int:id>",
        "GET /notes/${id}",
        "GET /notes/{}",
        "GET https://api.example.com/notes/{id}",
        "GET /notes/{id}?full=true",
        "```\nGET    /notes/{id}\n```",
        "Clients call GET /notes/{id} to see one.",
        "GET /notes/{id}\nGET /notes/{id}",
    ],
)
def test_one_endpoint_in_all_forms(text: str) -> None:
    assert _texts(text) == ["GET /notes/{id}"]


@pytest.mark.parametrize(
    ("text", "endpoints"),
    [
        ("GET/POST /notes", ["GET /notes", "POST /notes"]),
        ("GET | POST /notes", ["GET /notes", "POST /notes"]),
        ("GET, PUT and DELETE /notes/{id}", ["GET /notes/{id}", "PUT /notes/{id}", "DELETE /notes/{id}"]),
        ("GET or POST /notes", ["GET /notes", "POST /notes"]),
        ("GET /notes, POST /notes; DELETE /notes/{id}", ["GET /notes", "POST /notes", "DELETE /notes/{id}"]),
        ("GET /notes - lists\nPOST /notes - makes one", ["GET /notes", "POST /notes"]),
        ("GET /notes and GET /tags", ["GET /notes", "GET /tags"]),
        ("GET /", ["GET /"]),
    ],
)
def test_several(text: str, endpoints: list[str]) -> None:
    assert _texts(text) == endpoints


@pytest.mark.parametrize(
    "text",
    [
        "",
        "get /notes",
        "FORGET /notes",
        "OPTIONS /notes",
        "GET notes",
        "The GET method of /notes",
        "We do not need DELETE /notes/{id}.",
        "No PUT /notes/{id}.",
        "Skip DELETE /notes/{id}.",
        "## Non-goals\n- POST /notes/{id}/share",
        "## Out of scope\n\n| POST | /notes/{id}/share |",
        "Out of scope:\n- POST /notes/{id}/share",
    ],
)
def test_none_is_asked_for(text: str) -> None:
    assert _texts(text) == []


def test_what_is_ruled_out_rules_nothing_else_out() -> None:
    assert _texts("## Non-goals\n- DELETE /notes/{id}\n\n## API\n- GET /notes") == ["GET /notes"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- POST /notes/{id}/lock - locks a note", "locks a note"),
        ("| POST | /notes/{id}/lock | locks a note |", "locks a note"),
        ("- POST /notes/{id}/lock: locks a note.", "locks a note"),
        ("- `POST /notes/{id}/lock`", ""),
        ("- POST /notes/{id}/lock - locks a note. GET /notes", "locks a note"),
    ],
)
def test_what_stands_behind(text: str, said: str) -> None:
    assert _find(text)[2][0].said == said


@pytest.mark.parametrize(
    ("text", "base", "versioning", "version"),
    [
        ("GET /api/v2/notes\nPOST /api/v2/notes", "/api", True, 2),
        ("GET /v3/notes", None, True, 3),
        ("GET /api/notes", "/api", False, None),
        ("GET /notes", None, False, None),
        ("GET /api/v2/notes\nGET /health", None, None, None),
        ("Notes have a title.", None, None, None),
        ("GET /v0/notes", None, True, 1),
    ],
)
def test_what_all_have_before_them(text: str, base: str | None, versioning: bool | None, version: int | None) -> None:
    api = _find(text)[1]
    assert (api.base_path, api.versioning, api.version) == (base, versioning, version)


def test_what_is_said_outright_stays() -> None:
    api = ApiSketch(base_path="/shop", versioning=False, version=7)
    find_endpoints(Reading("GET /api/v2/notes", Notes()), api)
    assert (api.base_path, api.versioning, api.version) == ("/shop", False, 7)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- GET /notes - lists notes", Kind.ENDPOINT),
        ("| GET | /notes | lists notes |", Kind.ENDPOINT),
        ("Listing: GET /notes", Kind.ENDPOINT),
        ("Clients call GET /notes to see all.", Kind.PROSE),
        ("```\nGET /notes\n```", Kind.CODE),
    ],
)
def test_a_line_about_an_endpoint_is_no_prose(text: str, kind: Kind) -> None:
    [clause] = _find(text)[0].clauses
    assert clause.kind is kind
    assert "/notes" not in clause.text
    assert "GET" not in clause.text


@given(
    st.text(max_size=2000) | st.lists(st.sampled_from(PIECES), max_size=250).map(lambda found: "".join(found)[:2000])
)
def test_any_text(text: str) -> None:
    plain = Reading(text, Notes()).clauses
    reading, _, endpoints = _find(text)
    assert [len(clause.text) for clause in reading.clauses] == [len(clause.text) for clause in plain]
    assert len({endpoint.text for endpoint in endpoints}) == len(endpoints)
    for endpoint in endpoints:
        assert re.fullmatch(r"GET|POST|PUT|PATCH|DELETE", endpoint.method)
        assert endpoint.path.startswith("/")
        assert 0 <= endpoint.clause < len(plain)
        assert endpoint.said in plain[endpoint.clause].text
