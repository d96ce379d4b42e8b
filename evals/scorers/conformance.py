"""Conformance: which share of the checks of a generated backend passes, and whether all do."""

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import TaskState

PROOF = "proof"
"""Key of the counted evidence in a sample's store."""


@scorer(metrics={"*": [mean()]})
def conformance() -> Scorer:
    """`proven`: it was delivered, and nothing failed or was left out. `passed`: the share of checks that passed."""

    async def score(state: TaskState, target: Target) -> Score:
        proof = state.store.get(PROOF)
        failed, passed = proof["failed"], proof["passed"]
        proven = proof["status"] == "completed" and passed > 0 and not failed
        words = f"{passed} passed" if proven else f"{proof['status']}: {', '.join(failed) or 'nothing ran'}"
        share = passed / (passed + len(failed)) if passed or failed else 0.0
        return Score(value={"proven": float(proven), "passed": share}, explanation=words)

    return score
