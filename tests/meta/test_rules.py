"""Every rule finds the fault that it is for, and lets the innocent neighbour pass."""

import pytest

from tests.meta import code_rules, text_rules
from tests.meta.sources import Source, pack_ids, sources

PACKS = {"fastapi": "frameworks", "postgresql": "datastores", "python": "languages"}
TEMPLATE = "tools/packs/frameworks/fastapi/templates/main.py.j2"


def test_the_ceiling() -> None:
    long, short = Source("a.py", "x\n" * 401), Source("b.py", "x\n" * 400)
    assert list(text_rules.too_long([long, short], 400)) == ["a.py: 401 lines, the ceiling is 400"]


@pytest.mark.parametrize(
    "line",
    [
        "httpx==0.28.1",
        '"typescript": "^7.0"',
        "requires-python = '>=3.11'",
        "FROM python:3",
        "    image: postgres:18-alpine",
        "uses: actions/checkout@v5",
        "version 1.2.3",
    ],
)
def test_literal_versions_are_found(line: str) -> None:
    assert len(list(text_rules.literal_versions([Source(TEMPLATE, f"fine\n{line}\n")]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "host = '127.0.0.1'",
        "if status >= 500:",
        "FROM {{ image }}",
        "RFC 9457",
        "uses: actions/checkout@{{ checkout }}",
        "from app.core import x",
    ],
)
def test_what_is_no_version_passes(line: str) -> None:
    assert list(text_rules.literal_versions([Source(TEMPLATE, line)])) == []


@pytest.mark.parametrize(
    "line", ["# TO" + "DO: later", "x = 1  # FIX" + "ME", "{# XX" + "X #}", "raise NotImplemented" + "Error"]
)
def test_unfinished_work_is_found(line: str) -> None:
    assert len(list(text_rules.unfinished([Source("a.py", f"x = 1\n{line}\n")]))) == 1


@pytest.mark.parametrize("line", ["STATUS = 'TO" + "DO'", "# todos of the day", "# METHODOLOGY"])
def test_words_of_a_domain_pass(line: str) -> None:
    assert list(text_rules.unfinished([Source("a.py", line)])) == []


@pytest.mark.parametrize("line", ["open('/root/x')", "see /home/me/project", "cd /work/main"])
def test_machine_paths_are_found(line: str) -> None:
    assert len(list(text_rules.machine_paths([Source("a.py", line)]))) == 1


@pytest.mark.parametrize("line", ["https://example.com/home/x", "'/books'", "./work/x"])
def test_other_paths_pass(line: str) -> None:
    assert list(text_rules.machine_paths([Source("a.py", line)])) == []


@pytest.mark.parametrize("text", ["{% if store == 'postgresql' %}", "uses PostgreSQL", "postgresql_url"])
def test_a_template_that_names_a_foreign_pack_is_found(text: str) -> None:
    assert len(list(text_rules.packs_named([Source(TEMPLATE, text)], PACKS))) == 1


def test_a_datastore_template_may_not_name_a_language() -> None:
    source = Source("tools/packs/datastores/postgresql/x.j2", "python postgresql")
    assert len(list(text_rules.packs_named([source], PACKS))) == 1


@pytest.mark.parametrize("text", ["from fastapi import FastAPI", "python -m app", "postgresqlish"])
def test_a_template_may_name_its_own_pack_and_its_language(text: str) -> None:
    assert list(text_rules.packs_named([Source(TEMPLATE, text)], PACKS)) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tools/code_generator/x.py", "if stack.datastore == 'postgresql': y()"),
        ("tools/packs/frameworks/fastapi/routes.py", "x = {'postgresql': 1}"),
        ("tools/packs/frameworks/fastapi/pack.py", "drivers = ('postgresql',)"),
        ("agent/plan.py", "DEFAULT = 'fastapi'"),
    ],
)
def test_code_that_names_a_foreign_pack_is_found(path: str, text: str) -> None:
    assert len(list(code_rules.packs_in_code([Source(path, text)], PACKS))) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tools/packs/datastores/postgresql/pack.py", "id = 'postgresql'"),
        ("tools/validators/engines/postgresql.py", "x = 'postgresql'"),
        ("tools/packs/persistence/sqlalchemy/dialects/postgresql.py", "x = 'postgresql'"),
        ("tools/packs/frameworks/fastapi/pack.py", "class P:\n    language: str = 'python'\n"),
        ("tools/packs/persistence/x/pack.py", "class P:\n    datastores = ('postgresql',)\n"),
        ("agent/plan.py", "x = 'postgresql://host'"),
    ],
)
def test_a_pack_may_be_named_in_its_place_and_where_it_is_declared(path: str, text: str) -> None:
    assert list(code_rules.packs_in_code([Source(path, text)], PACKS)) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tools/x.py", "import agent.graph"),
        ("tools/x.py", "def f():\n    from knowledge import store\n"),
        ("knowledge/x.py", "from agent import graph"),
        ("agent/x.py", "from evals.suite import run"),
        ("prompts/x.py", "import agent"),
    ],
)
def test_an_arrow_that_points_back_is_found(path: str, text: str) -> None:
    assert len(list(code_rules.wrong_arrows([Source(path, text)]))) == 1


def test_an_arrow_that_points_forward_passes() -> None:
    forward = [
        Source("agent/x.py", "import tools.errors, knowledge"),
        Source("evals/x.py", "import agent"),
        Source("agent/cli/x.py", "from evals.suite import run"),
    ]
    assert list(code_rules.wrong_arrows(forward)) == []


def test_reaching_into_a_service_is_found() -> None:
    reach = Source("tools/code_generator/x.py", "from tools.api_generator.paths import p")
    public = Source("tools/code_generator/y.py", "from tools.api_generator import generate")
    own = Source("tools/api_generator/z.py", "from tools.api_generator.paths import p")
    root = Source("agent/cli/run.py", "from tools.api_generator.paths import p")
    found = list(code_rules.reached_internals([reach, public, own, root]))
    assert found == ["tools/code_generator/x.py:1: reaches into tools.api_generator.paths"]


def test_a_circle_is_found() -> None:
    circle = [
        Source("agent/a.py", "from agent.b import x"),
        Source("agent/b.py", "def f():\n    from . import c\n"),
        Source("agent/c.py", "import agent.a"),
    ]
    assert list(code_rules.cycles(circle)) == ["agent.a → agent.b → agent.c → agent.a"]


def test_two_ways_to_one_place_are_no_circle() -> None:
    diamond = [
        Source("agent/a.py", "from agent import b, c"),
        Source("agent/b.py", "import agent.d"),
        Source("agent/c.py", "import agent.d"),
        Source("agent/d.py", ""),
    ]
    assert list(code_rules.cycles(diamond)) == []


def test_a_swallowed_error_is_found() -> None:
    swallowed = Source("a.py", "try:\n    x()\nexcept OSError:\n    pass\n")
    handled = Source("b.py", "try:\n    x()\nexcept OSError:\n    y()\n")
    assert list(code_rules.swallowed_errors([swallowed, handled])) == ["a.py:3: an error is swallowed"]


def test_the_rules_see_the_project() -> None:
    paths = {source.path for source in sources(".py", "tools", "tests")}
    assert {"tools/errors.py", "tests/meta/test_rules.py"} <= paths
    assert {"datastores"} <= set(pack_ids().values())
