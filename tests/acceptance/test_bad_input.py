"""Whatever is sent: a clear error or something that can be built; nothing outside the output, nothing half-written."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from agent.cli.main import app
from agent.context import Context, Settings, default_context
from agent.drafting import draft_plan
from agent.failures import describe
from agent.intake import read_request
from agent.proof import prove
from agent.state import RunInput
from agent.task import TaskType
from agent.toolbox import generate
from tests.acceptance.examples import RICH
from tests.meta.sources import ROOT
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.errors import AgentError
from tools.packs import registry

COMMAND = [sys.executable, "-c", "from agent.cli.main import main; main()"]
NAMES = [
    'User"; DROP TABLE x;--', "../../etc", "__proto__", "constructor", "class", "select", "Uѕer", "é", "x" * 300,
    "a\x00b", "a\nb", "CON", "{{7*7}}", "${x}", "$(id)", "<script>", "-rf", "\u202eab", "\ud800",
]  # fmt: skip
WORDS = ["'", '"', "\\", "{{7*7}}", "${x}", "`id`", "%s", "</script>", '"""', "*/", "--", "#", "\u2028", "\x7f", "a\nb"]


@pytest.fixture(scope="module")
def context() -> Context:
    return default_context(Settings(level="static"))


def drafted(context: Context, type_: str, payload: object) -> dict[str, Any] | None:
    """What would be built, or None where that is refused as it should be; anything else is raised."""
    task = {"id": "1", "type": type_, "payload": payload}
    try:
        return draft_plan(read_request(RunInput(task=task)), context, {}, ())["plan"]  # type: ignore[no-any-return]
    except AgentError as error:
        told = describe(error)
    assert told["fault"] == "input"
    assert told["code"]
    assert told["message"]
    assert told["hint"]
    assert len(json.dumps(told)) < 5000
    return None


@pytest.mark.parametrize("type_", sorted(RICH))
def test_the_payloads_are_good_before_they_are_spoilt(context: Context, type_: str) -> None:
    assert drafted(context, type_, RICH[type_]) is not None


PLACES_OF_NAMES: dict[str, Callable[[str], dict[str, Any]]] = {
    "entity": lambda name: {"entities": [name]},
    "entity in an object": lambda name: {"entities": {name: {"title": "string"}}},
    "attribute": lambda name: {"entities": [{"name": "Book", "attributes": [name]}]},
    "attribute in an object": lambda name: {"entities": [{"name": "Book", "attributes": {name: "string"}}]},
    "named attribute": lambda name: {"entities": [{"name": "Book", "attributes": [{"name": name}]}]},
    "relationship": lambda name: {
        "entities": ["Book"],
        "relationships": [{"from": "Book", "to": "Book", "name": name}],
    },
    "end of a relationship": lambda name: {"entities": ["Book"], "relationships": [{"from": "Book", "to": name}]},
    "column of a relationship": lambda name: {
        "entities": ["Book", "Author"],
        "relationships": [{"from": "Book", "to": "Author", "foreignKey": name}],
    },
    "role": lambda name: {"entities": ["User"], "roles": [name], "authentication": "JWT"},
    "backend": lambda name: {"entities": ["Book"], "name": name},
    "account": lambda name: {"entities": ["User"], "authentication": {"strategy": "JWT", "account": name}},
    "login": lambda name: {"entities": ["User"], "authentication": {"strategy": "JWT", "login": name}},
    "operations": lambda name: {"entities": ["Book"], "operations": {name: ["list"]}},
    "operation": lambda name: {"entities": ["Book"], "operations": [name]},
    "feature": lambda name: {"entities": ["Book"], "features": [name]},
    "pattern": lambda name: {"entities": ["Book"], "patterns": [name]},
    "framework": lambda name: {"entities": ["Book"], "framework": name},
    "key": lambda name: {"entities": ["Book"], name: 1},
    "base path": lambda name: {"entities": ["Book"], "basePath": name},
    "schema of a contract": lambda name: {
        "apiSpec": {"openapi": "3.1.0", "components": {"schemas": {name: {"properties": {"a": {"type": "string"}}}}}}
    },
    "property of a contract": lambda name: {
        "apiSpec": {"openapi": "3.1.0", "components": {"schemas": {"Pet": {"properties": {name: {"type": "string"}}}}}}
    },
    "table": lambda name: {"schema": {"tables": [{"name": name, "columns": [{"name": "a", "type": "int"}]}]}},
    "column": lambda name: {"schema": {"tables": [{"name": "pets", "columns": [{"name": name, "type": "int"}]}]}},
}
SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,47}")


