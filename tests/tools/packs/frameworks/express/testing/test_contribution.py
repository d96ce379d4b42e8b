"""The generated tests are about what the plan has, and about nothing else."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.frameworks.express.testing.contribution import test_files as printed_tests
from tools.packs.languages.typescript.layout import WIDTH

BLUEPRINTS = Path(__file__).parents[5] / "blueprints"
OWNED = {"hides it from other accounts", "is left alone by other accounts"}
ROLES = {"is not made by just any role", "is not changed by just any role"}
LISTS = {"lists every row once", "sorts either way", "lists only what a filter asks for"}
_NAMES = re.compile(r"^(?:test|\]\))\('((?:[^'\\]|\\.)*)'", re.MULTILINE)
_IMPORTED = re.compile(r"^import (?:type )?\{ ([^}]*) \} from", re.MULTILINE)


def planned(name: str, **auth: object) -> RenderPlan:
    """An example, perhaps with another authentication."""
    data = yaml.safe_load((BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8"))
    if auth:
        data["auth"] = {**data["auth"], **auth}
    return resolve(from_data(data), registry.stack("express", "sqlite"))


def files_of(plan: RenderPlan) -> dict[str, str]:
    return {file.path: file.content for file in printed_tests(plan, sweeps=True, counts=True)}


@cache
def example_files(name: str) -> dict[str, str]:
    return files_of(planned(name))


def names_of(content: str) -> set[str]:
    return set(_NAMES.findall(content))


def test_rows_of_an_account_are_left_alone_by_others() -> None:
    files = example_files("library")
    assert names_of(files["tests/api/loans.test.ts"]) >= OWNED
    assert not names_of(files["tests/api/books.test.ts"]) & OWNED


def test_roles_are_tried_on_every_write() -> None:
    files = example_files("library")
    assert names_of(files["tests/api/books.test.ts"]) >= ROLES
    assert not names_of(files["tests/api/loans.test.ts"]) & ROLES
    assert "gives an account another role" in names_of(files["tests/api/members.test.ts"])


def test_lists_are_sorted_filtered_searched_and_read_to_the_end() -> None:
    found = names_of(example_files("library")["tests/api/books.test.ts"])
    assert found >= {*LISTS, "finds what holds the term", "refuses a parameter that is sent twice"}
    assert "lists every row once" in names_of(example_files("notes")["tests/api/notes.test.ts"])


def test_strangers_are_tried_where_somebody_must_sign_in() -> None:
    strangers = "asks strangers to sign in: %s %s"
    assert strangers in names_of(example_files("library")["tests/api/loans.test.ts"])
    assert all(strangers not in names_of(content) for content in example_files("notes").values())


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("blog", "tests/sessions.test.ts"),
        ("polls", "tests/sessions.test.ts"),
        ("stations", "tests/credentials.test.ts"),
        ("blog", "tests/rate-limits.test.ts"),
        ("orders", "tests/events.test.ts"),
        ("tickets", "tests/ports.test.ts"),
        ("uploads", "tests/forms.test.ts"),
        ("uploads", "tests/files.test.ts"),
        ("crm", "tests/csv-bodies.test.ts"),
        ("crm", "tests/csv-tables.test.ts"),
        ("handbook", "tests/html-pages.test.ts"),
    ],
)
def test_each_subject_is_tested_where_there_is_one(name: str, path: str) -> None:
    assert names_of(example_files(name)[path])
    assert path not in example_files("notes")


def test_where_nobody_registers_there_is_no_other_account() -> None:
    files = files_of(planned("library", self_registration=False))
    for path in ("tests/api/loans.test.ts", "tests/api/books.test.ts"):
        assert not names_of(files[path]) & (OWNED | ROLES)
    actors = files["tests/support/actors.ts"]
    assert "signEverybodyIn(client: Client, store: Database)" in actors
    assert "return { member: admin, other: admin, admin };" in actors


def test_nobody_signs_in_where_there_are_no_accounts() -> None:
    files = example_files("notes")
    assert ".extend('actors', NOBODY);" in files["tests/support/application.ts"]
    assert "tests/support/argon2.ts" not in files
    assert "argon2" not in files["tests/support/setup.ts"]


def test_a_password_of_any_length_is_laid_out() -> None:
    for length in (12, 97, 98, 105):
        actors = files_of(planned("diary", password={"min_length": length}))["tests/support/actors.ts"]
        assert f"PASSWORD =\n  'a password that tests use{'!' * (length - 25)}';" in actors or length < 90
        assert all(len(line) <= WIDTH or line.startswith("  'a password") for line in actors.splitlines())


@pytest.mark.parametrize("name", ["blog", "crm", "diary", "handbook", "orders", "press", "stations", "tickets"])
def test_what_is_imported_is_used_and_lines_are_short(name: str) -> None:
    for path, content in example_files(name).items():
        assert content.endswith("\n"), path
        for names in _IMPORTED.findall(content):
            for item in names.split(", "):
                word = item.removeprefix("type ").rpartition(" as ")[2]
                assert len(re.findall(rf"\b{re.escape(word)}\b", content)) > 1, (path, word)
        for line in content.splitlines():
            assert len(line) <= WIDTH or "'" in line or "`" in line, (path, line)
