"""Operations: what is done beyond the standard ones, and the routes that the text gives."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.doings import Doing, normal_route
from evals.facts import Facts
from evals.overlap import Overlap
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> Overlap:
    """An expected operation is found by its route, or as something that is done to the entity."""
    expected = case.operations or ()
    missing = [wanted for wanted in expected if not _found(wanted, facts)]
    wished = (*expected, *case.may.operations)
    false = [doing.name for doing in facts.doings if not any(_is(wanted, doing) for wanted in wished)]
    return Overlap(right=len(expected) - len(missing), missing=tuple(missing), false=tuple(false))


def _found(wanted: str, facts: Facts) -> bool:
    if " /" in wanted:
        return normal_route(wanted) in facts.routes
    return any(_is(wanted, doing) for doing in facts.doings)


def _is(wanted: str, doing: Doing) -> bool:
    if " /" in wanted:
        return normal_route(wanted) in doing.routes
    entity, verbs = wanted.split(" ")
    return doing.does(entity, verbs)


@scorer(metrics={"*": [mean()]})
def operations() -> Scorer:
    """Precision, recall and F1 of operations beyond the standard ones."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        if case.operations is None:
            return Score.unscored(reason="the case says nothing of operations")
        result = compare(case, facts)
        if not case.operations and not result.false:
            return Score.unscored(reason="none is expected, and none was found")
        return Score(value=result.value(), explanation=facts.error or result.explanation)

    return score
