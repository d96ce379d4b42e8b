"""Cuts the manifest and the lock of one output out of those of everything."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tools.errors import Unsupported

_MANIFEST = Path(__file__).with_name("manifest")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_PLACE = "node_modules/"
_FLAGS = ("dev", "optional", "devOptional", "peer")
_ROOT = ("name", "version", "dependencies", "devDependencies", "engines")
Entry = Mapping[str, Any]


@cache
def pins() -> dict[str, str]:
    """Exact version of each package that packs may ask for, by its name."""
    manifest = _manifest()
    found = {**manifest["dependencies"], **manifest["devDependencies"]}
    for name, version in found.items():
        if not _VERSION.fullmatch(version):
            raise ValueError(f"{name} is not pinned exactly")
    return found


def versions(names: Iterable[str]) -> dict[str, str]:
    """Pinned versions of these packages, sorted by name; Unsupported when one has no pin."""
    known, wanted = pins(), sorted(set(names))
    missing = [name for name in wanted if name not in known]
    if missing:
        raise Unsupported("The package", missing[0], known)
    return {name: known[name] for name in wanted}


def locked(document: Entry) -> str:
    """`package-lock.json` for this `package.json`: its packages and all that they need, with hashes."""
    run, work = _names(document, "dependencies"), _names(document, "devDependencies")
    reached = {
        "run": _reached(run),
        "run_firmly": _reached(run, optional=False),
        "work_firmly": _reached(work, optional=False),
        "asked": _reached(run | work, peers=False),
    }
    known = reached["run"] | _reached(work)
    packages: dict[str, Any] = {"": {key: document[key] for key in _ROOT if key in document}}
    for place, entry in _entries().items():
        if place in known:
            kept = {key: value for key, value in entry.items() if key not in _FLAGS}
            marks = _flags(**{name: place in places for name, places in reached.items()})
            packages[place] = _ordered(kept | dict.fromkeys(marks, True))
    whole = {"name": document["name"], "version": document["version"], "lockfileVersion": 3, "requires": True}
    return f"{json.dumps({**whole, 'packages': packages}, indent=2, ensure_ascii=False)}\n"


def _names(document: Entry, kind: str) -> frozenset[str]:
    return frozenset(versions(document.get(kind, {})))


def _ordered(entry: Entry) -> dict[str, Any]:
    """The members of an entry as npm writes them: version and hash, then plain ones, then those that hold others."""
    first = ("version", "integrity", "dependencies")

    def rank(name: str) -> tuple[bool, int, str]:
        return isinstance(entry[name], dict), first.index(name) if name in first else len(first), name

    return {name: entry[name] for name in sorted(entry, key=rank)}


def _flags(*, run: bool, run_firmly: bool, work_firmly: bool, asked: bool) -> list[str]:
    """What npm marks of a package: who can do without it."""
    found = [] if asked else ["peer"]
    if not run:
        found.append("dev")
    if not run_firmly and not work_firmly:
        found.append("optional")
    elif run and not run_firmly:
        found.append("devOptional")
    return found


def _reached(names: Iterable[str], *, optional: bool = True, peers: bool = True) -> frozenset[str]:
    """Places of all that these packages need; on request without what they can do without, or want beside them."""
    found: set[str] = set()
    waiting = [f"{_PLACE}{name}" for name in names]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += [_resolved(place, other) for other in _needed(_entries()[place], optional, peers)]
    return frozenset(found)


def _needed(entry: Entry, optional: bool, peers: bool) -> set[str]:
    """What a package asks for, and what it wants beside it."""
    spared = set(entry.get("optionalDependencies", {}))
    unneeded = {name for name, meta in entry.get("peerDependenciesMeta", {}).items() if meta.get("optional")}
    wanted = set(entry.get("dependencies", {})) - spared
    wanted |= spared if optional else set()
    return wanted | (set(entry.get("peerDependencies", {})) - unneeded if peers else set())


def _resolved(place: str, name: str) -> str:
    """Where a package finds another one: in its own folder, else in those around it."""
    around = place
    while around:
        if f"{around}/{_PLACE}{name}" in _entries():
            return f"{around}/{_PLACE}{name}"
        around = around.rpartition(f"/{_PLACE}")[0]
    if f"{_PLACE}{name}" not in _entries():
        raise ValueError(f"{place} needs {name}, which is not locked")
    return f"{_PLACE}{name}"


@cache
def _entries() -> dict[str, Entry]:
    """Of each locked package: its entry, by its place."""
    lock = json.loads((_MANIFEST / "package-lock.json").read_text(encoding="utf-8"))
    return {place: entry for place, entry in lock["packages"].items() if place}


@cache
def _manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_MANIFEST / "package.json").read_text(encoding="utf-8"))
    return found


@cache
def image() -> str:
    """The base image of containers."""
    return (_MANIFEST / "Dockerfile").read_text(encoding="utf-8").split()[1]


@cache
def node_version() -> str:
    """The release line of Node that containers and the workflow run: `24`."""
    found = re.search(r":(\d+)\.", image())
    return found[1] if found else ""


@cache
def engines() -> str:
    """The versions of Node that generated projects run on."""
    return str(_manifest()["engines"]["node"])


@cache
def workflow_versions() -> dict[str, str]:
    """`runner`, and each action by its name, with its version."""
    text = (_MANIFEST / "workflow.yml").read_text(encoding="utf-8")
    found = {name.split("@")[0].rsplit("/", 1)[1].replace("-", "_"): name for name in re.findall(r"uses: (\S+)", text)}
    runner = re.search(r"runs-on: (\S+)", text)
    return found | {"runner": runner[1] if runner else ""}
