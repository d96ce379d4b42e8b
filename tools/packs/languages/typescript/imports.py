"""Collects the imports of a module and prints them sorted."""

import posixpath
from collections import defaultdict

from tools.packs.languages.typescript.layout import bracketed
from tools.packs.languages.typescript.literals import text
from tools.packs.languages.typescript.naming import Natural, natural

OWN = ("src/", "tests/", "migrations/")
"""Beginnings of the paths of the project's own modules."""


class Imports:
    """Imports of the module at `path`; names may be added in any order and more than once.

    A module is `node:…`, the name of a package, or the path of one of the project's own: `src/core/errors.ts`.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._names: dict[str, set[str]] = defaultdict(set)
        self._types: dict[str, set[str]] = defaultdict(set)
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._defaults: dict[str, str] = {}
        self._effects: set[str] = set()

    def add(self, module: str, *names: str) -> None:
        """`import { names } from module`; a name may read `a as b`."""
        if not self._is_own(module):
            self._names[module].update(names)

    def type(self, module: str, *names: str) -> None:
        """Imports names of which only the type is used."""
        if not self._is_own(module):
            self._types[module].update(names)

    def module(self, module: str, alias: str) -> None:
        """`import * as alias from module`."""
        self._whole[module].add(alias)

    def default(self, module: str, name: str) -> None:
        """`import name from module`."""
        self._defaults[module] = name

    def effect(self, module: str) -> None:
        """`import module`, for what it does when it is loaded."""
        self._effects.add(module)

    def has(self, module: str, name: str) -> bool:
        """Whether the import was added, as a value or as a type."""
        return name in self._names.get(module, ()) or name in self._types.get(module, ())

    def name(self, module: str, name: str) -> str:
        """Adds one import and returns the name, for use inside an expression."""
        self.add(module, name)
        return name

    def type_name(self, module: str, name: str) -> str:
        """Adds one import of a type and returns the name, for use inside an annotation."""
        self.type(module, name)
        return name

    def render(self) -> str:
        """The import statements: of Node, of packages, own ones; each sorted by where from."""
        modules = {*self._names, *self._types, *self._whole, *self._defaults, *self._effects}
        ordered = sorted(modules, key=self._order)
        return "\n".join(line for module in ordered for line in self._statements(module))

    def _is_own(self, module: str) -> bool:
        return module == self.path

    def _order(self, module: str) -> tuple[int, Natural]:
        section = 0 if module.startswith("node:") else 2 if module.startswith(OWN) else 1
        return section, natural(specifier(self.path, module))

    def _statements(self, module: str) -> list[str]:
        end = f"from {text(specifier(self.path, module))};"
        lines = [f"import {text(specifier(self.path, module))};"] if module in self._effects else []
        lines += [f"import * as {alias} {end}" for alias in sorted(self._whole.get(module, ()))]
        default = self._defaults.get(module)
        names = self._names.get(module, set())
        types = self._types.get(module, set()) - names
        if not names and not default and types:
            return [*lines, *bracketed("import type {", sorted(types, key=import_order), f"}} {end}")]
        items = sorted(names | {f"type {name}" for name in types}, key=import_order)
        if items:
            return [*lines, *bracketed(f"import {f'{default}, ' if default else ''}{{", items, f"}} {end}")]
        return [*lines, f"import {default} {end}"] if default else lines


def specifier(path: str, module: str) -> str:
    """How the module at `path` names another one: own ones by their way from there."""
    if not module.startswith(OWN):
        return module
    way = posixpath.relpath(module, posixpath.dirname(path) or ".")
    return way if way.startswith("../") else f"./{way}"


def import_order(name: str) -> tuple[Natural, Natural]:
    """Names by their letters, whatever their case, and whether they are types."""
    bare = name.removeprefix("type ")
    return natural(bare.lower()), natural(bare)
