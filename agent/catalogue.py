"""Which tools serve which task type."""

from collections.abc import Mapping

from agent.task import TaskType
from tools.errors import Unsupported

CODE = "code_generator"
API = "api_generator"
DATABASE = "database_designer"
MIGRATION = "database_migrator"

TOOLS: Mapping[TaskType, tuple[str, ...]] = {
    TaskType.DESIGN_API: (API,),
    TaskType.DESIGN_DATABASE: (DATABASE,),
    TaskType.GENERATE_BACKEND_CODE: (CODE, API, DATABASE),
    TaskType.IMPLEMENT_API: (CODE, API, DATABASE),
    TaskType.IMPLEMENT_DATABASE: (DATABASE, MIGRATION),
}
"""Task types that work, with the tools that each one calls."""


def tools_for(task_type: TaskType) -> tuple[str, ...]:
    """The tools of a task type; Unsupported, with those that work, for one whose tool is not built."""
    if task_type not in TOOLS:
        raise Unsupported("task type", task_type.value, (known.value for known in TOOLS))
    return TOOLS[task_type]
