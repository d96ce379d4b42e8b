"""Shows the person what would change and asks what is open; the run waits in its checkpoint."""

import re

from langgraph.types import interrupt

from agent.context import Context
from agent.nodes.step import Tell, step
from agent.state import Data, State
from tools.errors import BadInput

APPLY = "apply"
"""The answer that says whether to go on; only one that agrees does."""
MAX_SHOWN = 80
_DO = r"(?:do|make|apply) (?:it|that|this|so|them|these|(?:these |the )?changes)"
_YES = rf"(?:y|yes|yeah|yep|yup|sure|ok|okay|fine|apply|proceed|continue|of course|go on|go ahead|{_DO})"
_NO = (
    "(?:n|no|nope|nah|never|never mind|nevermind|not now|stop|cancel|abort|quit|exit|wait|hold on|"
    rf"(?:do not|don't|dont)(?: {_DO})?)"
)
_POLITE = "(?:please|thanks|thank you|sorry)"
_AGREES, _DECLINES = (re.compile(rf"(?:{_POLITE} )*{said}(?: (?:{said}|{_POLITE}))*") for said in (_YES, _NO))


@step("confirm")
def confirm(state: State, context: Context, tell: Tell) -> Data:
    """Answers by question id; an empty answer takes the default, and `apply` decides on the whole."""
    questions = [item for item in state["draft"]["questions"] if item["id"] not in (state.get("answers") or {})]
    shown = {"changes": state["plan"]["changes"], "risks": state["draft"]["risks"], "questions": questions}
    given = interrupt(shown)
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise BadInput("Answers are a mapping of question id to text.", hint="Send {id: answer}.", code="bad-answers")
    if not (agreed := agreement(given.get(APPLY, ""))):
        reason = "Nothing was changed."
        if agreed is None:
            said = given[APPLY].strip()
            brief = said if len(said) <= MAX_SHOWN else f"{said[:MAX_SHOWN]}…"
            reason += f' "{brief}" is neither yes nor no, and was not taken as a turn: say it again.'
        return {"turn": {"kind": "unclear", "said": "", "reason": reason, "nearest": []}}
    answers = {item["id"]: given[item["id"]].strip() for item in questions if given.get(item["id"], "").strip()}
    if not answers:
        return {}
    return {"turn": {"kind": "answered"}, "answers": {**(state.get("answers") or {}), **answers}}


def agreement(text: str) -> bool | None:
    """Whether the words agree, as an empty answer does; None where they say neither yes nor no."""
    if not text.strip():
        return True
    words = re.sub(r"[^\w']+", " ", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).strip()
    if _AGREES.fullmatch(words):
        return True
    return False if _DECLINES.fullmatch(words) else None
