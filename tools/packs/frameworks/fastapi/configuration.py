"""The settings class: its imports, and the checks that only some of its settings need."""

from collections.abc import Sequence

from tools.packs.base import EnvVar
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring
from tools.packs.languages.python.literals import literal, text
from tools.packs.settings import Setting

_ANNOTATIONS = {
    "whole": "int",
    "number": "float",
    "text": "str",
    "flag": "bool",
    "secret": "SecretStr",
    "origins": "Annotated[tuple[str, ...], NoDecode]",
    "networks": "Annotated[tuple[Network, ...], NoDecode]",
}
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


def setting_lines(settings: Sequence[Setting]) -> str:
    """The fields of the settings class."""
    lines: list[str] = []
    for item in settings:
        annotation = f"{_ANNOTATIONS[item.kind]}{' | None' if item.optional else ''}"
        default = None if item.required else _default(item)
        bounds = _bounds(item)
        if bounds and default is not None:
            lines += bracketed(f"{item.name}: {annotation} = Field(", [f"default={default}", *bounds], ")", 1)
        else:
            lines.append(f"{INDENT}{item.name}: {annotation}{f' = {default}' if default is not None else ''}")
        lines.append(docstring(item.description, 1))
    return "\n".join(lines)


def _default(item: Setting) -> str:
    return "()" if item.kind in ("origins", "networks") else literal(item.default)


def _bounds(item: Setting) -> list[str]:
    """Arguments of pydantic's `Field`."""
    found = [("ge", item.low), ("le", item.high), ("min_length", item.min_length)]
    bounds = [f"{name}={value}" for name, value in found if value is not None]
    return [*bounds, f"pattern={text(item.pattern)}"] if item.pattern is not None else bounds
