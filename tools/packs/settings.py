"""The settings of a running backend: what its environment may say, and how `.env.example` shows it."""

from dataclasses import dataclass
from typing import Literal

from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.packs.base import EnvVar

Kind = Literal["whole", "number", "text", "flag", "secret", "origins", "networks"]
"""Origins and networks are lists, with commas between their items."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is, and within which bounds."""

    name: str
    """In small letters: `database_pool_size`; the environment has it in capital ones."""
    kind: Kind
    description: str
    default: int | str | bool | None = None
    low: int | None = None
    high: int | None = None
    min_length: int | None = None
    min_bytes: int | None = None
    """Bytes that are not blank, of a secret that signs."""
    pattern: str | None = None
    """With its anchors."""
    required: bool = False
    optional: bool = False
    """Whether it may be missing even where it has a default."""

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return self.name.upper()

    @property
    def shown(self) -> str | None:
        """Its default as the environment spells it; None where it must be given."""
        if self.required:
            return None
        if isinstance(self.default, bool):
            return "true" if self.default else "false"
        return "" if self.default is None else str(self.default)

    def env(self) -> EnvVar:
        """The environment variable."""
        return EnvVar(
            name=self.variable, description=self.description, example=self.shown or "",
            required=self.required, secret=self.kind == "secret", default=self.shown,
        )  # fmt: skip


_URL = "^https?://"
_PROXIES = Setting(
    "trusted_proxies", "networks",
    "Networks of proxies whose X-Forwarded-For is believed, with commas; empty believes nobody.",
)  # fmt: skip
_FARTHEST_BACK, _FARTHEST_AHEAD = -50_000_000_000, 230_000_000_000
"""Seconds to the years 442 and 9315: moments before and after them are left for what comes to an end."""
_MAX_TOKENS = 2000
_GUESSED = {
    "jwt": "Requests to login, refresh and register",
    "session": "Requests to login and register",
    "basic": "Wrong passwords and requests to register",
}


def declared_settings(plan: RenderPlan, *, limited: bool, replays: bool) -> tuple[Setting, ...]:
    """All settings but the database's address, which the datastore describes."""
    return (
        *settings(plan, limited=limited, replays=replays),
        *graphql_settings(plan),
        *event_settings(plan),
        *port_settings(plan),
    )


def settings(plan: RenderPlan, *, limited: bool, replays: bool) -> tuple[Setting, ...]:
    """What every backend has, and what accounts, limits and repeated requests add."""
    found = [
        _whole("database_pool_size", 5, 1, 100, "Connections that each worker keeps."),
        Setting("database_timeout_seconds", "number", "How long to wait for a connection.", 5, 1, 60),
    ]
    if plan.auth is not None:
        found += _auth(plan, plan.auth)
    if limited:
        found += _limits(plan)
    if replays:
        kept = "How long answers to an Idempotency-Key are kept."
        given_up = "After this time a request that never finished is given up."
        found.append(_whole("idempotency_ttl_seconds", 86_400, 60, None, kept))
        found.append(_whole("idempotency_lock_seconds", 60, 5, 3600, given_up))
    if counts_callers(limited=limited, replays=replays):
        found.append(_PROXIES)
    return (*found, *_general(plan))


def counts_callers(*, limited: bool, replays: bool) -> bool:
    """Whether it matters who calls, and so whose address is believed."""
    return limited or replays


def graphql_settings(plan: RenderPlan) -> tuple[Setting, ...]:
    """How far queries may go; none without GraphQL."""
    if not plan.api.graphql:
        return ()
    api = graphql_model(plan)
    introspection = "Whether clients may ask for the schema: for development."
    return (
        Setting("graphql_introspection", "flag", introspection, default=False),
        _whole("graphql_max_depth", api.max_depth, 1, 50, "Deepest nesting of a query."),
        _whole("graphql_max_cost", api.max_cost, 1, 1_000_000, "Most that a query may cost: its fields, times rows."),
        _whole("graphql_max_tokens", _MAX_TOKENS, 10, 100_000, "Longest query, in words and signs."),
    )


