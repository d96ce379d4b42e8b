"""Extraction: from a text to entities, attributes, relationships, operations, authentication and stack."""

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample

from evals.cases import Case, read_cases
from evals.facts import Facts
from evals.scorers.attributes import attributes
from evals.scorers.auth import auth
from evals.scorers.constraints import constraints
from evals.scorers.cost import cost
from evals.scorers.entities import entities
from evals.scorers.exclusions import exclusions
from evals.scorers.operations import operations
from evals.scorers.relationships import relationships
from evals.scorers.roles import roles
from evals.scorers.stack import stack
from evals.scorers.types import types
from evals.solver import CASE, planner_at_hand


@task
def short() -> Task:
    """The embedded planner over requests of a few sentences, which its rules were tuned with."""
    return _over("short")


@task
def short_held_back() -> Task:
    """The embedded planner over requests of a few sentences that it was never tuned with."""
    return _over("short_held_back")


@task
def extraction() -> Task:
    """The embedded planner over texts as people write them, which its rules and weights were tuned with."""
    return _over("extraction")


@task
def held_back() -> Task:
    """The embedded planner over cases that it was never tuned with: the honest figure."""
    return _over("held_back")


@task
def varied() -> Task:
    """The embedded planner over texts of every length, from a sentence to pages, which it was tuned with."""
    return _over("varied")


@task
def varied_held_back() -> Task:
    """The embedded planner over texts of every length that it was never tuned with."""
    return _over("varied_held_back")


_SCORERS = [
    entities(), attributes(), types(), constraints(), relationships(), operations(), exclusions(), auth(), roles(),
    stack(), cost(),
]  # fmt: skip


def _over(folder: str) -> Task:
    return Task(
        dataset=MemoryDataset([_sample(case) for case in read_cases(folder)], name=folder),
        solver=planner_at_hand(Facts),
        scorer=_SCORERS,
    )


def _sample(case: Case) -> Sample:
    return Sample(
        id=case.id,
        input=case.text,
        target=", ".join(case.entities) or case.instead,
        metadata={CASE: case.model_dump(mode="json"), "domain": case.domain, "style": case.style},
    )
