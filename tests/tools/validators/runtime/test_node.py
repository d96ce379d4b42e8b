"""A Node that children can reach, and the packages of a lock where it finds them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.errors import AgentError, CheckFailed
from tools.validators.runtime import node, node_packages
from tools.validators.runtime.commands import CommandResult, run
from tools.validators.runtime.node import Node, reachable_node
from tools.validators.runtime.toolchains import typescript
from tools.validators.runtime.toolchains.toolchain import Toolchain
from tools.validators.runtime.workspace import workspace

HASH = "sha512-YWJj"


def tell(*command: str) -> CommandResult:
    """What a command says that the child user runs with our Node."""
    found = reachable_node()
    with workspace() as work:
        home = work.folder("home")
        toolchain = Toolchain(found.version, (found.programs,), typescript.VARIABLES)
        return run(command, cwd=home, env=toolchain.environment(home), user=work.user, timeout_seconds=60)


def test_children_can_run_our_node_on_typescript_with_a_database() -> None:
    program = (
        "import { DatabaseSync } from 'node:sqlite'; const db: DatabaseSync = new DatabaseSync(':memory:');"
        "console.log(db.prepare('select 1 as a').get()?.a, process.versions.node)"
    )
    told = tell("node", "--input-type=module-typescript", "-e", program).check("Node")
    assert told.stdout.split() == ["1", reachable_node().version]
    assert told.stderr == ""


def test_children_can_run_npm() -> None:
    assert tell("npm", "--version").check("npm").stdout[0].isdigit()
    assert tell("npx", "--version").check("npx").stdout[0].isdigit()


def test_what_is_not_installed_is_not_fetched() -> None:
    assert not tell("npx", "left-pad").ok


def test_a_node_that_is_too_old_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in node.PROGRAMS:
        (tmp_path / name).write_text("#!/bin/sh\necho v20.20.2\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(node, "reachable", lambda path, user: True)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reachable_node().programs != tmp_path
    for name in node.PROGRAMS:
        (tmp_path / name).write_text("#!/bin/sh\necho v24.12.0\n", encoding="utf-8")
    node._node.cache_clear()
    assert reachable_node() == Node(tmp_path, "24.12.0")
    node._node.cache_clear()


def test_no_node_at_all_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "WHEEL", "no_such_package")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(AgentError) as caught:
        reachable_node()
    assert caught.value.code == "no-node"


def locked(name: str = "shop", **entry: object) -> tuple[bytes, bytes]:
    """A manifest and its lock, with one package."""
    asked = {"dependencies": {"a": "1.0.0"}}
    packages: dict[str, Any] = {"": {"name": name, **asked}, "node_modules/a": {"version": "1.0.0", **entry}}
    manifest = {"name": name, "type": "module", **asked}
    return json.dumps(manifest).encode(), json.dumps({"name": name, "packages": packages}).encode()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Folders that packages were installed in, without a registry."""
    found: list[Path] = []

    def install(folder: Path, node: Node) -> None:
        (folder / "node_modules").mkdir()
        found.append(folder)

    monkeypatch.setenv("BACKEND_ENGINEER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(node_packages, "_install", install)
    monkeypatch.setattr("tools.validators.runtime.caches.reachable", lambda path, user: True)
    return found


def test_projects_with_the_same_packages_share_them(tmp_path: Path, installed: list[Path]) -> None:
    for name in ("shop", "blog"):
        folder = tmp_path / name
        folder.mkdir()
        manifest, lock = locked(name, integrity=HASH)
        (folder / "package.json").write_bytes(manifest)
        (folder / "package-lock.json").write_bytes(lock)
        typescript.install(folder)
        assert (folder / "node_modules").readlink() == installed[0] / "node_modules"
    assert len(installed) == 1
    told = json.loads((installed[0] / "package.json").read_text(encoding="utf-8"))
    assert told["dependencies"] == {"a": "1.0.0"}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({}, "unhashed-lock"),
        ({"integrity": HASH, "link": True}, "unhashed-lock"),
        ({"integrity": HASH, "resolved": "file:../a"}, "unhashed-lock"),
        ({"integrity": HASH, "resolved": "git+ssh://git@example.com/a.git"}, "unhashed-lock"),
    ],
)
def test_only_hashed_packages_of_a_registry_are_installed(
    entry: dict[str, object], code: str, installed: list[Path]
) -> None:
    with pytest.raises(CheckFailed) as caught:
        node_packages.node_packages(*locked(**entry), reachable_node())
    assert (caught.value.code, installed) == (code, [])


@pytest.mark.parametrize(
    ("manifest", "lock", "code"),
    [
        (b"{}", b"[]", "broken-lock"),
        (b"{", b"{}", "broken-lock"),
        (b"{}", b"{}", "broken-lock"),
        (b"{}", b'{"packages": {}}', "broken-lock"),
        (b"{}", b'{"packages": {"": 1}}', "broken-lock"),
        (b'{"dependencies": {"b": "1.0.0"}}', b'{"packages": {"": {}}}', "stale-lock"),
    ],
)
def test_a_lock_that_is_not_that_of_the_manifest_is_refused(manifest: bytes, lock: bytes, code: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        node_packages.node_packages(manifest, lock, Node(Path("/nowhere"), "24.19.0"))
    assert caught.value.code == code
