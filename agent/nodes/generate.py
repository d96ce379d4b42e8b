"""Runs one generator tool; the graph runs as many of these side by side as the plan has calls."""

from agent import progress
from agent.context import Context
from agent.nodes.step import Tell, step
from agent.rendered import rendered
from agent.state import ArtifactRef, Data, Production
from tools.artifacts import Artifact


@step("generate")
def generate(production: Production, context: Context, tell: Tell) -> Data:
    """The artifacts of one tool; their contents go to the blob store."""
    artifacts = context.toolbox(production["tool"], rendered(production))
    refs = [_ref(artifact, context.blobs.put(artifact.content)) for artifact in artifacts]
    tell(progress.tool(production["tool"], len(refs), sum(ref["size"] for ref in refs)))
    return {"artifacts": {production["tool"]: refs}}


def _ref(artifact: Artifact, sha256: str) -> ArtifactRef:
    return {
        "path": artifact.path,
        "sha256": sha256,
        "size": len(artifact.content.encode()),
        "language": artifact.language,
        "kind": artifact.kind,
        "tool": artifact.tool,
        "rules": sorted(artifact.rules),
    }
