"""The generator's version: a hash of the sources that decide the bytes of an output."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TOOLS = Path(__file__).parents[1]
# They look at an output or place it; its bytes do not depend on them.
LEFT_OUT = frozenset({"doctor.py", "output", "validators"})
_SKIPPED = frozenset({"__pycache__"})


@cache
def generator_version() -> str:
    """sha256 of the sources of all tools that make artifacts."""
    return source_hash(path for path in TOOLS.iterdir() if path.name not in LEFT_OUT)


def source_hash(roots: Iterable[Path]) -> str:
    """sha256 over the files below the roots: names relative to the root's folder, and contents."""
    digest = hashlib.sha256()
    for root in sorted(roots):
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file() and not _SKIPPED.intersection(path.parts):
                name = path.relative_to(root.parent).as_posix().encode()
                content = path.read_bytes()
                digest.update(len(name).to_bytes(8, "big") + name + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
