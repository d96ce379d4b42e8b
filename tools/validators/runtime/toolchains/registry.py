"""Finds the toolchain of a language."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from tools.errors import Unsupported
from tools.validators.runtime import toolchains
from tools.validators.runtime.toolchains.toolchain import Toolchain

INSTALL = "install"


def languages() -> list[str]:
    """Ids of the languages whose projects can be installed here, sorted."""
    names = sorted(module.name for module in pkgutil.iter_modules(toolchains.__path__))
    return [name for name in names if hasattr(_module(name), INSTALL)]


def prepare(language: str, project: Path) -> Toolchain:
    """Installs what the project's lock names, once for each lock; Unsupported for other languages."""
    known = languages()
    if language not in known:
        raise Unsupported("A toolchain for the language", language, known)
    install: Callable[[Path], Toolchain] = getattr(_module(language), INSTALL)
    return install(project)


def _module(name: str) -> object:
    return importlib.import_module(f"{toolchains.__name__}.{name}")
