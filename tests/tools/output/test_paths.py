"""Only paths that mean one file inside the output, on every system, are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import BadInput
from tools.output import check_paths, safe_path

HOSTILE = [
    "",
    "/etc/passwd",
    "../../etc/passwd",
    "a/../b",
    "a//b",
    "./a",
    "a/",
    "a\\b",
    "C:/x",
    "a\x00b",
    "a\nb",
    "app/.git/config",
    ".env",
    "deep/.ENV",
    ".backend/manifest.json",
    ".backend/staging/x",
    ".backend",
    ".Backend/x",
    "con",
    "sub/aux.py",
    "name.",
    " name",
    "e\u0301.py",
    "a/" * 600 + "b",
    "x" * 300,
    "a\u202eb",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_paths_are_refused(path: str) -> None:
    with pytest.raises(BadInput) as caught:
        safe_path(path)
    assert caught.value.code == "unsafe-path"


ORDINARY = ["a", "app/main.py", ".github/workflows/ci.yml", ".backend/project.json", "é.md", ".env.example"]


@pytest.mark.parametrize("path", ORDINARY)
def test_ordinary_paths_pass(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "paths",
    [["A.py", "a.py"], ["x", "x/y"], ["App/a.py", "app/b.py"], ["x/Y/z/a", "x/y/q/b"], ["straße", "STRASSE"]],
)
def test_paths_that_are_one_on_some_system_are_refused(paths: list[str]) -> None:
    with pytest.raises(BadInput):
        check_paths(paths)


def test_neighbours_pass() -> None:
    check_paths(["app/a.py", "app/b.py", "app/c/a.py", "x-app/a.py", "app.py"])


@given(st.text(max_size=40))
def test_what_passes_stays_inside(path: str) -> None:
    try:
        safe_path(path)
    except BadInput:
        return
    assert not path.startswith("/")
    assert not {"", ".", "..", ".git", ".env"} & set(path.split("/"))
