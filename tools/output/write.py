"""Puts a finished set of artifacts into its directory, with the manifest, and the evidence beside it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.artifacts import Artifact
from tools.output.directory import Target, inspect, refuse_edited, refuse_links, refuse_strangers, resolve
from tools.output.manifest import EVIDENCE, MANIFEST, FileEntry, Manifest
from tools.output.paths import BACKEND, check_paths
from tools.output.transaction import clear, create, exclusive, update
from tools.output.version import generator_version
from tools.validators.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything that goes into one output directory."""

    artifacts: Sequence[Artifact]
    task_type: str
    stack: Mapping[str, str]
    """Kind of pack (`framework`) to its id."""
    blueprint: str
    """YAML."""
    documents: Mapping[str, str]
    """Rule id to the knowledge document that carries it."""
    evidence: Sequence[Evidence]

    def manifest(self) -> Manifest:
        """The manifest; a function of the delivery without its evidence."""
        files = {artifact.path: self._entry(artifact) for artifact in self.artifacts}
        return Manifest(
            generator=generator_version(self.stack),
            task_type=self.task_type,
            stack=dict(sorted(self.stack.items())),
            blueprint=self.blueprint,
            files=dict(sorted(files.items())),
        )

    def _entry(self, artifact: Artifact) -> FileEntry:
        documents = {self.documents[rule] for rule in artifact.rules if rule in self.documents}
        return FileEntry(
            sha256=artifact.sha256,
            kind=artifact.kind,
            language=artifact.language,
            tool=artifact.tool,
            rules=tuple(sorted(artifact.rules)),
            documents=tuple(sorted(documents)),
        )


def write(out: Path, delivery: Delivery) -> Path:
    """Writes the delivery and returns the directory's absolute path.

    Raises BadInput, with nothing changed, for unsafe paths, a directory that is not ours, files edited by hand,
    links on the way and a place that cannot be written.
    """
    check_paths(artifact.path for artifact in delivery.artifacts)
    root = resolve(out)
    with exclusive(root):
        clear(root)
        target = inspect(root)
        contents = {artifact.path: artifact.content.encode() for artifact in delivery.artifacts}
        contents[EVIDENCE] = evidence_document(delivery.evidence)
        if target.exists:
            _update(target, delivery, contents)
        else:
            create(root, {**contents, MANIFEST: delivery.manifest().dump().encode()})
    return root


def evidence_document(evidence: Sequence[Evidence]) -> bytes:
    """The bytes of `.backend/evidence.json`."""
    rows = [row.model_dump(mode="json") for row in evidence]
    return (json.dumps({"evidence": 1, "rows": rows}, indent=2, ensure_ascii=False) + "\n").encode()


def _update(target: Target, delivery: Delivery, contents: dict[str, bytes]) -> None:
    root, old, new = target.root, target.manifest, delivery.manifest()
    hashes = {path: entry.sha256 for path, entry in new.files.items() if entry.kind == "generated"}
    refuse_links(root, f"{BACKEND}/x")
    refuse_strangers(root, old, hashes)
    if old is not None:
        refuse_edited(root, old, hashes)
    for path, entry in new.files.items():
        if entry.kind == "user":
            refuse_links(root, path)
            if (root / path).is_file():
                del contents[path]
    before = old.files if old is not None else {}
    removed = [path for path, entry in before.items() if entry.kind == "generated" and path not in new.files]
    update(root, {**contents, MANIFEST: new.dump().encode()}, removed)
