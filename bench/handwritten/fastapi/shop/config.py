"""Settings, from the environment."""

import os
from dataclasses import dataclass, field


def _env(name: str, default: str | None = None) -> str:
    return os.environ[name] if default is None else os.environ.get(name, default)


@dataclass(frozen=True)
class Settings:
    database_url: str = field(default_factory=lambda: _env("DATABASE_URL"))
    pool_size: int = field(default_factory=lambda: int(_env("DATABASE_POOL_SIZE", "5")))
    jwt_secret: str = field(default_factory=lambda: _env("JWT_SECRET"))
    jwt_issuer: str = field(default_factory=lambda: _env("JWT_ISSUER", "bench-shop"))
    jwt_audience: str = field(default_factory=lambda: _env("JWT_AUDIENCE", "bench-shop"))
    host: str = field(default_factory=lambda: _env("HOST", "127.0.0.1"))
    port: int = field(default_factory=lambda: int(_env("PORT", "8000")))
    workers: int = field(default_factory=lambda: int(_env("WORKERS", "1")))
    log_level: str = field(default_factory=lambda: _env("LOG_LEVEL", "INFO"))
    grace_seconds: int = field(default_factory=lambda: int(_env("SHUTDOWN_GRACE_SECONDS", "20")))
