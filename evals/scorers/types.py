"""Types of the attributes that were found."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.solver import outcome


def compare(case: Case, facts: Facts) -> tuple[int, list[str]]:
    """How many attributes were there to compare, and which have a wrong type."""
    compared, wrong = 0, []
    for entity, expected in case.attributes.items():
        for name, types in expected.items():
            found = facts.attributes.get(entity, {}).get(name) or facts.managed.get(entity, {}).get(name)
            if found is None:
                continue
            compared += 1
            if found not in types.split("|"):
                wrong.append(f"{entity}.{name} is {found}, not {types}")
    return compared, wrong


@scorer(metrics={"*": [mean()]})
def types() -> Scorer:
    """Share of the found attributes whose type is right."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        compared, wrong = compare(case, facts)
        if not compared:
            return Score.unscored(reason="no expected attribute was found")
        return Score(
            value={"accuracy": 1 - len(wrong) / compared},
            explanation="; ".join(wrong) or f"{compared} right",
        )

    return score
