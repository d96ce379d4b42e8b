"""Attributes of the entities whose attributes the text tells."""

from collections import Counter

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.overlap import Overlap, overlap
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> Overlap:
    """Attributes as `Entity.attribute`.

    An account's login, what is `open`, and what only the server sets may come in addition.
    """
    expected = Counter(f"{entity}.{name}" for entity, names in case.attributes.items() for name in names)
    found = Counter(
        f"{entity}.{name}" for entity, names in facts.attributes.items() if entity in case.attributes for name in names
    )
    server = (f"{entity}.{name}" for entity, names in facts.managed.items() for name in names)
    found.update({place for place in server if place in expected})
    allowed = Counter(name for name in found if name.split(".")[0] in case.open or name in case.may.attributes)
    if facts.account and facts.login:
        allowed[f"{facts.account}.{facts.login}"] += 1
    return overlap(expected, found, allowed)


@scorer(metrics={"*": [mean()]})
def attributes() -> Scorer:
    """Precision, recall and F1 of attribute names."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        if not case.attributes:
            return Score.unscored(reason="the case expects no attributes")
        result = compare(case, facts)
        return Score(value=result.value(), explanation=facts.error or result.explanation)

    return score
