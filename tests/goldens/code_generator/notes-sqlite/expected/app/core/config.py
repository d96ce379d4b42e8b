"""Settings, read from the environment; a wrong value stops the start with a clear message."""

from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.core.database import check_address
from app.core.messages import message_of


class ConfigurationError(Exception):
    """The environment does not hold a usable configuration."""


class Settings(BaseSettings):
    """Everything that may differ between two deployments."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: SecretStr
    """Where the database is: `sqlite:////data/notes.db`."""
    database_pool_size: int = Field(default=5, ge=1, le=100)
    """Connections that each worker keeps."""
    database_timeout_seconds: float = Field(default=5, ge=1, le=60)
    """How long to wait for a connection."""
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Origins that browsers may call from, with commas; empty turns CORS off."""
    clock_offset_seconds: int = Field(default=0, ge=-50000000000, le=230000000000)
    """Moves the clock by which things expire, for tests alone; 0 where people use it."""
    max_body_bytes: int = Field(default=1048576, ge=1024, le=104857600)
    """Longest request body."""
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """DEBUG, INFO, WARNING or ERROR."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8000, ge=1, le=65535)
    """Port to listen on."""
    workers: int = Field(default=1, ge=1, le=64)
    """Worker processes."""
    shutdown_grace_seconds: int = Field(default=20, ge=1, le=300)
    """How long a stopping worker may finish its requests."""

    @field_validator("database_url")
    @classmethod
    def _right_database(cls, value: SecretStr) -> SecretStr:
        check_address(value.get_secret_value())
        return value

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        origins = tuple(part.strip() for part in value.split(",") if part.strip())
        if any("://" not in origin or origin.endswith("/") for origin in origins):
            raise ValueError("each origin is scheme://host[:port], without a trailing slash")
        return origins


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Return the settings; raises `ConfigurationError` that names each wrong variable."""
    try:
        return Settings.model_validate({})
    except ValidationError as error:
        lines = ["The configuration is not usable:"]
        for item in error.errors(include_input=False, include_url=False):
            variable = ".".join(str(part) for part in item["loc"]).upper()
            lines.append(f"  {variable}: {message_of(item)}")
        raise ConfigurationError("\n".join(lines)) from None
