"""The produced files as one tree: merged over the tools, read back from the blob store, hashed."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.blobs import BlobLost
from agent.ports import BlobStore
from agent.state import ArtifactRef
from tools.artifacts import Artifact
from tools.output import check_paths
from tools.validators.evidence import Evidence, Finding

VALIDATOR = "artifacts"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Tree:
    """Artifacts sorted by path, and what is wrong with them as a set."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]

    @property
    def sha256(self) -> str:
        """Hash of what is really there: paths, contents, and what could not be read."""
        digest = hashlib.sha256()
        for artifact in self.artifacts:
            digest.update(f"{artifact.path}\0{artifact.sha256}\0".encode())
        for finding in self.findings:
            digest.update(f"{finding.code}\0{finding.where}\0".encode())
        return digest.hexdigest()

    def evidence(self) -> Evidence:
        """One row: the set is whole, and no two tools disagree about a file."""
        return Evidence(
            validator=VALIDATOR,
            version=VERSION,
            level="static",
            subject="files",
            status="failed" if self.findings else "passed",
            findings=self.findings,
        )

    def place(self, folder: Path) -> None:
        """Writes the files below an empty folder. Raises BadInput for unsafe paths."""
        check_paths(artifact.path for artifact in self.artifacts)
        for artifact in self.artifacts:
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.content.encode())


def read_tree(produced: Mapping[str, Sequence[ArtifactRef]], blobs: BlobStore) -> Tree:
    """The tree of what the tools made; a file of two tools is one file when both made the same bytes."""
    placed: dict[str, Artifact] = {}
    findings: list[Finding] = []
    for tool in sorted(produced):
        for ref in produced[tool]:
            try:
                artifact = _read(ref, blobs)
            except BlobLost as error:
                findings.append(Finding(code=error.code, message=error.message, where=ref["path"]))
                continue
            earlier = placed.setdefault(artifact.path, artifact)
            if earlier.content != artifact.content:
                message = f"{earlier.tool} and {artifact.tool} made different files of this path."
                findings.append(Finding(code="path-conflict", message=message, where=artifact.path))
    return Tree(tuple(placed[path] for path in sorted(placed)), tuple(findings))


def _read(ref: ArtifactRef, blobs: BlobStore) -> Artifact:
    return Artifact(
        path=ref["path"],
        content=blobs.get(ref["sha256"]),
        language=ref["language"],
        tool=ref["tool"],
        kind="user" if ref["kind"] == "user" else "generated",
        rules=tuple(ref["rules"]),
    )
