"""What the agent says of itself."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from agent.task import Wire


class AgentStatus(StrEnum):
    INACTIVE = "inactive"
    IDLE = "idle"
    BUSY = "busy"
    ERROR = "error"
    TERMINATED = "terminated"


class AgentCapability(Wire):
    """One task type that works."""

    name: str
    version: str
    description: str = ""
    parameters: dict[str, JsonValue] = {}


class AgentMetadata(Wire):
    """A snapshot."""

    id: str
    name: str
    status: AgentStatus
    capabilities: tuple[AgentCapability, ...]
    current_tasks: tuple[str, ...]
    """Ids of the tasks that wait or run."""
    completed_tasks: int
    failed_tasks: int
    uptime: int
    """Milliseconds."""
    last_heartbeat: datetime | None
    version: str
