"""Every payload key of the contract is used or reported, in both nestings and both spellings; false means false."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import actions, entities, links
from tools.blueprint.document import to_data
from tools.blueprint.model import Action, AuthScheme, Blueprint, PaginationStyle
from tools.blueprint.names import snake

TaskPlanned = Callable[[str, object], Draft]
Seen = Callable[[Draft], object]
BOOK: dict[str, Any] = {"entities": ["Book"], "authentication": False}
OPENAPI = {
    "openapi": "3.1.0",
    "components": {"schemas": {"Pet": {"properties": {"title": {"type": "string"}}}}},
}
TABLES = {"tables": [{"name": "pets", "columns": [{"name": "id", "type": "uuid", "primaryKey": True}]}]}


def told(draft: Draft, *words: str) -> bool:
    return any(all(word in line for word in words) for line in (*draft.assumptions, *draft.unplaced))


def reported(*words: str) -> Seen:
    return lambda draft: told(draft, *words)


KEYS: list[tuple[str, str, object, Mapping[str, Any], Seen]] = [
    ("design_api", "entities", ["Pet"], {"authentication": False}, lambda draft: entities(draft.blueprint) == {"Pet"}),
    ("design_api", "operations", ["list"], BOOK, lambda draft: actions(draft.blueprint, "Book") == {Action.LIST}),
    ("design_api", "authentication", "JWT", {"entities": ["Book"]},
     lambda draft: draft.blueprint.auth.scheme is AuthScheme.JWT),
    ("design_api", "versioning", "v3", BOOK, lambda draft: draft.blueprint.api.version == 3),
    ("design_api", "rateLimit", "5/minute", BOOK,
     lambda draft: draft.blueprint.api.rate_limit and draft.blueprint.api.rate_limit.requests == 5),
    ("design_api", "pagination", "offset", BOOK,
     lambda draft: draft.blueprint.api.pagination.style is PaginationStyle.OFFSET),
    ("design_api", "errorHandling", "problem", BOOK, reported("rror", "RFC 9457")),
    ("design_api", "errorHandling", "envelopes", BOOK, reported("envelopes", "RFC 9457")),
    ("design_api", "constraints", {"performance": "fast", "scalability": "wide", "colour": "red"}, BOOK,
     lambda draft: draft.blueprint.non_functionals.performance == "fast"
     and draft.blueprint.non_functionals.scalability == "wide" and told(draft, "colour", "red")),
    ("design_api", "softDelete", True, BOOK, lambda draft: draft.blueprint.entities[0].soft_delete),
    ("design_api", "optimisticLocking", False, BOOK, lambda draft: not draft.blueprint.entities[0].optimistic_lock),
    ("design_api", "timestamps", False, BOOK, lambda draft: not draft.blueprint.entities[0].timestamps),
    ("design_api", "idempotency", False, BOOK, lambda draft: not draft.blueprint.api.idempotency),
    ("implement_api", "apiSpec", OPENAPI, {}, lambda draft: entities(draft.blueprint) == {"Pet"}),
    ("implement_api", "framework", "nest", {"apiSpec": OPENAPI}, lambda draft: draft.stack.framework == "nestjs"),
    ("implement_api", "language", "python", {"apiSpec": OPENAPI}, lambda draft: draft.stack.language == "python"),
    ("implement_api", "patterns", ["repository", "saga"], {"apiSpec": OPENAPI},
     lambda draft: told(draft, "repository", "repositories") and told(draft, "saga", "no layer")),
    ("design_database", "entities", [{"name": "Pet", "attributes": ["title"]}], {},
     lambda draft: entities(draft.blueprint) == {"Pet"}),
    ("design_database", "relationships", [{"from": "Book", "to": "Pet", "type": "many-to-one"}], BOOK,
     lambda draft: links(draft.blueprint) == {"Book -> Pet"}),
    ("design_database", "type", "sqlite", BOOK, lambda draft: draft.stack.datastore == "sqlite"),
    ("design_database", "naming", "snake_case", BOOK, reported("naming", "plural snake_case")),
    ("design_database", "naming", "hungarian", BOOK, reported("naming", "hungarian")),
    ("design_database", "consistency", "strong", BOOK,
     lambda draft: draft.blueprint.non_functionals.consistency == "strong"),
    ("design_database", "scalability", "wide", BOOK,
     lambda draft: draft.blueprint.non_functionals.scalability == "wide"),
    ("design_database", "performance", "fast", BOOK,
     lambda draft: draft.blueprint.non_functionals.performance == "fast"),
    ("design_database", "backup", "daily", BOOK, reported("backup", "daily")),
    ("design_database", "replication", True, BOOK, reported("replication")),
    ("design_database", "partitioning", "by month", BOOK, reported("partitioning", "by month")),
    ("design_database", "indexing", True, BOOK, reported("Indexes are derived")),
    ("design_database", "indexing", "hash", BOOK, reported("indexing", "hash")),
    ("implement_database", "schema", TABLES, {}, lambda draft: entities(draft.blueprint) == {"Pet"}),
    ("implement_database", "migrations", True, {"schema": TABLES}, reported("first migration")),
    ("implement_database", "seedData", True, {"schema": TABLES}, reported("eed", "seeds rows")),
    ("design_database", "migrations", True, BOOK, reported("migrations", "implement_database")),
    ("design_database", "seedData", True, BOOK, reported("eed", "implement_database")),
    ("generate_backend_code", "framework", "fastapi", {"language": "python"},
     lambda draft: draft.stack.framework == "fastapi"),
    ("generate_backend_code", "language", "python", {"framework": "fastapi"},
     lambda draft: draft.stack.language == "python"),
    ("generate_backend_code", "architecture", "layered", BOOK, reported("layered", "repositories")),
    ("generate_backend_code", "patterns", ["CQRS"], BOOK, reported("CQRS", "no layer")),
    ("generate_backend_code", "features", ["logging", "teleportation", "softDelete"], BOOK,
     lambda draft: told(draft, "logging", "structured logs") and told(draft, "teleportation")
     and draft.blueprint.entities[0].soft_delete),
    ("generate_backend_code", "features", {"rateLimiting": {"requests": 7}, "caching": {"ttl": 5}}, BOOK,
     lambda draft: draft.blueprint.api.rate_limit.requests == 7 and told(draft, "caching", "ttl")),  # type: ignore[union-attr]
    ("generate_backend_code", "zest", 1, BOOK, reported("zest", "means nothing")),
]  # fmt: skip
NESTINGS: dict[str, Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]] = {
    "top": lambda base, more: {**base, **more},
    "requirements": lambda base, more: {**base, "requirements": more},
    "all in requirements": lambda base, more: {"requirements": {**base, **more}},
}


@pytest.mark.parametrize("nesting", NESTINGS)
@pytest.mark.parametrize("spelling", ["camel", "snake"])
@pytest.mark.parametrize(("type_", "key", "value", "base", "seen"), KEYS)
def test_a_key_is_used_or_reported(
    task_planned: TaskPlanned,
    nesting: str,
    spelling: str,
    type_: str,
    key: str,
    value: object,
    base: Mapping[str, Any],
    seen: Seen,
) -> None:
    name = key if spelling == "camel" else snake(key)
    payload = NESTINGS[nesting](dict(base), {name: value})
    assert seen(task_planned(type_, payload))


OFF: list[object] = [False, "none", {"enabled": False}]
REFUSED: dict[str, Callable[[Blueprint], bool]] = {
    "authentication": lambda made: made.auth.scheme is AuthScheme.NONE,
    "rateLimit": lambda made: made.api.rate_limit is None,
    "versioning": lambda made: made.api.versioning == "none",
    "softDelete": lambda made: not made.entities[0].soft_delete,
    "timestamps": lambda made: not made.entities[0].timestamps,
    "optimisticLock": lambda made: not made.entities[0].optimistic_lock,
    "idempotency": lambda made: not made.api.idempotency,
}


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("spelling", ["camel", "snake"])
@pytest.mark.parametrize("off", [*OFF, "no", "disabled"])
@pytest.mark.parametrize("key", REFUSED)
def test_false_means_false(task_planned: TaskPlanned, key: str, off: object, spelling: str, nested: bool) -> None:
    more = {key if spelling == "camel" else snake(key): off}
    payload = {"entities": ["User", "Book"], **({"requirements": more} if nested else more)}
    assert REFUSED[key](task_planned("design_api", payload).blueprint)


@pytest.mark.parametrize("off", [{"strategy": False}, {"strategy": "none", "version": 2}, {"version": False}])
def test_a_version_is_refused_in_every_place(task_planned: TaskPlanned, off: object) -> None:
    assert task_planned("design_api", {**BOOK, "versioning": off}).blueprint.api.versioning == "none"


@pytest.mark.parametrize("off", [*OFF, {"style": False}, {"style": "none"}])
def test_lists_without_pages_are_not_built_and_that_is_told(task_planned: TaskPlanned, off: object) -> None:
    draft = task_planned("design_api", {**BOOK, "pagination": off})
    assert any("pagination" in line and "always paged" in line for line in draft.unplaced)


@pytest.mark.parametrize(
    ("type_", "key", "base"),
    [
        ("implement_database", "migrations", {"schema": TABLES}),
        ("generate_backend_code", "migrations", BOOK),
        ("implement_database", "seedData", {"schema": TABLES}),
        ("design_api", "errorHandling", BOOK),
        ("design_api", "indexing", BOOK),
    ],
)
def test_what_cannot_be_left_out_is_told(
    task_planned: TaskPlanned, type_: str, key: str, base: Mapping[str, Any]
) -> None:
    draft = task_planned(type_, {**base, key: False})
    assert any(line.startswith(f"payload.{key}: ") for line in draft.unplaced)


@pytest.mark.parametrize("key", ["migrations", "seedData", "backup", "replication", "performance", "features"])
def test_what_is_not_there_anyway_is_no_loss(task_planned: TaskPlanned, key: str) -> None:
    draft = task_planned("design_database", {**BOOK, key: False})
    assert not draft.unplaced
    assert told(draft, f"payload.{key}")


def test_features_that_are_false(task_planned: TaskPlanned) -> None:
    off = {"authentication": False, "rateLimiting": False, "versioning": False, "softDelete": False, "logging": False}
    draft = task_planned("design_api", {"entities": ["User"], "features": off})
    assert draft.blueprint.auth.scheme is AuthScheme.NONE
    assert draft.blueprint.api.rate_limit is None
    assert draft.blueprint.api.versioning == "none"
    assert any("structured logs cannot be left out" in line for line in draft.unplaced)


def test_what_stands_beside_a_finished_design_is_told(task_planned: TaskPlanned) -> None:
    design = to_data(task_planned("design_api", BOOK).blueprint)
    beside = {"pagination": "offset", "entities": ["Pet"], "framework": "fastapi", "stack": {"datastore": "sqlite"}}
    for payload in ({"blueprint": design, **beside}, {"apiSpec": {"blueprint": design}, **beside}):
        draft = task_planned("implement_api", payload)
        assert entities(draft.blueprint) == {"Book"}
        assert (draft.stack.framework, draft.stack.datastore) == ("fastapi", "sqlite")
        for key in ("payload.pagination", "payload.entities"):
            assert any(line.startswith(key) for line in draft.unplaced)
