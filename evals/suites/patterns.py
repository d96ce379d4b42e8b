"""Patterns: from a text to what is done to rows beyond creating and changing them."""

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample

from evals.pattern_cases import PatternCase, read_pattern_cases
from evals.pattern_facts import PatternFacts
from evals.scorers.access import access
from evals.scorers.patterns import patterns as pattern_scorer
from evals.scorers.standard import standard
from evals.scorers.told import told
from evals.solver import CASE, planner_at_hand


@task
def patterns() -> Task:
    """The embedded planner over the cases that its readers of patterns were tuned with."""
    return _over("patterns.yaml")


@task
def patterns_held_back() -> Task:
    """The embedded planner over cases that it was never tuned with: the honest figure."""
    return _over("patterns_held_back.yaml")


def _over(file: str) -> Task:
    return Task(
        dataset=MemoryDataset([_sample(case) for case in read_pattern_cases(file)], name=file),
        solver=planner_at_hand(PatternFacts),
        scorer=[pattern_scorer(), access(), standard(), told()],
    )


def _sample(case: PatternCase) -> Sample:
    return Sample(
        id=case.id,
        input=case.text,
        target="; ".join(case.patterns),
        metadata={CASE: case.model_dump(mode="json"), "domain": case.domain},
    )
