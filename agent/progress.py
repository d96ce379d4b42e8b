"""What a run tells while it works: small plain events on the `custom` stream."""

from typing import Literal, TypedDict

from agent.outcome import Spend
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


class PatchEvent(TypedDict):
    event: Literal["patch"]
    changes: list[str]


class SpendEvent(TypedDict):
    event: Literal["spend"]
    calls: int
    tokens: int
    dollars: float | None
    estimated: bool


ProgressEvent = NodeEvent | ToolEvent | LevelEvent | EvidenceEvent | PatchEvent | SpendEvent


def node(name: str, phase: Literal["started", "finished"]) -> NodeEvent:
    return {"event": "node", "node": name, "phase": phase}


def tool(name: str, artifacts: int, size: int) -> ToolEvent:
    """`size` in bytes."""
    return {"event": "tool", "tool": name, "artifacts": artifacts, "bytes": size}


def level(name: str) -> LevelEvent:
    return {"event": "level", "level": name}


def patch(changes: list[str]) -> PatchEvent:
    """What a turn is about to change, a line each."""
    return {"event": "patch", "changes": changes}


def spend(total: Spend) -> SpendEvent:
    """What the language model has cost so far in this run."""
    return {
        "event": "spend",
        "calls": total.calls,
        "tokens": total.tokens,
        "dollars": total.dollars,
        "estimated": total.estimated,
    }


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
