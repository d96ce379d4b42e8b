"""The settings of the running backend, for the settings class and for `.env.example`."""

from dataclasses import dataclass

from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.packs.base import EnvVar


@dataclass(frozen=True)
class Setting:
    """One setting: a field of the settings class and a line of `.env.example`."""

    name: str
    annotation: str
    description: str
    arguments: tuple[str, ...] = ()
    """Arguments of pydantic's `Field`; `default=…` first."""
    default: str | None = None
    shown: str | None = None
    """Default as the environment would spell it."""
    required: bool = False
    secret: bool = False

    def env(self) -> EnvVar:
        """The environment variable."""
        return EnvVar(
            name=self.name.upper(), description=self.description, example=self.shown or "",
            required=self.required, secret=self.secret, default=self.shown,
        )  # fmt: skip


_PROXIES = Setting(
    "trusted_proxies", "Annotated[tuple[Network, ...], NoDecode]",
    "Networks of proxies whose X-Forwarded-For is believed, with commas; empty believes nobody.",
    default="()", shown="",
)  # fmt: skip


_FARTHEST_BACK, _FARTHEST_AHEAD = -50_000_000_000, 230_000_000_000
"""Seconds to the years 442 and 9315: moments before and after them are left for what comes to an end."""


def number(name: str, value: int, low: int, high: int | None, description: str, kind: str = "int") -> Setting:
    """A whole number within bounds."""
    bounds = [f"default={value}", f"ge={low}", *([f"le={high}"] if high is not None else [])]
    return Setting(name, kind, description, tuple(bounds), shown=str(value))


def settings(plan: RenderPlan, *, limited: bool, replays: bool) -> tuple[Setting, ...]:
    """All settings but the database's address, which the datastore describes."""
    found = [
        number("database_pool_size", 5, 1, 100, "Connections that each worker keeps."),
        number("database_timeout_seconds", 5, 1, 60, "How long to wait for a connection.", "float"),
    ]
    if plan.auth is not None:
        found += _auth(plan)
    if limited:
        found += _limits(plan)
    if replays:
        found.append(
            number("idempotency_ttl_seconds", 86_400, 60, None, "How long answers to an Idempotency-Key are kept.")
        )
        found.append(
            number(
                "idempotency_lock_seconds", 60, 5, 3600, "After this time a request that never finished is given up."
            )
        )
    if counts_callers(limited=limited, replays=replays):
        found.append(_PROXIES)
    return (*found, *_general(plan))


def counts_callers(*, limited: bool, replays: bool) -> bool:
    """Whether it matters who calls, and so whose address is believed."""
    return limited or replays


def _auth(plan: RenderPlan) -> list[Setting]:
    assert plan.auth is not None
    name = plan.name.kebab
    if plan.auth.scheme == "basic":
        return []
    if plan.auth.scheme == "session":
        return _session(plan.auth)
    return [
        Setting(
            "jwt_secret", "SecretStr", "Signs access tokens: 32 bytes or more, the same for every worker.",
            required=True, secret=True,
        ),
        Setting("jwt_issuer", "str", "Issuer of access tokens.", (f'default="{name}"', "min_length=1"), shown=name),
        Setting("jwt_audience", "str", "Audience of access tokens.", (f'default="{name}"', "min_length=1"), shown=name),
        number(
            "access_token_seconds", plan.auth.access_token_minutes * 60, 10, 86_400,
            "How long an access token is good.",
        ),
        number(
            "refresh_token_seconds", plan.auth.refresh_token_days * 86_400, 60, 31_536_000,
            "How long a session lasts without being renewed.",
        ),
    ]  # fmt: skip


def _session(auth: AuthPlan) -> list[Setting]:
    found = []
    if auth.session_days is not None:
        seconds = auth.session_days * 86_400
        found.append(number("session_seconds", seconds, 60, 315_360_000, "How long a session lasts."))
    if auth.carrier.kind == "cookie":
        told = "Whether the cookie is sent over HTTPS alone; false is for a machine of one's own."
        found.append(Setting("cookie_secure", "bool", told, default="True", shown="true"))
    return found


_GUESSED = {
    "jwt": "Requests to login, refresh and register",
    "session": "Requests to login and register",
    "basic": "Wrong passwords and requests to register",
}


def _limits(plan: RenderPlan) -> list[Setting]:
    allowed = plan.api.rate_requests
    requests = Setting(
        "rate_limit_requests", "int | None", "Requests that one caller may make in a window.",
        (f"default={allowed}", "ge=1"), shown=str(allowed or ""),
    )  # fmt: skip
    return [
        requests,
        number("rate_limit_window_seconds", plan.api.rate_window_seconds, 1, 86_400, "Length of a window."),
        number(
            "auth_rate_limit_requests",
            20,
            1,
            None,
            f"{_GUESSED[plan.auth.scheme if plan.auth is not None else 'jwt']} from one address in a window.",
        ),
    ]


def _general(plan: RenderPlan) -> list[Setting]:
    origins = "Origins that browsers may call from, with commas; empty turns CORS off."
    return [
        Setting("cors_origins", "Annotated[tuple[str, ...], NoDecode]", origins, default="()", shown=""),
        number(
            "clock_offset_seconds", 0, _FARTHEST_BACK, _FARTHEST_AHEAD,
            "Moves the clock by which things expire, for tests alone; 0 where people use it.",
        ),
        number("max_body_bytes", plan.api.max_body_bytes, 1024, 104_857_600, "Longest request body."),
        Setting(
            "log_level", "str", "DEBUG, INFO, WARNING or ERROR.",
            ('default="INFO"', 'pattern="^(DEBUG|INFO|WARNING|ERROR)$"'), shown="INFO",
        ),
        Setting("host", "str", "Address to listen on.", default='"127.0.0.1"', shown="127.0.0.1"),
        number("port", 8000, 1, 65_535, "Port to listen on."),
        number("workers", 1, 1, 64, "Worker processes."),
        number("shutdown_grace_seconds", 20, 1, 300, "How long a stopping worker may finish its requests."),
    ]  # fmt: skip
