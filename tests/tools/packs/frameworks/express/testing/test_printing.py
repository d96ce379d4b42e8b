"""How requests and assertions of tests are printed."""

from dataclasses import replace

from tests.tools.packs.frameworks.express.testing.test_contribution import planned
from tools.packs.frameworks.express.testing.failing import names_field, told
from tools.packs.frameworks.express.testing.printing import ResourcePrinter, asked, entry
from tools.packs.languages.typescript.imports import Imports
from tools.packs.testing.catalog import Catalog


def printer(name: str, group: str) -> ResourcePrinter:
    plan = planned(name)
    found = next(item for item in plan.groups if item.name.snake == group)
    return ResourcePrinter(plan, found, Catalog(plan), Imports("tests/api/some.test.ts"))


def test_values_in_paths_are_escaped() -> None:
    found = printer("blog", "article")
    read = found.operation("crud.read")
    assert read is not None
    assert found.path(read) == "path`/v1/articles/${made.id}`"
    assert "import { path } from '../support/client.ts';" in found.imports.render()
    hostile = replace(read, path="/it`s ${here}/{id}")
    assert found.path(hostile) == "path`/v1/it\\`s \\${here}/${made.id}`"


def test_headers_are_those_of_who_may_call() -> None:
    found = printer("library", "book")
    create, read = found.operation("crud.create"), found.operation("crud.read")
    assert create is not None
    assert read is not None
    assert found.headers(create) == "headers: actors.admin"
    assert found.headers(read) == "headers: actors.member"
    assert found.headers(read, "'If-Match': '*'") == "headers: { ...actors.member, 'If-Match': '*' }"


def test_members_are_named_as_they_must_be() -> None:
    assert entry("login", "login") == "login"
    assert entry("e-mail", "login") == "'e-mail': login"
    assert asked("get", "'/a'") == "await client.get('/a')"
    assert asked("post", "'/a'", "json: body") == "await client.post('/a', { json: body })"


def test_errors_are_expected_in_the_shape_that_they_have() -> None:
    plan, own = planned("blog"), planned("press")
    assert told(plan, "answer", "not_found") == ["  expect(answer.json()).toMatchObject({ code: 'not_found' });"]
    assert names_field(plan, "answer", "limit", pointer=False) == [
        "expect(answer.list('errors').map((item) => item.parameter)).toEqual(['limit']);"
    ]
    assert told(own, "answer", "validation_failed") == []
    (line,) = told(own, "answer", "not_found")
    assert ".toEqual({" in line
    (line,) = names_field(own, "answer", "limit", pointer=False)
    assert line.endswith("'limit']);")
    assert ".toHaveProperty([" in line