@pytest.mark.parametrize("place", PLACES_OF_NAMES)
def test_a_hostile_name_is_refused_or_made_safe_and_that_is_told(context: Context, place: str) -> None:
    for name in NAMES:
        payload = {"authentication": False, **PLACES_OF_NAMES[place](name)}
        made = drafted(context, "implement_api", payload)
        if made is None:
            continue
        blueprint = made["blueprint"]
        names = [blueprint["name"], *(role["name"] for role in blueprint.get("roles", []))]
        for entity in blueprint["entities"]:
            names += [entity["name"], *(item["name"] for item in entity.get("attributes", []))]
        names += [link["name"] for link in blueprint.get("relationships", [])]
        assert all(SAFE.fullmatch(item) for item in names), (place, name, names)


def attribute() -> st.SearchStrategy[Any]:
    """An attribute that is all right but for what people write into it."""
    words = st.lists(st.sampled_from([*WORDS, *NAMES]), min_size=1, max_size=3).map(" ".join)
    plain = st.sampled_from(["kind", "class", "metadata", "order", "self", "q", "limit", "registry", "copy"])
    return st.fixed_dictionaries(
        {"name": plain | st.sampled_from(NAMES)},
        optional={"description": words, "default": words, "enum": st.lists(words, min_size=1, max_size=3)},
    )


@settings(max_examples=25, suppress_health_check=[*HealthCheck])
@given(
    attributes=st.lists(attribute(), max_size=3),
    title=st.sampled_from(["shop", *WORDS, *NAMES]),
    type_=st.sampled_from([TaskType.DESIGN_API, TaskType.DESIGN_DATABASE, TaskType.IMPLEMENT_DATABASE]),
    stack=st.sampled_from(registry.stacks()),
)
def test_whatever_is_accepted_is_built_and_passes_its_checks(
    context: Context,
    tmp_path_factory: pytest.TempPathFactory,
    attributes: list[Any],
    title: str,
    type_: TaskType,
    stack: Stack,
) -> None:
    payload = {
        "name": title,
        "entities": [{"name": "Book", "attributes": ["title", *attributes]}],
        "authentication": False,
        "stack": {"framework": stack.framework, "datastore": stack.datastore},
    }
    made = drafted(context, type_.value, payload)
    if made is None:
        return
    plan = resolve(from_data(made["blueprint"]), Stack(**made["stack"]))
    folder = tmp_path_factory.mktemp("made")
    for tool in made["tools"]:
        for artifact in generate(tool, plan):
            place = folder / artifact.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(artifact.content, encoding="utf-8", newline="")
    rows = prove(folder, plan, type_, "static")
    assert [(row.validator, row.findings) for row in rows if row.status == "failed"] == []


@settings(max_examples=60, suppress_health_check=[*HealthCheck])
@given(
    task=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(NAMES),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "type", "payload", "entities", "name", "attributes", "requirements", *NAMES]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    )
)
def test_any_value_is_a_task_or_refused(context: Context, task: Any) -> None:
    raised = None
    try:
        read_request(RunInput(task=task))
    except AgentError as error:
        raised = error
    assert raised is None or (raised.message and raised.hint)


def call(*arguments: str, given: bytes | str | None = None) -> tuple[int, dict[str, Any], str]:
    done = CliRunner().invoke(app, [*arguments, "--json"], input=given)
    return done.exit_code, json.loads(done.stdout), done.stderr


