"""Facts that fit a case exactly, for tests that then spoil them, and how scorers judge them."""

from collections.abc import Mapping

from inspect_ai.model import ModelName
from inspect_ai.scorer import Score, Scorer, Target
from inspect_ai.solver import TaskState

from evals.cases import Auth, Case, Stack, normal_link
from evals.doings import Doing, normal_route
from evals.facts import Facts
from evals.scorers.attributes import attributes
from evals.scorers.auth import auth
from evals.scorers.constraints import constraints
from evals.scorers.entities import entities
from evals.scorers.exclusions import exclusions
from evals.scorers.operations import operations
from evals.scorers.relationships import relationships
from evals.scorers.roles import roles
from evals.scorers.stack import stack
from evals.scorers.types import types
from evals.solver import CASE as CASE_KEY

SCORERS: Mapping[str, Scorer] = {
    "entities": entities(),
    "attributes": attributes(),
    "types": types(),
    "constraints": constraints(),
    "relationships": relationships(),
    "operations": operations(),
    "exclusions": exclusions(),
    "auth": auth(),
    "roles": roles(),
    "stack": stack(),
}
ACTIONS = ("list", "read", "create", "update", "delete")

CASE = Case.model_validate(
    {
        "id": "sample",
        "domain": "library",
        "text": "Books of authors with tags; members borrow them, and librarians say who brought them back.",
        "entities": ["Book", "Author", "Tag", "Member"],
        "attributes": {
            "Book": {"title": "string", "pages": "int32|int64", "state": "enum"},
            "Member": {"name": "string"},
        },
        "open": ["Member"],
        "constraints": [
            "Book.title required",
            "Book.title unique",
            "Book.title max_length 200",
            "Book.pages optional",
            "Book.pages minimum 1",
            "Book.state default in_stock",
            "Book.state values in_stock|lent",
            "Book unique title,pages",
        ],
        "relationships": ["Book -> Author", "Tag <-> Book"],
        "operations": ["Book borrow|check_out", "POST /v1/books/{id}/return", "Member analytics"],
        "without": ["Tag delete", "Member list"],
        "auth": {"scheme": "jwt", "account": "Member", "roles": ["librarian"]},
        "pagination": "offset",
        "stack": {"framework": "fastapi", "datastore": "sqlite"},
        "may": {
            "entities": ["Librarian"],
            "attributes": ["Book.subtitle"],
            "relationships": ["Book -> Librarian"],
            "operations": ["Book reserve", "POST /books/{id}/renew"],
        },
    }
)


def perfect(case: Case) -> Facts:
    """What a planner without fault makes of a case."""
    named, stack = case.auth or Auth(scheme="none"), case.stack or Stack()
    doings = tuple(done(operation) for operation in case.operations or ())
    return Facts(
        entities=tuple(sorted(case.entities)),
        attributes={
            entity: {name: types.split("|")[-1] for name, types in names.items()}
            for entity, names in case.attributes.items()
        },
        constraints=case.constraints,
        links=tuple(sorted(normal_link(link) for link in case.relationships)),
        routes=tuple(sorted(route for doing in doings for route in doing.routes)),
        doings=doings,
        actions={entity: _actions(entity, case) for entity in case.entities},
        scheme=named.scheme,
        account=named.account,
        login="email" if named.account else None,
        roles=named.roles or (),
        pagination=case.pagination or "",
        framework=stack.framework,
        datastore=stack.datastore,
    )


def done(operation: str) -> Doing:
    """The doing that an expected operation is met by: by its route, or by the last of its verbs."""
    if " /" in operation:
        return Doing(name=operation, entities=(), words=(), routes=(normal_route(operation),))
    entity, verbs = operation.split(" ")
    return Doing(name=operation, entities=(entity,), words=tuple(verbs.split("|")[-1].split("_")), routes=())


def _actions(entity: str, case: Case) -> tuple[str, ...]:
    return tuple(action for action in ACTIONS if f"{entity} {action}" not in case.without)


async def scored(name: str, case: Case, facts: Facts) -> Score:
    """What a scorer says of facts, as in a run."""
    metadata = {CASE_KEY: case.model_dump(mode="json")}
    state = TaskState(
        model=ModelName("none/none"), sample_id=case.id, epoch=1, input=case.text, messages=[], metadata=metadata
    )
    state.store.set("facts", facts.model_dump(mode="json"))
    score = await SCORERS[name](state, Target(""))
    assert score is not None
    return score


def is_scored(score: Score) -> bool:
    return isinstance(score.value, dict)


async def fallen(case: Case, facts: Facts) -> dict[str, str]:
    """Scorers that are not full, and what they say."""
    scores = {name: await scored(name, case, facts) for name in SCORERS}
    return {
        name: score.explanation or ""
        for name, score in scores.items()
        if isinstance(score.value, dict) and any(figure != 1 for figure in score.value.values())
    }
