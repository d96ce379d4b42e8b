"""Constraints: bounds, defaults, values and uniqueness that the text states."""

import re
from decimal import Decimal, InvalidOperation

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

from evals.cases import Case
from evals.facts import Facts
from evals.solver import outcome


def missing(case: Case, facts: Facts) -> list[str]:
    """Those that the Blueprint does not hold; what it holds beyond them is not judged."""
    found = {_normal(line) for line in facts.constraints}
    return [line for line in case.constraints if _normal(line) not in found]


def _normal(line: str) -> str:
    """One spelling: of numbers, of the names of values, and of the order of names that are unique together."""
    place, kind, *rest = line.split(" ", 2)
    value = rest[0] if rest else ""
    if kind == "unique" and value:
        return f"{place} unique {','.join(sorted(value.split(',')))}"
    if kind == "values":
        return f"{place} values {'|'.join(sorted(map(_word, value.split('|'))))}"
    return f"{place} {kind} {_word(value)}".strip()


def _word(value: str) -> str:
    try:
        return str(Decimal(value).normalize() + 0)
    except InvalidOperation:
        return re.sub(r"[\W_]+", "_", value.lower()).strip("_")


@scorer(metrics={"*": [mean()]})
def constraints() -> Scorer:
    """Share of the stated constraints that the Blueprint holds."""

    async def score(state: TaskState, target: Target) -> Score:
        case, facts = outcome(state)
        if not case.constraints:
            return Score.unscored(reason="the case states no constraints")
        lost = missing(case, facts)
        return Score(
            value={"recall": 1 - len(lost) / len(case.constraints)},
            explanation=facts.error or (f"missing: {'; '.join(lost)}" if lost else "all there"),
        )

    return score
