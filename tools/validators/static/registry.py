"""Finds and runs all static validators."""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path

from tools.validators import static
from tools.validators.evidence import Evidence, Validator

ATTRIBUTE = "VALIDATOR"


def static_validators() -> list[Validator]:
    """All validators of this package, in the order of their modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(static.__path__))
    modules = [importlib.import_module(f"{static.__name__}.{name}") for name in names]
    return [getattr(module, ATTRIBUTE) for module in modules if hasattr(module, ATTRIBUTE)]


def check_static(project: Path, context: Mapping[str, object] | None = None) -> list[Evidence]:
    """Static rows of a folder; works on single artifacts (a contract, a schema) as on whole projects."""
    return [row for validator in static_validators() for row in validator.run(project, context or {})]
