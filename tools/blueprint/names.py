"""Casing and plurals: from the Blueprint's names to the names that targets want."""

import re
from collections.abc import Callable
from functools import lru_cache

import inflection

from tools.blueprint.plan.names import Name

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+|[0-9]+")


def words(name: str) -> tuple[str, ...]:
    """The lower-case words of a PascalCase, camelCase, snake_case or kebab-case name."""
    return tuple(word.lower() for word in _WORD.findall(name))


def snake(name: str) -> str:
    return "_".join(words(name))


def pascal(name: str) -> str:
    return "".join(word.capitalize() for word in words(name))


def camel(name: str) -> str:
    head, *tail = words(name)
    return head + "".join(word.capitalize() for word in tail)


def kebab(name: str) -> str:
    return "-".join(words(name))


@lru_cache(maxsize=4096)
def plural(word: str) -> str:
    """The plural of a lower-case word; a word that is plural already stays."""
    if not word.isalpha():
        return word if word.endswith("s") else f"{word}s"
    changed = inflection.pluralize(word)
    return f"{word}es" if changed == word and word.endswith("us") else changed


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a lower-case word; a word that is singular already (`status`, `address`) stays."""
    if not word.isalpha() or word.endswith(("ss", "us", "is", "as", "ens")):
        return word
    return inflection.singularize(word)


def _last(name: str, change: Callable[[str], str]) -> tuple[str, ...]:
    *head, tail = words(name)
    return (*head, change(tail))


def plural_snake(name: str) -> str:
    """`OrderLine` → `order_lines`."""
    return "_".join(_last(name, plural))


def singular_snake(name: str) -> str:
    """`order_lines` → `order_line`."""
    return "_".join(_last(name, singular))


class Namer:
    """Makes `Name`s whose identifiers are clear of a language's reserved words."""

    def __init__(self, reserved: frozenset[str], reserved_attributes: frozenset[str], casing: str) -> None:
        self._reserved = reserved
        self._attributes = reserved | reserved_attributes
        self._casing = casing
        self._made: dict[str, Name] = {}

    def name(self, text: str) -> Name:
        """The name in all casings."""
        if text not in self._made:
            self._made[text] = self._make(text)
        return self._made[text]

    def _make(self, text: str) -> Name:
        flat = snake(text)
        attr = camel(text) if self._casing == "camel" else flat
        kind = pascal(text)
        plural_flat = plural_snake(text)
        return Name(
            snake=flat,
            camel=camel(text),
            pascal=kind,
            kebab=kebab(text),
            plural_snake=plural_flat,
            plural_pascal=pascal(plural_flat),
            plural_kebab=kebab(plural_flat),
            title=flat.replace("_", " ").capitalize(),
            attr=f"{attr}_" if attr in self._attributes else attr,
            type=f"{kind}_" if kind in self._reserved else kind,
            file=f"{flat}_" if flat in self._reserved else flat,
        )
