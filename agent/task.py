"""What an orchestrator sends and gets: tasks, their results, and the request that the agent works on."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from pydantic import AliasGenerator, BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic.alias_generators import to_camel

from tools.blueprint.model import Blueprint
from tools.errors import BadInput, Unsupported

MAX_DEPTH = 100
"""Objects and lists inside each other, in a task."""


class Wire(BaseModel):
    """Base of what travels: camelCase on the wire, snake_case in Python, both accepted."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(alias=to_camel),
        populate_by_name=True,
        serialize_by_alias=True,
        frozen=True,
        extra="allow",
        use_attribute_docstrings=True,
    )


class TaskType(StrEnum):
    DESIGN_API = "design_api"
    IMPLEMENT_API = "implement_api"
    DESIGN_DATABASE = "design_database"
    IMPLEMENT_DATABASE = "implement_database"
    DESIGN_MICROSERVICES = "design_microservices"
    SETUP_AUTHENTICATION = "setup_authentication"
    SETUP_MESSAGE_QUEUE = "setup_message_queue"
    OPTIMIZE_PERFORMANCE = "optimize_performance"
    IMPLEMENT_SECURITY = "implement_security"
    GENERATE_BACKEND_CODE = "generate_backend_code"


ALIASES: Mapping[str, TaskType] = {
    "implement_microservice": TaskType.DESIGN_MICROSERVICES,
    "implement_authorization": TaskType.SETUP_AUTHENTICATION,
    "implement_event_system": TaskType.SETUP_MESSAGE_QUEUE,
    "implement_caching": TaskType.OPTIMIZE_PERFORMANCE,
    "setup_monitoring": TaskType.OPTIMIZE_PERFORMANCE,
    "create_database_migration": TaskType.IMPLEMENT_DATABASE,
    "setup_server_infrastructure": TaskType.GENERATE_BACKEND_CODE,
    "implement_business_logic": TaskType.GENERATE_BACKEND_CODE,
    "create_integration": TaskType.GENERATE_BACKEND_CODE,
    "setup_testing_framework": TaskType.GENERATE_BACKEND_CODE,
}
"""Older names of task types. Whether the tool behind one is built is for the caller to decide."""


class TaskPriority(IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class TaskStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"
    NEEDS_INPUT = "needs_input"

    @property
    def terminal(self) -> bool:
        """Nothing more happens to the task."""
        return self not in (TaskStatus.PENDING, TaskStatus.RUNNING)


class Task(Wire):
    """One piece of work."""

    id: str = Field(min_length=1, max_length=200)
    type: str = Field(min_length=1, max_length=100)
    """One of `TaskType`, or an alias of one."""
    payload: dict[str, JsonValue] = {}
    priority: TaskPriority = TaskPriority.MEDIUM
    requirements: tuple[str, ...] = ()
    """Names of the capabilities that the work needs."""
    timeout: int | None = Field(default=None, ge=1)
    """Milliseconds."""
    retry_count: int = Field(default=0, ge=0)
    max_retries: int = Field(default=3, ge=0, le=100)
    created_at: datetime | None = None
    scheduled_at: datetime | None = None
    deadline: datetime | None = None

    @property
    def unknown_keys(self) -> tuple[str, ...]:
        """Keys that mean nothing here; they are reported."""
        return tuple(sorted(self.model_extra or {}))


class TaskError(Wire):
    """Why a task did not complete."""

    code: str
    message: str
    hint: str = ""
    retryable: bool = False


class TaskResult(Wire):
    """How a task ended."""

    task_id: str
    status: TaskStatus
    result: JsonValue = None
    error: TaskError | None = None
    execution_time: int = Field(ge=0)
    """Milliseconds."""
    completed_at: datetime
    metadata: dict[str, JsonValue] = {}


class StackWish(BaseModel):
    """The technologies that a request names, as it names them; none is checked here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    framework: str | None = None
    datastore: str | None = None
    language: str | None = None


class Request(BaseModel):
    """A task or a chat turn, normalised."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    text: str = ""
    task_type: TaskType | None = None
    """None: the text says what is wanted."""
    payload: dict[str, JsonValue] = {}
    stack: StackWish = StackWish()
    """Chosen outside of text and payload (`--stack`); it wins over what they say."""
    blueprint: Blueprint | None = None
    """A finished Blueprint, alone: nothing is planned, it is taken as it is. One in a payload stays there, for what
    stands beside it is read too."""
    unknown: tuple[str, ...] = ()
    """Keys of the task that mean nothing; the planner reports them."""


def task_type(name: str) -> TaskType:
    """The task type of a name or an alias; Unsupported, with all that exist, for another."""
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in ALIASES:
        return ALIASES[plain]
    try:
        return TaskType(plain)
    except ValueError as error:
        shown = name if len(name) <= 80 else f"{name[:80]}…"
        raise Unsupported("task type", shown, (item.value for item in TaskType)) from error


def read_task(data: object) -> Task:
    """The task of plain JSON data. Raises BadInput with the path of the first problem."""
    if not isinstance(data, dict):
        raise BadInput("A task is a JSON object.", hint="Send `id`, `type` and `payload`.", code="bad-task")
    refuse_deep(data)
    try:
        return Task.model_validate(data)
    except ValidationError as error:
        raise _bad_task(error) from error


def refuse_deep(data: object) -> None:
    """Raises BadInput for what no checkpoint could hold: more than `MAX_DEPTH` levels."""
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise BadInput(
        "The task is nested too deeply.",
        hint=f"Flatten its payload: at most {MAX_DEPTH} levels.",
        code="bad-task",
    )


def request_of_task(task: Task, stack: StackWish | None = None) -> Request:
    """The request that a task makes."""
    return Request(
        task_type=task_type(task.type),
        payload=dict(task.payload),
        stack=stack or StackWish(),
        unknown=tuple(f"task.{key}" for key in task.unknown_keys),
    )


def request_of_text(text: str, stack: StackWish | None = None) -> Request:
    """The request that a sentence or a document makes."""
    return Request(text=text, stack=stack or StackWish())


def _bad_task(error: ValidationError) -> BadInput:
    problems = error.errors(include_url=False, include_input=False)
    first = problems[0]
    where = _path(first["loc"])
    missing = first["type"] == "missing"
    message = f"The task has no `{where}`." if missing else f"{where or 'task'}: {first['msg']}"
    return BadInput(
        message,
        hint=f"Add `{where}` to the task." if missing else "Correct the value at that path.",
        code="bad-task",
        path=where,
    )


def _path(location: tuple[Any, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
