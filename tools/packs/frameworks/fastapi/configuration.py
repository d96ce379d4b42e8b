"""The settings class: its imports, and the checks that only some of its settings need."""

from collections.abc import Sequence

from tools.packs.base import EnvVar
from tools.packs.languages.python.imports import Imports

_SECRET = """
    @field_validator("jwt_secret")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value().strip().encode()) < 32:
            raise ValueError("needs at least 32 bytes that are not blank")
        return value
"""
_PROXIES = """
    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
"""


def configuration_context(variables: Sequence[EnvVar]) -> dict[str, object]:
    """What the template of `app/core/config.py` places, by the variables that there are."""
    names = {item.name for item in variables}
    imports = Imports()
    imports.add("functools", "lru_cache")
    imports.add("typing", "Annotated", "Any")
    imports.add("pydantic", "Field", "SecretStr", "ValidationError", "field_validator")
    imports.add("pydantic_settings", "BaseSettings", "NoDecode", "SettingsConfigDict")
    imports.add("app.core.database", "check_address")
    imports.add("app.core.messages", "message_of")
    checks = _SECRET if "JWT_SECRET" in names else ""
    if "TRUSTED_PROXIES" in names:
        imports.add("ipaddress", "ip_network")
        imports.add("app.core.addresses", "Network")
        checks += _PROXIES
    return {"imports": imports.render(), "checks": checks}
