"""The lock of one output: what it needs, all that this needs, and nothing else."""

import re
import tomllib

import pytest

from tests.meta.sources import ROOT
from tests.tools.code_generator.outputs import EXAMPLES, example
from tools.errors import Unsupported
from tools.packs.languages.python.lock import (
    image,
    locked,
    pins,
    python_version,
    requirements,
    requires_python,
    workflow_versions,
)

MANIFEST = ROOT / "tools/packs/languages/python/manifest"
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def blocks(lock: str) -> dict[str, list[str]]:
    """Lines of each package, by its name."""
    found: dict[str, list[str]] = {}
    for line in lock.splitlines():
        if not line.startswith(" "):
            name = re.split(r"[=\[ ]", line, maxsplit=1)[0]
            found[name] = []
        found[name].append(line)
    return found


def test_only_what_is_used_is_locked() -> None:
    assert list(blocks(locked(("pyjwt",)))) == ["pyjwt"]
    assert list(blocks(locked(("aiosqlite",)))) == ["aiosqlite"]
    found = blocks(locked(("fastapi",)))
    assert found.keys() >= {"fastapi", "starlette", "pydantic", "pydantic-core", "anyio", "idna", "typing-extensions"}
    assert not found.keys() & {"sqlalchemy", "asyncpg", "uvicorn", "pytest", "alembic"}


def test_the_closure_is_closed_and_sorted() -> None:
    for name in pins():
        whole = blocks(locked((name,)))
        assert list(whole) == sorted(whole)
        for other in whole:
            if other in pins():
                assert blocks(locked((other,))).keys() <= whole.keys()


def test_the_extra_that_async_sessions_need_is_locked_with_them() -> None:
    assert "greenlet" in blocks(locked(("sqlalchemy",)))


def test_every_hash_is_kept_and_nothing_else_is_on_those_lines() -> None:
    whole = (MANIFEST / "requirements.lock").read_text(encoding="utf-8")
    cut = locked(tuple(pins()))
    assert re.findall(r"sha256:[0-9a-f]{64}", cut) == re.findall(r"sha256:[0-9a-f]{64}", whole)
    for name, lines in blocks(cut).items():
        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z,]+\])?==[^ ]+( ; .+)? \\", lines[0]), name
        assert all(HASH.fullmatch(line) for line in lines[1:]), name
        assert [line.endswith(" \\") for line in lines] == [True] * (len(lines) - 1) + [False], name
    assert "via" not in cut


def test_order_and_repetition_do_not_matter() -> None:
    assert locked(("uvicorn", "fastapi", "uvicorn")) == locked(("fastapi", "uvicorn"))
    assert locked(()) == ""


@pytest.mark.parametrize("name", ["flask", "", "fastapi==1", "../x", "starlette"])
def test_a_package_without_a_pin_is_refused(name: str) -> None:
    with pytest.raises(Unsupported) as refused:
        locked(("fastapi", name))
    assert "fastapi" in refused.value.supported
    with pytest.raises(Unsupported):
        requirements((name,))


def test_pins_are_exact_and_agree_with_the_lock() -> None:
    whole = (MANIFEST / "requirements.lock").read_text(encoding="utf-8")
    for requirement in pins().values():
        bare = re.sub(r"\[[a-z,]+\]", "", requirement)
        assert re.search(rf"^{re.escape(bare)}[ ;]", whole, re.MULTILINE), requirement


def test_requirements_are_sorted_and_carry_their_extras() -> None:
    found = requirements(("sqlalchemy", "alembic"))
    assert [item.partition("==")[0] for item in found] == ["alembic", "sqlalchemy[asyncio]"]


def test_an_output_asks_for_just_what_it_locks() -> None:
    for path in EXAMPLES:
        output = example(path, "sqlite")
        project = tomllib.loads(output["pyproject.toml"])
        asked = [re.split(r"[=\[]", item)[0] for item in project["project"]["dependencies"]]
        develop = [re.split(r"[=\[]", item)[0] for item in project["dependency-groups"]["dev"]]
        assert output["requirements.lock"] == locked(tuple(asked))
        assert output["requirements-dev.lock"] == locked((*asked, *develop))
        assert "asyncpg" not in blocks(output["requirements-dev.lock"])


def test_versions_come_from_the_manifests_that_bots_read() -> None:
    assert image() in (MANIFEST / "Dockerfile").read_text(encoding="utf-8")
    assert f":{python_version()}." in image()
    assert requires_python() == f">={python_version()}"
    found = workflow_versions()
    assert set(found) == {"checkout", "setup_python", "runner"}
    assert all("@" in found[name] for name in ("checkout", "setup_python"))
