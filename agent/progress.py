"""What a run tells while it works: small plain events on the `custom` stream."""

from typing import Literal, TypedDict

from tools.validators.evidence import Evidence


class NodeEvent(TypedDict):
    event: Literal["node"]
    node: str
    phase: Literal["started", "finished"]


class ToolEvent(TypedDict):
    event: Literal["tool"]
    tool: str
    artifacts: int
    bytes: int


class LevelEvent(TypedDict):
    event: Literal["level"]
    level: str


class EvidenceEvent(TypedDict):
    event: Literal["evidence"]
    validator: str
    level: str
    subject: str
    status: str
    reason: str
    findings: int


ProgressEvent = NodeEvent | ToolEvent | LevelEvent | EvidenceEvent


def node(name: str, phase: Literal["started", "finished"]) -> NodeEvent:
    return {"event": "node", "node": name, "phase": phase}


def tool(name: str, artifacts: int, size: int) -> ToolEvent:
    """`size` in bytes."""
    return {"event": "tool", "tool": name, "artifacts": artifacts, "bytes": size}


def level(name: str) -> LevelEvent:
    return {"event": "level", "level": name}


def evidence(row: Evidence) -> EvidenceEvent:
    return {
        "event": "evidence",
        "validator": row.validator,
        "level": row.level,
        "subject": row.subject,
        "status": row.status,
        "reason": row.reason,
        "findings": len(row.findings),
    }
