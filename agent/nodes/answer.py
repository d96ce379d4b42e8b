"""Answers a turn that changes nothing."""

from agent.chat.answers.answer import answered
from agent.chat.turns.turn import CommandTurn, UnclearTurn, read_turn
from agent.chat.versions import read_versions
from agent.concluding import words
from agent.context import Context
from agent.nodes.step import Tell, step
from agent.state import CLEARED, Data, State
from knowledge import Passage


@step("answer")
def answer(state: State, context: Context, tell: Tell) -> Data:
    """The outcome: words, with the documents that they cite."""

    def search(query: str) -> list[Passage]:
        return context.retriever.search(query, context.settings.passages)

    turn = read_turn(state["turn"] or {})
    if not isinstance(turn, CommandTurn | UnclearTurn):
        raise TypeError(f"a turn of kind {turn.kind} wants a new version, no answer")
    said = answered(turn, read_versions(state), context.rules, search)
    return {"outcome": words(state, context, said.text, said.documents), **CLEARED}
