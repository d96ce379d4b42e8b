"""Which paths an artifact may have: relative, plain, the same file on every file system."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from tools.errors import BadInput

BACKEND = ".backend"
"""Folder of the output with the manifest, the evidence and the journal."""
RESERVED = frozenset({"evidence.json", "journal.json", "manifest.json", "staging"})
"""Names in it that only this package writes."""
PROTECTED = frozenset({".git", ".env"})
"""Names that are the user's own, wherever they lie."""
MAX_PART_BYTES = 200
MAX_PATH_BYTES = 1000
_DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789")})


def safe_path(path: str) -> str:
    """The path itself. Raises BadInput when it could leave the output, hide in it or differ between systems."""
    if not path or len(path.encode("utf-8", "surrogatepass")) > MAX_PATH_BYTES:
        raise _refused(path, "it is empty or too long")
    if any(character == "\\" or unicodedata.category(character).startswith("C") for character in path):
        raise _refused(path, "it holds a backslash or a control character")
    if path != unicodedata.normalize("NFC", path):
        raise _refused(path, "its letters are not in normal form C")
    if path.startswith("/") or ":" in path or str(PurePosixPath(path)) != path:
        raise _refused(path, "it is not a plain relative path")
    first, *rest = path.split("/")
    if first.casefold() == BACKEND and (first != BACKEND or not rest or rest[0].casefold() in RESERVED):
        raise _refused(path, "it belongs to the records of the output")
    for part in (first, *rest):
        _check_part(path, part)
    return path


def check_paths(paths: Iterable[str]) -> None:
    """Refuses unsafe paths, and two that are one on a file system that ignores case or one inside the other."""
    files: dict[str, str] = {}
    for path in sorted(paths):
        key = safe_path(path).casefold()
        if key in files:
            raise _refused(path, f"it is the same file as {files[key]!r} where case does not count")
        files[key] = path
    folders: dict[str, str] = {}
    for key, path in files.items():
        for depth, parent in enumerate(PurePosixPath(key).parents, start=1):
            if str(parent) == ".":
                continue
            if str(parent) in files:
                raise _refused(path, f"{files[str(parent)]!r} is a file, not a folder")
            spelled = "/".join(path.split("/")[:-depth])
            other = folders.setdefault(str(parent), spelled)
            if other != spelled:
                raise _refused(path, f"its folder is the same as {other!r} where case does not count")


def _check_part(path: str, part: str) -> None:
    folded = part.casefold()
    if part in ("", ".", ".."):
        raise _refused(path, "it is not a plain relative path")
    if folded in PROTECTED:
        raise _refused(path, f"{part!r} is not ours to write")
    if part != part.strip() or part.endswith(".") or folded.split(".")[0] in _DEVICES:
        raise _refused(path, f"{part!r} is not a name on every system")
    if len(part.encode()) > MAX_PART_BYTES:
        raise _refused(path, "a part of it is too long")


def _refused(path: str, why: str) -> BadInput:
    shown = path if len(path) <= 120 else f"{path[:120]}…"
    return BadInput(
        f"The path {shown!r} cannot be written: {why}.",
        hint="Rename the entity or the file that it comes from.",
        code="unsafe-path",
        path=shown,
    )
