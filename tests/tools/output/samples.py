"""Deliveries to write."""

from tools.artifacts import Artifact, FileKind
from tools.output import Delivery
from tools.validators.evidence import Evidence


def artifact(path: str, content: str = "x\n", kind: FileKind = "generated") -> Artifact:
    return Artifact(path=path, content=content, language="text", tool="sample", kind=kind, rules=("some.rule",))


def delivery(*artifacts: Artifact) -> Delivery:
    row = Evidence(validator="v", version="1", level="static", subject="s", status="passed", duration_ms=7)
    return Delivery(
        artifacts=artifacts,
        task_type="design_api",
        stack={"framework": "f"},
        blueprint="blueprint: 1\nname: sample\n",
        documents={"some.rule": "some-document"},
        evidence=[row],
    )
