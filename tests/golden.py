"""Golden cases: folders with an input and the tree that must come out of it.

A case holds `blueprint.yaml`, `stack.txt` (`framework,datastore`), `paths.txt` and `expected/`. A line of
`paths.txt` is a pattern of paths that are compared; one that starts with `!` leaves out paths
that another line takes in.
"""

import difflib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent / "goldens"
OPTION = "--update-golden"
MOST_LINES = 200


def cases(suite: str) -> list[Path]:
    """The case folders of a suite, sorted."""
    return sorted(path.parent for path in (GOLDENS / suite).glob("*/blueprint.yaml"))


def selected(paths: Iterable[str], patterns: Iterable[str]) -> list[str]:
    """The paths that a positive pattern takes in and no `!` pattern leaves out, sorted."""
    lines = [line for line in patterns if line]
    taken = [line for line in lines if not line.startswith("!")]
    left_out = [line[1:] for line in lines if line.startswith("!")]
    return sorted(path for path in paths if _any(path, taken) and not _any(path, left_out))


def compare(case: Path, made: Mapping[str, str], *, update: bool) -> None:
    """Holds the files that were made (path → content) against the case's `expected/`, as an exact set."""
    patterns = (case / "paths.txt").read_text(encoding="utf-8").splitlines()
    actual = {path: made[path] for path in selected(made, patterns)}
    if update:
        _rewrite(case / "expected", actual)
        return
    lines = list(differences(read_tree(case / "expected"), actual))
    if lines:
        shown = "\n".join(lines[:MOST_LINES])
        pytest.fail(f"{case.name} differs from its golden ({OPTION} rewrites it):\n{shown}", pytrace=False)


def differences(expected: Mapping[str, str], actual: Mapping[str, str]) -> Iterator[str]:
    """What a reader needs to see: paths of one side only, and line by line what changed in the others."""
    for path in sorted(expected.keys() | actual.keys()):
        if path not in actual:
            yield f"missing: {path}"
        elif path not in expected:
            yield f"unexpected: {path}"
        elif expected[path] != actual[path]:
            before, after = expected[path].splitlines(), actual[path].splitlines()
            changed = list(difflib.unified_diff(before, after, f"golden/{path}", f"made/{path}", lineterm="", n=2))
            yield from changed or [f"line ends differ: {path}"]


def read_tree(root: Path) -> dict[str, str]:
    """Every file below a folder, by its path with forward slashes; line ends as they are."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def write_tree(root: Path, files: Mapping[str, str]) -> None:
    """Writes files below a folder, byte for byte."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8"))


def _rewrite(root: Path, files: Mapping[str, str]) -> None:
    if root.exists():
        shutil.rmtree(root)
    write_tree(root, files)


def _any(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)
