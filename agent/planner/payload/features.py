"""Patterns, architecture and features: mapped to what the backend has, or reported."""

from collections.abc import Callable

from agent.planner.notes import Notes
from agent.planner.payload import conventions
from agent.planner.payload.authentication import authentication
from agent.planner.payload.limits import rate_limit
from agent.planner.payload.switches import read_switch, refused, wanted
from agent.planner.payload.values import placed_texts, prose
from agent.planner.sketch import Sketch
from tools.blueprint.model import Action, ApiStyle
from tools.blueprint.names import snake
from tools.errors import Contradiction

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
    "filtering": "filters of lists",
    "sorting": "sorts of lists",
    "crud": "the standard operations",
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
_SEARCH = frozenset({"search", "full_text_search"})
_ANALYTICS = frozenset({"analytics", "statistics", "reporting"})
_Reader = Callable[[object, str, Sketch, Notes], None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_AUTH, authentication),
    **dict.fromkeys(("rate_limiting", "rate_limit", "throttling"), rate_limit),
    "pagination": conventions.pagination,
    "versioning": conventions.versioning,
    "api_versioning": conventions.versioning,
    **dict.fromkeys(
        ("error_handling", "errors"), lambda value, path, sketch, notes: conventions.errors(value, path, notes)
    ),
}
"""Features that are conventions too, and may say as much."""


def patterns(value: object, path: str, notes: Notes) -> None:
    """Each pattern is the layer it means, or reported; false asks for none."""
    if refused(value):
        notes.assume(f"{path}: no pattern is asked for; the backend has routers, services and repositories.")
        return
    for where, word in placed_texts(value, path):
        layer = next((_LAYERS[name] for name in _spellings(word) if name in _LAYERS), None)
        if layer is None:
            notes.leave(f"{where}: the pattern `{word[:80]}` has no layer in the backend.")
        else:
            notes.assume(f"The pattern `{word[:80]}` is {layer}.", "architecture.layers")


def features(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """Each feature is the part it means, or reported; `{"caching": false}` asks for nothing."""
    if refused(value):
        notes.assume(f"{path}: no feature is asked for beside what every backend has.")
    elif isinstance(value, dict):
        for key, said in value.items():
            _feature(str(key), said, f"{path}.{str(key)[:80]}", sketch, notes)
    else:
        for where, word in placed_texts(value, path):
            _feature(word, True, where, sketch, notes)


def _feature(word: str, value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    names = _spellings(word)
    known = {*_READERS, *conventions.SWITCHES, *_SEARCH, *_ANALYTICS, *_PARTS, "graphql"}
    name = next((name for name in names if name in known), names[0])
    if value is None:
        notes.assume(f"{path} is null: it counts as absent.")
    elif name in _READERS:
        _convention(name, word, value, path, sketch, notes)
    elif name in conventions.SWITCHES:
        on = read_switch(value, path, notes)
        conventions.set_switch(conventions.SWITCHES[name], on, f"{path}: {word[:80]} is {prose(on, path)}", sketch)
    elif refused(value):
        _without(name, word, path, notes)
    else:
        if not wanted(value):
            notes.leave(f"{path}: {prose(value, path)[:200]}: what it says of the feature has no place.")
        _part(name, word, path, sketch, notes)


def _convention(name: str, word: str, value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """A feature that is asked for by name changes nothing that the payload says of it at length."""
    if value is True and name in _AUTH:
        sketch.auth.yes = sketch.auth.yes or f"{path}: {word[:80]}"
        notes.assume(f"The feature `{word[:80]}` is accounts that log in (JWT).")
    elif refused(value) and name in _AUTH:
        sketch.auth.no = sketch.auth.no or f"{path}: {word[:80]} is false"
    elif _READERS[name] is rate_limit and isinstance(value, bool):
        there = sketch.api.rate_limit
        if there is not None and bool(there) is not value:
            raise Contradiction(f"a rate limit is {'wanted' if there else 'refused'}", f"{path}: {word[:80]}")
        sketch.api.rate_limit = value if there is None else there
    elif _READERS[name] is conventions.versioning and isinstance(value, bool):
        conventions.set_switch("versioning", value, f"{path}: {word[:80]}", sketch)
    else:
        if value is True and name == "pagination":
            notes.assume(f"The feature `{word[:80]}` is paged lists.")
        _READERS[name](value, path, sketch, notes)


def _part(name: str, word: str, path: str, sketch: Sketch, notes: Notes) -> None:
    if name == "graphql":
        if ApiStyle.GRAPHQL not in sketch.api.styles:
            sketch.api.styles.append(ApiStyle.GRAPHQL)
    elif name in _SEARCH:
        _all(Action.SEARCH, sketch)
    elif name in _ANALYTICS:
        _all(Action.ANALYTICS, sketch)
    elif name in _PARTS:
        notes.assume(f"The feature `{word[:80]}` is {_PARTS[name]}.")
    else:
        notes.leave(f"{path}: the feature `{word[:80]}` has no part in the backend.")


def _without(name: str, word: str, path: str, notes: Notes) -> None:
    """What is refused, and is there anyway, is told."""
    if name in _PARTS:
        notes.leave(f"{path}: {_PARTS[name]} cannot be left out.")
    else:
        notes.assume(f"{path}: `{word[:80]}` is not asked for.")


def _all(action: Action, sketch: Sketch) -> None:
    if action not in sketch.actions_for_all:
        sketch.actions_for_all.append(action)


def _spellings(word: str) -> tuple[str, ...]:
    """Keys that a word may be known by: `rateLimiting`, `Rate-Limiting` and `CI/CD`."""
    plain = "_".join("".join(letter if letter.isalnum() else " " for letter in word.lower()).split())
    spelt = (plain, snake(word))
    return tuple(dict.fromkeys((*spelt, *(name.removesuffix("_pattern") for name in spelt))))
