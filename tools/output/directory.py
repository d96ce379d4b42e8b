"""Looks at an output directory before anything is written: is it free, ours, or somebody else's?"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tools.errors import BadInput
from tools.output.manifest import Manifest, read_manifest
from tools.output.paths import BACKEND, PROTECTED

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Target:
    """An output directory that may be written. `manifest` is that of the output it holds, if it holds one."""

    root: Path
    exists: bool
    manifest: Manifest | None


def inspect(out: Path) -> Target:
    """The target at a path. Raises BadInput when it is a file, or holds what is not ours, or was edited by hand."""
    root = resolve(out)
    if not os.path.lexists(root):
        return Target(root, exists=False, manifest=None)
    if not root.is_dir():
        raise BadInput(f"{root} is not a directory.", hint="Choose another one.", code="not-a-directory")
    manifest = read_manifest(root)
    if manifest is None:
        foreign = sorted(path.name for path in root.iterdir() if path.name not in {*PROTECTED, BACKEND})
        if foreign:
            raise BadInput(
                f"{root} holds files that are not ours: {_listed(foreign)}.",
                hint="Choose an empty directory, or one that an earlier run wrote.",
                code="foreign-directory",
            )
    else:
        refuse_edited(root, manifest)
    return Target(root, exists=True, manifest=manifest)


def resolve(out: Path) -> Path:
    """The absolute place of an output. Raises BadInput for a place that can hold none."""
    try:
        root = Path(out).expanduser().resolve()
        # A name that the system does not take, too long for one, is no name of something missing.
        root.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise BadInput(
            f"{str(out)[:200]!r} is no place for an output.", hint="Choose another directory.", code="bad-directory"
        ) from error
    if root == root.parent or root == Path.home():
        raise BadInput(f"{root} is no place for an output.", hint="Choose a subfolder.", code="bad-directory")
    return root


def refuse_edited(root: Path, manifest: Manifest, new: Mapping[str, str] | None = None) -> None:
    """Raises BadInput that names the generated files whose bytes are neither the old nor the new (path → sha256)."""
    for path, entry in manifest.files.items():
        if entry.kind == "generated":
            refuse_links(root, path)
    edited = edited_files(root, manifest, new or {})
    if edited:
        raise BadInput(
            f"Generated files in {root} were edited by hand: {_listed(edited)}.",
            hint="Undo the edits, move them into a file of your own, or choose another output directory.",
            code="edited-by-hand",
        )


def edited_files(root: Path, manifest: Manifest, new: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """Generated files that are there with other bytes than those made, or than those of `new`; missing ones are not."""
    edited = []
    for path, entry in manifest.files.items():
        found = sha256_of(root / path) if entry.kind == "generated" else None
        if found is not None and found not in (entry.sha256, new.get(path)):
            edited.append(path)
    return tuple(edited)


def read_output(out: Path) -> Manifest:
    """The manifest of an output. Raises BadInput where there is none."""
    root = resolve(out)
    manifest = read_manifest(root) if root.is_dir() else None
    if manifest is None:
        raise BadInput(
            f"{out} holds no generated backend.", hint="Name a directory that an earlier run wrote.", code="no-output"
        )
    return manifest


def refuse_strangers(root: Path, old: Manifest | None, paths: Iterable[str]) -> None:
    """Raises BadInput when a generated file would replace one that we never wrote."""
    known = old.files if old else {}
    strangers = []
    for path in sorted(paths):
        refuse_links(root, path)
        entry = known.get(path)
        if os.path.lexists(root / path) and (entry is None or entry.kind == "user"):
            strangers.append(path)
    if strangers:
        raise BadInput(
            f"Files of your own stand where generated ones belong: {_listed(strangers)}.",
            hint="Move them away, or choose another output directory.",
            code="foreign-files",
        )


def refuse_links(root: Path, path: str) -> None:
    """Raises BadInput when a part of the path is a link, or a file where a folder must be."""
    place = root
    *folders, name = path.split("/")
    for folder in folders:
        place /= folder
        if place.is_symlink() or (os.path.lexists(place) and not place.is_dir()):
            raise _blocked(place, root)
    place /= name
    if place.is_symlink() or (os.path.lexists(place) and not place.is_file()):
        raise _blocked(place, root)


def sha256_of(path: Path) -> str | None:
    """Hash of a file's bytes; None where there is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _blocked(place: Path, root: Path) -> BadInput:
    return BadInput(
        f"{place.relative_to(root)} in {root} is a link or not what it must be.",
        hint="Replace it by an ordinary file or folder.",
        code="linked-path",
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
