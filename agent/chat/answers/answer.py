"""Answers a turn that changes nothing."""

from collections.abc import Callable, Sequence

from agent.chat.answers import show
from agent.chat.answers.why import Answer, why
from agent.chat.turns.forms import help_text
from agent.chat.turns.turn import CommandTurn, UnclearTurn
from agent.chat.versions import Version
from agent.ports import Rules
from agent.rendered import rendered
from knowledge import Passage

Search = Callable[[str], Sequence[Passage]]


def answered(turn: CommandTurn | UnclearTurn, versions: Sequence[Version], rules: Rules, search: Search) -> Answer:
    """The words for the person, with the documents that they cite."""
    if isinstance(turn, UnclearTurn):
        tries = "".join(f"\n  • {example}" for example in turn.nearest)
        return Answer(f"{turn.reason}{f'{chr(10)}You can say, for example:{tries}' if tries else ''}")
    match turn.command:
        case "why":
            return why(rendered(versions[-1].model_dump()), turn.subject, rules, search)
        case "show":
            return Answer(_shown(turn, versions))
    return Answer(help_text())


def _shown(turn: CommandTurn, versions: Sequence[Version]) -> str:
    current = versions[-1]
    match turn.shown:
        case "diff":
            return show.difference(versions)
        case "history":
            return show.history(versions)
        case "stack":
            return show.stack(current)
        case "operations":
            return show.operations(rendered(current.model_dump()))
        case "entity" if turn.about is not None:
            return show.entity(current, turn.about.entity)
    return show.blueprint(current)
