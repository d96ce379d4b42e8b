"""Shows the person what would change and asks what is open; the run waits in its checkpoint."""

from langgraph.types import interrupt

from agent.context import Context
from agent.nodes.step import Tell, step
from agent.state import Data, State
from tools.errors import BadInput

APPLY = "apply"
"""The answer that says whether to go on: `no` leaves everything as it is."""
_NO = frozenset({"n", "no", "stop", "cancel"})


@step("confirm")
def confirm(state: State, context: Context, tell: Tell) -> Data:
    """Answers by question id; an empty answer takes the default, and `apply` decides on the whole."""
    questions = [item for item in state["draft"]["questions"] if item["id"] not in (state.get("answers") or {})]
    shown = {"changes": state["plan"]["changes"], "risks": state["draft"]["risks"], "questions": questions}
    given = interrupt(shown)
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise BadInput("Answers are a mapping of question id to text.", hint="Send {id: answer}.", code="bad-answers")
    if given.get(APPLY, "").strip().lower() in _NO:
        return {"turn": {"kind": "unclear", "said": "", "reason": "Nothing was changed.", "nearest": []}}
    answers = {item["id"]: given[item["id"]].strip() for item in questions if given.get(item["id"], "").strip()}
    if not answers:
        return {}
    return {"turn": {"kind": "answered"}, "answers": {**(state.get("answers") or {}), **answers}}
