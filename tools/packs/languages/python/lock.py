"""Cuts the lock of one output out of the lock of everything."""

import re
import tomllib
from functools import cache
from pathlib import Path

from tools.errors import Unsupported

_MANIFEST = Path(__file__).with_name("manifest")
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z,]+\])?==(?P<version>\S+)")


@cache
def pins() -> dict[str, str]:
    """Requirement of each package that packs may ask for, by its name: `sqlalchemy[asyncio]==…`."""
    manifest = tomllib.loads((_MANIFEST / "pyproject.toml").read_text(encoding="utf-8"))
    listed = [*manifest["project"]["dependencies"], *manifest["dependency-groups"]["dev"]]
    found = {}
    for requirement in listed:
        match = _PIN.fullmatch(requirement)
        if match is None:
            raise ValueError(f"{requirement} is not pinned exactly")
        found[match["name"]] = requirement
    return found


def requirements(names: tuple[str, ...]) -> tuple[str, ...]:
    """Pinned requirements of these packages, sorted; Unsupported when one has no pin."""
    known = pins()
    missing = sorted(set(names) - known.keys())
    if missing:
        raise Unsupported("The package", missing[0], known)
    return tuple(known[name] for name in sorted(set(names)))


def locked(names: tuple[str, ...]) -> str:
    """The lock file of these packages and all that they need, with hashes."""
    requirements(names)
    entries = _entries()
    wanted, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += [other for other, (_, needed_by) in entries.items() if name in needed_by]
    return "".join(f"{entries[name][0]}\n" for name in sorted(wanted))


@cache
def _entries() -> dict[str, tuple[str, frozenset[str]]]:
    """Of each locked package: its lines without notes, and the packages that ask for it."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    text = (_MANIFEST / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        lines = block.splitlines()
        notes = [line.strip(" #").removeprefix("via").strip() for line in lines if line.lstrip().startswith("#")]
        kept = [line for line in lines if not line.lstrip().startswith("#")]
        kept[-1] = kept[-1].removesuffix("\\").rstrip()
        name = re.split(r"[=\[ ]", lines[0], maxsplit=1)[0]
        found[name] = ("\n".join(kept), frozenset(note for note in notes if note))
    return found


@cache
def image() -> str:
    """The base image of containers."""
    return (_MANIFEST / "Dockerfile").read_text(encoding="utf-8").split()[1]


@cache
def python_version() -> str:
    """The version of Python that containers and the workflow run, without its patch level: `3.11`."""
    found = re.search(r":(\d+\.\d+)", image())
    return found[1] if found else ""


@cache
def requires_python() -> str:
    """The versions of Python that generated projects run on."""
    manifest = tomllib.loads((_MANIFEST / "pyproject.toml").read_text(encoding="utf-8"))
    return str(manifest["project"]["requires-python"])


@cache
def workflow_versions() -> dict[str, str]:
    """`runner`, and each action by its name, with its version."""
    text = (_MANIFEST / "workflow.yml").read_text(encoding="utf-8")
    found = {name.split("@")[0].rsplit("/", 1)[1].replace("-", "_"): name for name in re.findall(r"uses: (\S+)", text)}
    runner = re.search(r"runs-on: (\S+)", text)
    return found | {"runner": runner[1] if runner else ""}
