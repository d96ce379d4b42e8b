"""The manifest of an output: what it was made from, by which generator, and the hash of each file."""

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tools.artifacts import FileKind
from tools.errors import BadInput
from tools.output.paths import BACKEND, check_paths

MANIFEST = f"{BACKEND}/manifest.json"
EVIDENCE = f"{BACKEND}/evidence.json"
MAX_BYTES = 64 * 1024 * 1024


class FileEntry(BaseModel):
    """One file of the output."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """As it was made; of a `user` file only the first version is known."""
    kind: FileKind = "generated"
    language: str
    tool: str
    rules: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Knowledge documents that carry the rules."""


class Manifest(BaseModel):
    """What `.backend/manifest.json` holds; the same input gives the same bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    manifest: Literal[1] = 1
    generator: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Hash of the sources of the generator, as far as they are of this stack."""
    task_type: str
    stack: dict[str, str]
    """Kind of pack (`framework`) to its id."""
    blueprint: str
    """The Blueprint as YAML."""
    files: dict[str, FileEntry]
    """Path to entry, sorted by path."""

    def dump(self) -> str:
        """Canonical JSON with a final newline."""
        return json.dumps(self.model_dump(mode="json"), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def parse_manifest(raw: bytes) -> Manifest:
    """The manifest of these bytes. Raises BadInput for anything that we did not write."""
    try:
        manifest = Manifest.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(
            f"{MANIFEST} is not a manifest of ours: {where} {first['msg']}".strip(),
            hint="Restore the file, or choose another output directory.",
            code="bad-manifest",
        ) from error
    check_paths(manifest.files)
    return manifest


def read_manifest(root: Path) -> Manifest | None:
    """The manifest of an output directory; None where there is none."""
    path = root / MANIFEST
    if path.is_symlink() or path.parent.is_symlink():
        raise BadInput(f"{path} is a link.", hint="Replace the link by what it points to.", code="linked-path")
    if not path.is_file():
        return None
    if path.stat().st_size > MAX_BYTES:
        raise BadInput(f"{path} is too large.", hint="Choose another output directory.", code="bad-manifest")
    return parse_manifest(path.read_bytes())
