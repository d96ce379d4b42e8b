"""Patterns, architecture, features and non-functional wishes: mapped to what the backend has anyway, or reported."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.values import items, prose, texts
from agent.planner.sketch import Sketch
from tools.blueprint.model import Action, ApiStyle

_LAYERS = {
    "repository": "the repositories",
    "service": "the services",
    "service_layer": "the services",
    "controller": "the routers",
    "mvc": "routers, services and models",
    "layered": "routers, services and repositories",
    "layers": "routers, services and repositories",
    "dependency_injection": "dependencies of the routes",
    "di": "dependencies of the routes",
    "dto": "request and response schemas",
    "unit_of_work": "one transaction for one operation",
    "clean": "routers, services and repositories",
    "clean_architecture": "routers, services and repositories",
    "hexagonal": "routers, services and repositories",
    "middleware": "the middleware",
    "factory": "the application factory",
    "three_tier": "routers, services and repositories",
    "n_tier": "routers, services and repositories",
    "data_mapper": "the repositories",
    "monolith": "one deployable service",
    "modular_monolith": "one deployable service",
    "rest": "the REST API",
    "restful": "the REST API",
    "domain_driven_design": "one package per layer, names of the domain",
    "ddd": "one package per layer, names of the domain",
    "layered_architecture": "routers, services and repositories",
    "repository_pattern": "the repositories",
    "mvc_pattern": "routers, services and models",
}
_PARTS = {
    "validation": "strict schemas",
    "input_validation": "strict schemas",
    "logging": "structured logs",
    "testing": "its own tests",
    "tests": "its own tests",
    "unit_tests": "its own tests",
    "docker": "Dockerfile and compose file",
    "containerization": "Dockerfile and compose file",
    "swagger": "the OpenAPI document",
    "openapi": "the OpenAPI document",
    "documentation": "the OpenAPI document and its page",
    "api_documentation": "the OpenAPI document and its page",
    "health_check": "the health routes",
    "health_checks": "the health routes",
    "healthcheck": "the health routes",
    "metrics": "the metrics route",
    "monitoring": "metrics, logs and health routes",
    "cors": "the CORS settings",
    "security_headers": "the security headers",
    "helmet": "the security headers",
    "error_handling": "problem details",
    "pagination": "paged lists",
    "filtering": "filters of lists",
    "sorting": "sorts of lists",
    "crud": "the standard operations",
    "migrations": "the first migration",
    "ci": "the CI workflow",
    "ci_cd": "the CI workflow",
    "graceful_shutdown": "the shutdown handling",
    "configuration": "settings from the environment",
    "observability": "metrics, logs and health routes",
    "database": "the schema and its migration",
    "rest_api": "the REST API",
}
_AUTH = frozenset(
    {
        "auth",
        "authentication",
        "jwt",
        "jwt_auth",
        "jwt_authentication",
        "login",
        "user_management",
        "users",
        "user_accounts",
        "authorization",
        "rbac",
    }
)
_RATE_LIMIT = frozenset({"rate_limiting", "rate_limit", "throttling"})
_SWITCHES = frozenset({"soft_delete", "idempotency", "optimistic_locking"})


def patterns(value: object, path: str, notes: Notes) -> None:
    """Each pattern is the layer it means, or reported."""
    for word in texts(value, path):
        layer = _LAYERS.get(_plain(word)) or _LAYERS.get(_plain(word).removesuffix("_pattern"))
        if layer is None:
            notes.leave(f"{path}: the pattern `{word[:80]}` has no layer in the backend.")
        else:
            notes.assume(f"The pattern `{word[:80]}` is {layer}.", "architecture.layers")


def features(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """Each feature is the part it means, or reported; `{"caching": false}` asks for nothing."""
    if isinstance(value, dict):
        _ruled_out([str(key) for key, on in value.items() if on is False], path, sketch)
        wanted = [str(key) for key, on in value.items() if on]
    else:
        wanted = texts(value, path)
    for word in wanted:
        name = _plain(word)
        if name in _AUTH:
            sketch.auth.yes = sketch.auth.yes or f"{path}: {word[:80]}"
        elif name in _RATE_LIMIT:
            sketch.api.rate_limit = True if sketch.api.rate_limit is None else sketch.api.rate_limit
        elif name == "graphql":
            sketch.api.styles.append(ApiStyle.GRAPHQL)
        elif name in {"search", "full_text_search"}:
            _all(Action.SEARCH, sketch)
        elif name in {"analytics", "statistics", "reporting"}:
            _all(Action.ANALYTICS, sketch)
        elif name in _SWITCHES:
            setattr(sketch.api, name.removesuffix("ing"), True)
        elif name in _PARTS:
            notes.assume(f"The feature `{word[:80]}` is {_PARTS[name]}.")
        else:
            notes.leave(f"{path}: the feature `{word[:80]}` has no part in the backend.")


def _ruled_out(words: list[str], path: str, sketch: Sketch) -> None:
    """What the backend has unless somebody says no."""
    for word in words:
        name = _plain(word)
        if name in _AUTH:
            sketch.auth.no = sketch.auth.no or f"{path}: {word[:80]} is false"
        elif name in _RATE_LIMIT:
            sketch.api.rate_limit = sketch.api.rate_limit or False
        elif name in _SWITCHES:
            setattr(sketch.api, name.removesuffix("ing"), False)


def _all(action: Action, sketch: Sketch) -> None:
    if action not in sketch.actions_for_all:
        sketch.actions_for_all.append(action)


def wish(name: str, value: Any, path: str, sketch: Sketch, notes: Notes) -> None:
    """A non-functional wish is kept in words; what the backend cannot promise is reported."""
    if value is False or value in ([], {}):
        return
    if name in {"performance", "scalability", "consistency", "availability", "retention"}:
        sketch.non_functionals[name] = "".join(
            letter for letter in prose(value, path) if letter >= " " and letter != "\x7f"
        )
    elif name == "constraints":
        for key, item in value.items() if isinstance(value, dict) else enumerate(items(value, path)):
            if isinstance(key, str) and key in {
                "performance",
                "scalability",
                "consistency",
                "availability",
                "retention",
            }:
                wish(key, item, f"{path}.{key}", sketch, notes)
            else:
                notes.leave(f"{path}.{str(key)[:80]}: {prose(item, path)[:200]}")
    elif name == "indexing":
        notes.assume("Indexes are derived from the operations that need them.", "indexes.foreign-keys")
    elif name == "migrations" and value is True:
        notes.assume("The first migration is written, up and down.", "migrations.first")
    elif name == "naming":
        if _plain(prose(value, path)) not in {"snake_case", "snake", "plural", "snake_case_plural"}:
            notes.leave(f"{path}: {prose(value, path)[:120]}: names in the database are plural snake_case.")
    else:
        notes.leave(f"{path}: {prose(value, path)[:200]}")


def _plain(word: str) -> str:
    return "_".join("".join(letter if letter.isalnum() else " " for letter in word.lower()).split())
