"""Collects the imports of a module and prints them sorted."""

import sys
from collections import defaultdict

from tools.packs.languages.python.layout import WIDTH
from tools.packs.languages.python.naming import Natural, natural

FIRST_PARTY = frozenset({"app", "tests"})


class Imports:
    """Imports of one module; names may be added in any order and more than once."""

    def __init__(self) -> None:
        self._modules: set[str] = set()
        self._names: dict[str, set[str]] = defaultdict(set)

    def module(self, name: str) -> None:
        """`import name`."""
        self._modules.add(name)

    def add(self, module: str, *names: str) -> None:
        """`from module import names`; a name may read `a as b`."""
        self._names[module].update(names)

    def has(self, module: str, name: str) -> bool:
        """Whether the import was added."""
        return name in self._names.get(module, ())

    def name(self, module: str, name: str) -> str:
        """Adds one import and returns the name, for use inside an expression."""
        self.add(module, name)
        return name

    def render(self) -> str:
        """The import block: standard library, third party, own; each sorted."""
        sections: list[list[str]] = [[], [], []]
        for module in sorted(self._modules, key=natural):
            sections[_section(module)].append(f"import {module}")
        for module in sorted(self._names, key=lambda module: natural(module.lower())):
            sections[_section(module)] += _from(module, self._names[module])
        return "\n\n".join("\n".join(section) for section in sections if section)


def _section(module: str) -> int:
    root = module.partition(".")[0]
    if root in FIRST_PARTY:
        return 2
    return 0 if root in sys.stdlib_module_names else 1


def _from(module: str, names: set[str]) -> list[str]:
    plain = sorted((name for name in names if " as " not in name), key=import_order)
    statements = [[name] for name in names if " as " in name] + ([plain] if plain else [])
    # Statements about one module stand in the order of their first names; a renamed one comes after its plain self.
    statements.sort(key=lambda listed: (import_order(listed[0]), " as " in listed[0], listed[0]))
    return [line for listed in statements for line in _line(module, listed)]


def _line(module: str, names: list[str]) -> list[str]:
    flat = f"from {module} import {', '.join(names)}"
    if len(flat) <= WIDTH:
        return [flat]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]


def import_order(name: str) -> tuple[int, Natural, Natural]:
    """Constants, then classes, then the rest, whatever their case."""
    bare = name.partition(" ")[0]
    kind = _kind(bare)
    return (kind, natural(bare if kind == 0 else bare.lower()), natural(bare))


def export_order(name: str) -> tuple[int, Natural]:
    """The order of `__all__`: the same kinds, capitals before small letters."""
    return (_kind(name), natural(name))


def _kind(name: str) -> int:
    if name.isupper() and len(name) > 1:
        return 0
    return 1 if name[:1].isupper() else 2
