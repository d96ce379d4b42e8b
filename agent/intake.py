"""From what a caller gives to a request: text, task and Blueprint are three ways to say one thing."""

from agent.state import RunInput
from agent.task import Request, StackWish, read_task, request_of_task, request_of_text, task_type
from tools.blueprint.document import from_data
from tools.errors import BadInput, Contradiction

MAX_TEXT = 1_000_000
"""Characters; a longer text is refused unread."""


def read_request(given: RunInput) -> Request:
    """The request of an input. Raises BadInput when there is none, more than one, or it cannot be read."""
    sources = [name for name in ("text", "task", "blueprint") if given.get(name) is not None]
    if len(sources) != 1:
        raise BadInput(
            "There is nothing to do." if not sources else f"Both {' and '.join(sources)} are given.",
            hint="Give one of: a text, a task, a Blueprint.",
            code="nothing-to-build" if not sources else "several-requests",
        )
    stack = StackWish.model_validate(given.get("stack") or {})
    wanted = given.get("task_type")
    chosen = {"task_type": task_type(wanted)} if wanted else {}
    if "task" in sources:
        request = request_of_task(read_task(given["task"]), stack)
        if chosen and chosen["task_type"] is not request.task_type:
            raise Contradiction(f"the task is {request.task_type}", f"the type asked for is {chosen['task_type']}")
        return request
    if "blueprint" in sources:
        return Request(stack=stack, blueprint=from_data(given["blueprint"]), **chosen)
    return request_of_text(_text(given["text"]), stack).model_copy(update=chosen)


def _text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise BadInput(
            f"The request is longer than {MAX_TEXT:,} characters.",
            hint="Say what matters, or send a Blueprint.",
            code="too-large",
        )
    if not text.strip():
        raise BadInput(
            "The request is empty.",
            hint="Say what to build: 'a library API with books and authors'.",
            code="nothing-to-build",
        )
    if any(character < " " and character not in "\t\n\r\f" for character in text) or "\x7f" in text:
        raise BadInput("The request is not plain text.", hint="Send words, not binary data.", code="not-text")
    return text