def snapshot(root: Path) -> dict[str, bytes | str]:
    return {
        str(path.relative_to(root)): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


REQUESTS: dict[str, tuple[list[str], bytes | str | None, set[str]]] = {
    "whitespace": (["run", " \t\n "], None, {"nothing-to-build"}),
    "nothing at all": (["run", "-"], b"", {"nothing-to-build"}),
    "10 MB of words": (["run", "-"], b"x " * 5_000_000, {"too-large"}),
    "no words": (["run", "?!? ... ;;"], None, {"nothing-to-build"}),
    "binary text": (["run", "-"], bytes(range(256)) * 40, {"not-text"}),
    "a huge task": (
        ["run", "--task", "-"],
        json.dumps({"id": "1", "type": "design_api", "payload": {"description": "x" * 10_000_000}}),
        {"too-large"},
    ),
    "a task that is no JSON": (["run", "--task", "-"], b"\xff\xfe{", {"not-json"}),
    "a task that is a list": (["run", "--task", "-"], "[]", {"not-json"}),
    "a task nested too deeply": (["run", "--task", "-"], "[" * 200_000, {"not-json"}),
    "a deep payload": (
        ["run", "--task", "-"],
        '{"id":"1","type":"design_api","payload":' + '{"a":' * 900 + "1" + "}" * 901,
        {"bad-task"},
    ),
    "a Blueprint that is a bomb": (
        ["run", "--blueprint", "-"],
        "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nblueprint: 1\n",
        set(),
    ),
    "a Blueprint with a tag": (["run", "--blueprint", "-"], "!!python/object/apply:os.system ['true']", set()),
    "an unknown stack": (["run", "books with a title", "--stack", "../../etc,postgresql"], None, {"unsupported"}),
    "an unknown datastore": (["run", "books with a title", "--stack", "fastapi,'; DROP"], None, {"unsupported"}),
    "a contradiction": (["run", "books with a title; JWT; no authentication"], None, {"contradiction"}),
    "a NUL in a name": (["run", "--task", "a\x00b"], None, {"unreadable-file"}),
    "a directory as a task": (["run", "--task", "."], None, {"unreadable-file"}),
    "a key that stands twice": (
        ["run", "--task", "-"],
        '{"id":"1","type":"design_api","payload":{"entities":["A"],"entities":["B"]}}',
        {"not-json"},
    ),
    "a number that is none": (
        ["run", "--task", "-"],
        '{"id":"1","type":"design_api","payload":{"entities":["A"],"rateLimit":NaN}}',
        {"not-json"},
    ),
    "two types": (
        ["run", "--task", "-", "--type", "design_api"],
        '{"id":"1","type":"design_database","payload":{"entities":["A"]}}',
        {"contradiction"},
    ),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_bad_requests_end_with_2_and_leave_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, given, codes = REQUESTS[name]
    code, told, stderr = call(*arguments, "--validate", "static", given=given)
    assert (code, told["status"]) == (2, "failed")
    assert told["error"]["code"] in (codes or {told["error"]["code"]})
    assert told["error"]["message"]
    assert told["error"]["hint"]
    assert "Traceback" not in stderr
    assert list(tmp_path.iterdir()) == []


PLACES = {
    "a file": "file.txt",
    "below a file": "file.txt/out",
    "somebody's folder": "mine",
    "a link to somebody's folder": "link",
    "a link to a file": "link-to-file",
    "climbing into somebody's folder": "deep/../mine",
    "a NUL": "a\x00b",
    "the root": "/",
    "a name that is too long": "x" * 300,
    "a path that is too long": "x/" * 5000,
    "nothing": "",
}


@pytest.mark.parametrize("name", PLACES)
def test_an_output_place_that_is_not_free_is_refused_and_untouched(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "deep").mkdir()
    (tmp_path / "mine/work.txt").write_text("mine")
    (tmp_path / "file.txt").write_text("mine")
    (tmp_path / "link").symlink_to("mine")
    (tmp_path / "link-to-file").symlink_to("file.txt")
    monkeypatch.chdir(tmp_path)
    before, root = snapshot(tmp_path), sorted(os.listdir("/"))
    code, told, stderr = call(
        "run", "books with a title", "--type", "design_database", "--validate", "static", "--out", PLACES[name]
    )
    assert (code, told["status"]) == (2, "failed"), told
    assert told["error"]["message"]
    assert told["error"]["hint"]
    assert "Traceback" not in stderr
    assert snapshot(tmp_path) == before
    assert sorted(os.listdir("/")) == root


def test_a_place_below_a_link_is_written_where_the_link_leads_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    out = tmp_path / "link" / "out"
    code, told, _ = call("run", "books with a title", "--type", "design_database", "--validate", "static",
                         "--out", str(out))  # fmt: skip
    assert (code, told["status"]) == (0, "completed")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["out"]


def test_the_command_itself_ends_with_2_and_one_document(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "run", "--json", "--out", str(tmp_path / "out"), "--", b"b\xff\xfeooks"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "not-text")
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
