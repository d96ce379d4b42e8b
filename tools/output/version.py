"""The generator's version: a hash of the sources that decide the bytes of an output."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

TOOLS = Path(__file__).parents[1]
# They look at an output, place it or write about Blueprints; its bytes do not depend on them.
LEFT_OUT = frozenset({"doctor.py", "output", "reference", "validators"})
PACKS = {"datastore": "datastores", "framework": "frameworks", "language": "languages", "persistence": "persistence"}
"""Kind of pack to the folder of its packs."""
_SKIPPED = frozenset({"__pycache__"})


def generator_version(stack: Mapping[str, str] | None = None) -> str:
    """sha256 of the sources of all tools that make artifacts; for a stack (kind of pack to id), of its packs alone."""
    return _version(frozenset((stack or {}).items()))


@cache
def _version(stack: frozenset[tuple[str, str]]) -> str:
    foreign = [path for kind, name in stack for path in (TOOLS / "packs" / PACKS[kind]).iterdir() if path.name != name]
    # What packs of a kind share lies beside their folders.
    left_out = {path for path in foreign if path.is_dir()}
    return source_hash((path for path in TOOLS.iterdir() if path.name not in LEFT_OUT), left_out)


def source_hash(roots: Iterable[Path], left_out: Iterable[Path] = ()) -> str:
    """sha256 over the files below the roots: names relative to the root's folder, and contents."""
    digest, gone = hashlib.sha256(), frozenset(left_out)
    for root in sorted(roots):
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file() and not _SKIPPED.intersection(path.parts) and gone.isdisjoint(path.parents):
                name = path.relative_to(root.parent).as_posix().encode()
                content = path.read_bytes()
                digest.update(len(name).to_bytes(8, "big") + name + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
