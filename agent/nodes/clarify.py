"""Asks a person what is open; the run waits in its checkpoint."""

from langgraph.types import interrupt

from agent.context import Context
from agent.nodes.step import Tell, step
from agent.state import Data, State
from tools.errors import BadInput


@step("clarify")
def clarify(state: State, context: Context, tell: Tell) -> Data:
    """Answers by question id; an empty answer takes the default."""
    questions = state["draft"]["questions"]
    given = interrupt({"questions": questions})
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise BadInput("Answers are a mapping of question id to text.", hint="Send {id: answer}.", code="bad-answers")
    answers = {item["id"]: given.get(item["id"], "") or item["default"] for item in questions}
    return {"answers": {**state.get("answers", {}), **answers}}
