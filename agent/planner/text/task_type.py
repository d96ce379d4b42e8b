"""Tells from a text which of the task types it asks for."""

import re

from agent.task import TaskType

_ORDERED: tuple[tuple[TaskType, str], ...] = (
    (
        TaskType.DESIGN_MICROSERVICES,
        r"\b(?:design|split|plan)\b[^.]{0,60}\bmicro-?services?\b|\bmicro-?services? architecture\b",
    ),
    (
        TaskType.SETUP_MESSAGE_QUEUE,
        r"\b(?:set ?up|configure|design|add)\b[^.]{0,40}\b(?:message queue|queue topology|kafka|rabbitmq|broker)\b",
    ),
    (
        TaskType.SETUP_AUTHENTICATION,
        r"^\W*(?:set ?up|configure|add|implement)\b[^.]{0,30}\b(?:authentication|authorization|auth|login|sso)\b",
    ),
    (
        TaskType.OPTIMIZE_PERFORMANCE,
        r"\b(?:optimi[sz]e|speed up|improve)\b[^.]{0,40}\b(?:performance|queries|latency|throughput|slow)\b",
    ),
    (TaskType.IMPLEMENT_SECURITY, r"^\W*(?:implement|harden|review|improve)\b[^.]{0,30}\bsecurity\b"),
    (
        TaskType.DESIGN_DATABASE,
        r"\bdesign\b[^.]{0,30}\b(?:database|schema|data model|tables)\b|\b(?:database|"
        r"sql|er) (?:schema|design|diagram)\b[^.]{0,20}\bfor\b",
    ),
    (
        TaskType.IMPLEMENT_DATABASE,
        r"\b(?:implement|create|write|generate)\b[^.]{0,25}\b(?:database|schema|"
        r"migrations?)\b(?! api)(?![^.]{0,40}\b(?:api|backend)\b)",
    ),
    (
        TaskType.DESIGN_API,
        r"\bdesign\b[^.]{0,30}\bapi\b|\b(?:openapi|api) (?:spec\w*|contract|design)\b[^.]{0,20}\bfor\b",
    ),
)


def read_task_type(text: str) -> TaskType:
    """The task type; a complete backend unless the opening asks for something else."""
    opening = text[:400]
    for task_type, pattern in _ORDERED:
        if re.search(pattern, opening, re.IGNORECASE):
            return task_type
    return TaskType.GENERATE_BACKEND_CODE
