"""What belongs to one row, under a name of the path's own: `GET /hives/{id}/harvest-stats`, `GET /flags/{id}/audit`."""

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.figures import counted
from agent.planner.endpoints.nested import rows_of
from agent.planner.endpoints.words import Words
from tools.blueprint.kinds import measurable
from tools.blueprint.model import Operation
from tools.blueprint.names import snake


def below(answer: Answer) -> Operation | None:
    """Figures of the rows that refer to it, or these rows; None where nothing tells which ones."""
    if answer.method != "GET" or answer.shape not in {"E_-", "E_E-", "E_--"}:
        return None
    parent, told = answer.parts[0], Words(answer)
    children = [name for name in answer.index.entities if answer.link(name, parent) is not None]
    if answer.shape == "E_E-":
        named = [name for name in children if name == answer.parts[2]]
    else:
        named = [name for name in children if told.names(name)] or [name for name in children if told.speaks_of(name)]
    if told.figures:
        child = next(iter(named or _countable(children, answer)), None)
        if child is None:
            return None
        answer.notes.assume(f"GET {answer.path} counts and measures the rows of {child} that refer to one {parent}.")
        return counted(answer, child, parent)
    if not named or answer.shape != "E_-":
        return None
    answer.notes.assume(f"GET {answer.path} lists the rows of {named[0]} that refer to one {parent}.")
    made = rows_of(answer, parent, named[0])
    name = f"list_{snake(answer.parts[2])}_of_{snake(parent)}"
    return made.model_copy(update={"name": name}) if made is not None else None


def _countable(children: list[str], answer: Answer) -> list[str]:
    """The one child, or the first that holds numbers; the first one where none does."""
    return [name for name in children if measurable(answer.index, name)] or children