def event_settings(plan: RenderPlan) -> tuple[Setting, ...]:
    """Where events go; none without events."""
    if not plan.events:
        return ()
    where = "Where events are sent to (POST); empty keeps them in the outbox."
    secret = "Signs what is sent, so that the receiver knows who sends it."
    return (
        Setting("events_url", "text", where, pattern=_URL, optional=True),
        Setting("events_secret", "secret", secret, min_length=16, optional=True),
    )


def port_settings(plan: RenderPlan) -> tuple[Setting, ...]:
    """Where each port is, and what it knows the backend by."""
    found = []
    for port in plan.ports:
        name, called = f"outside_{port.name.snake}", port.name.snake
        where = f"Where `{called}` is; its calls are below it."
        found.append(Setting(f"{name}_url", "text", where, pattern=_URL, optional=True))
        found.append(Setting(f"{name}_token", "secret", f"Bearer token for `{called}`.", optional=True))
    return tuple(found)


def _whole(name: str, value: int | None, low: int, high: int | None, description: str) -> Setting:
    return Setting(name, "whole", description, value, low, high)


def _auth(plan: RenderPlan, auth: AuthPlan) -> list[Setting]:
    name = plan.name.kebab
    if auth.scheme == "basic":
        return []
    if auth.scheme == "session":
        return _session(auth)
    signs = "Signs access tokens: 32 bytes or more, the same for every worker."
    access, refresh = auth.access_token_minutes * 60, auth.refresh_token_days * 86_400
    lasts = "How long a session lasts without being renewed."
    return [
        Setting("jwt_secret", "secret", signs, min_bytes=32, required=True),
        Setting("jwt_issuer", "text", "Issuer of access tokens.", name, min_length=1),
        Setting("jwt_audience", "text", "Audience of access tokens.", name, min_length=1),
        _whole("access_token_seconds", access, 10, 86_400, "How long an access token is good."),
        _whole("refresh_token_seconds", refresh, 60, 31_536_000, lasts),
    ]


def _session(auth: AuthPlan) -> list[Setting]:
    found = []
    if auth.session_days is not None:
        seconds = auth.session_days * 86_400
        found.append(_whole("session_seconds", seconds, 60, 315_360_000, "How long a session lasts."))
    if auth.carrier.kind == "cookie":
        told = "Whether the cookie is sent over HTTPS alone; false is for a machine of one's own."
        found.append(Setting("cookie_secure", "flag", told, default=True))
    return found


def _limits(plan: RenderPlan) -> list[Setting]:
    allowed, window = plan.api.rate_requests, plan.api.rate_window_seconds
    guessed = _GUESSED[plan.auth.scheme if plan.auth is not None else "jwt"]
    one = "Requests that one caller may make in a window."
    return [
        Setting("rate_limit_requests", "whole", one, allowed, low=1, optional=True),
        _whole("rate_limit_window_seconds", window, 1, 86_400, "Length of a window."),
        _whole("auth_rate_limit_requests", 20, 1, None, f"{guessed} from one address in a window."),
    ]


def _general(plan: RenderPlan) -> list[Setting]:
    origins = "Origins that browsers may call from, with commas; empty turns CORS off."
    clock = "Moves the clock by which things expire, for tests alone; 0 where people use it."
    levels = "^(DEBUG|INFO|WARNING|ERROR)$"
    grace = "How long a stopping worker may finish its requests."
    return [
        Setting("cors_origins", "origins", origins),
        _whole("clock_offset_seconds", 0, _FARTHEST_BACK, _FARTHEST_AHEAD, clock),
        _whole("max_body_bytes", plan.api.max_body_bytes, 1024, 104_857_600, "Longest request body."),
        Setting("log_level", "text", "DEBUG, INFO, WARNING or ERROR.", "INFO", pattern=levels),
        Setting("host", "text", "Address to listen on.", "127.0.0.1"),
        _whole("port", 8000, 1, 65_535, "Port to listen on."),
        _whole("workers", 1, 1, 64, "Worker processes."),
        _whole("shutdown_grace_seconds", 20, 1, 300, grace),
    ]
