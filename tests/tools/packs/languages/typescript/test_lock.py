"""The lock of one output: what it needs, all that this needs, and nothing else."""

import json
import re
from typing import Any

import pytest

from tests.meta.sources import ROOT
from tools.errors import Unsupported
from tools.packs.languages.typescript import lock
from tools.packs.languages.typescript.lock import (
    engines,
    image,
    locked,
    node_version,
    pins,
    versions,
    workflow_versions,
)

MANIFEST = ROOT / "tools/packs/languages/typescript/manifest"
WHOLE: dict[str, Any] = json.loads((MANIFEST / "package-lock.json").read_text(encoding="utf-8"))


def document(run: list[str], work: list[str] | None = None) -> dict[str, Any]:
    asked = {"dependencies": versions(run), "devDependencies": versions(work or [])}
    return {"name": "shop", "version": "1.0.0", "private": True, **asked, "engines": {"node": engines()}}


def packages(run: list[str], work: list[str] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(locked(document(run, work)))["packages"]
    return found


def test_only_what_is_used_is_locked() -> None:
    assert list(packages(["jose"])) == ["", "node_modules/jose"]
    found = packages(["pg"])
    assert found.keys() >= {"node_modules/pg", "node_modules/pg-pool", "node_modules/pg-types", "node_modules/xtend"}
    assert not found.keys() & {"node_modules/express", "node_modules/typescript", "node_modules/@types/pg"}


def test_everything_together_is_the_lock_of_everything() -> None:
    manifest = json.loads((MANIFEST / "package.json").read_text(encoding="utf-8"))
    assert (
        json.loads(locked({**manifest}))["packages"].items()
        >= {place: entry for place, entry in WHOLE["packages"].items() if place}.items()
    )
    assert locked(manifest) == (MANIFEST / "package-lock.json").read_text(encoding="utf-8")


def test_every_package_finds_what_it_asks_for() -> None:
    for name in pins():
        found = packages([name])
        for place, entry in found.items():
            for other in entry.get("dependencies", {}):
                above = [place, *(place[: at.start()] for at in re.finditer(r"/node_modules/", place)), ""]
                assert any(f"{folder}/node_modules/{other}".lstrip("/") in found for folder in above), (place, other)


def test_packages_for_other_platforms_are_locked_and_can_be_done_without() -> None:
    found = packages(["@node-rs/argon2"])
    systems = {item for entry in found.values() for item in entry.get("os", ())}
    assert systems >= {"darwin", "linux", "win32"}
    assert all(entry["optional"] for entry in found.values() if "os" in entry)


def test_tools_are_marked_unless_the_backend_needs_them_too() -> None:
    found = packages(["prom-client"], ["vitest", "@types/node"])
    assert "dev" not in found["node_modules/prom-client"]
    assert "dev" not in found["node_modules/@opentelemetry/api"]
    assert found["node_modules/vitest"]["dev"] is True
    assert found["node_modules/vite"] == {**found["node_modules/vite"], "dev": True, "peer": True}


def test_hashes_are_kept_and_no_registry_is_named() -> None:
    entries = {place: entry for place, entry in packages(list(pins())).items() if place}
    assert entries
    for place, entry in entries.items():
        assert entry["integrity"] == WHOLE["packages"][place]["integrity"].strip()
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry
        assert "hasInstallScript" not in entry, "nothing that is installed runs a script"


@pytest.mark.parametrize("name", ["lodash", "", "express@5", "../x", "send"])
def test_a_package_without_a_pin_is_refused(name: str) -> None:
    with pytest.raises(Unsupported) as refused:
        versions(["express", name])
    assert "express" in refused.value.supported


def test_pins_are_exact_and_agree_with_the_lock() -> None:
    for name, version in pins().items():
        assert WHOLE["packages"][f"node_modules/{name}"]["version"] == version


def test_a_pin_that_is_not_exact_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_manifest", lambda: {"dependencies": {"a": "^1.0.0"}, "devDependencies": {}})
    with pytest.raises(ValueError, match="not pinned"):
        pins.__wrapped__()


def test_versions_come_from_the_manifests_that_bots_read() -> None:
    assert image() in (MANIFEST / "Dockerfile").read_text(encoding="utf-8")
    assert f":{node_version()}." in image()
    assert engines().startswith(f">={node_version()}.")
    assert versions(["@types/node"])["@types/node"].startswith(f"{node_version()}.")
    found = workflow_versions()
    assert set(found) == {"checkout", "setup_node", "runner"}
    assert all("@" in found[name] for name in ("checkout", "setup_node"))
