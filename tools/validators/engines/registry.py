"""Finds the engine of a datastore."""

import importlib
import pkgutil
from collections.abc import Callable

from tools.errors import Unsupported
from tools.validators import engines
from tools.validators.engines.engine import Engine

FACTORY = "disposable"


def engine_ids() -> list[str]:
    """Ids of all datastores that can be run disposably here, sorted."""
    names = sorted(module.name for module in pkgutil.iter_modules(engines.__path__))
    return [name for name in names if hasattr(_module(name), FACTORY)]


def open_engine(datastore: str, *, log_statements: bool = False) -> Engine:
    """The engine of a datastore, to be entered as a context; Unsupported when there is none."""
    known = engine_ids()
    if datastore not in known:
        raise Unsupported("A disposable engine for the datastore", datastore, known)
    factory: Callable[..., Engine] = getattr(_module(datastore), FACTORY)
    return factory(log_statements=log_statements)


def _module(name: str) -> object:
    return importlib.import_module(f"{engines.__name__}.{name}")
