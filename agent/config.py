"""The agent's configuration; camelCase on the wire, snake_case in Python."""

from pydantic import Field, JsonValue, ValidationError

from agent.task import Wire
from tools.errors import BadInput
from tools.validators.evidence import Level


class RetryPolicy(Wire):
    """How often, and after how long, a task is tried again that failed for a passing reason."""

    max_retries: int = Field(default=2, ge=0, le=100)
    base_delay: int = Field(default=2000, ge=0)
    """Milliseconds before the first repetition."""
    max_delay: int = Field(default=10000, ge=0)
    """Milliseconds."""
    backoff_factor: float = Field(default=2.0, ge=1)

    def delay_seconds(self, attempt: int) -> float:
        """Seconds to wait before repetition number `attempt`, from 1."""
        wanted: float = self.base_delay * self.backoff_factor ** (attempt - 1)
        return min(wanted, float(self.max_delay)) / 1000


class AgentConfig(Wire):
    """What a caller may set; everything has a default."""

    id: str = Field(default="backend-engineer", min_length=1, max_length=200)
    name: str = "Backend Engineer"
    max_concurrent_tasks: int = Field(default=3, ge=1, le=64)
    health_check_interval: int = Field(default=30000, ge=10)
    """Milliseconds between heartbeats."""
    timeout: int = Field(default=300000, ge=1)
    """Milliseconds for a task that names none."""
    retry_policy: RetryPolicy = RetryPolicy()
    validation: Level = "live"
    """How far results are proven."""
    output_directory: str | None = None
    """Folder under which each task gets a folder of its id; None: contents travel in the result alone."""
    knowledge: str | None = None
    """Folder of knowledge documents; None: those that come with the agent."""


def read_config(data: AgentConfig | dict[str, JsonValue] | None) -> AgentConfig:
    """The configuration. Raises BadInput for unknown keys and wrong values."""
    if isinstance(data, AgentConfig):
        return data
    try:
        config = AgentConfig.model_validate(data or {})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(
            f"The configuration is wrong at {where}: {first['msg']}.", hint="Correct it.", code="bad-config", path=where
        ) from error
    unknown = sorted({*(config.model_extra or {}), *(config.retry_policy.model_extra or {})})
    if unknown:
        known = ", ".join(sorted(AgentConfig.model_fields))
        raise BadInput(f"Unknown configuration: {', '.join(unknown)}.", hint=f"Known: {known}.", code="bad-config")
    return config
