"""Casing and plurals: from the Blueprint's names to the names that targets want."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count

import inflection

from tools.blueprint.plan.names import Name

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+|[0-9]+")


@lru_cache(maxsize=4096)
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


def numbered(name: str) -> Iterator[str]:
    """The name, then `name_2`, `name_3` and so on without end: to choose the first that is free."""
    yield name
    yield from (f"{name}_{number}" for number in count(2))


@lru_cache(maxsize=4096)
def plural(word: str) -> str:
    """The plural of a lower-case word; a word that is plural already stays."""
    if not word.isalpha():
        return word if word.endswith("s") else f"{word}s"
    if word in _SAME or singular(word) != word:
        return word
    if word in _TO_PLURAL:
        return _TO_PLURAL[word]
    if word.endswith("a"):
        return f"{word}s"
    changed = inflection.pluralize(word)
    return f"{word}es" if changed == word and (word in _ENDING_IN_S or word.endswith("us")) else changed


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a lower-case word; a word that is singular already (`status`, `address`) stays."""
    if not word.isalpha() or word in _SAME or word in _ENDING_IN_S:
        return word
    if word in _TO_SINGULAR:
        return _TO_SINGULAR[word]
    if word.endswith("es") and (word[:-2] in _ENDING_IN_S or _US_PLURAL.search(word)):
        return word[:-2]
    if word.endswith(("ss", "us", "is", "a")):
        return word
    if word.endswith(("as", "ens", "ves")) or (word[-1] == "s" and word[:-1] in _ENDING_IN_E):
        return word[:-1]
    return inflection.singularize(word)


# What `inflection` gets wrong: its rules for Latin and for `-ves` change plain words (`pasta`, `archives`) too.
# fmt: off
_SAME = frozenset({
    "data", "media", "metadata", "news", "series", "species", "headquarters", "chassis", "physics", "ethics",
    "mathematics", "economics", "logistics", "analytics", "electronics", "athletics", "gymnastics", "sms",
    "gps", "dns", "tls", "https", "aws", "as", "has", "was", "his", "this", "its",
})
_ENDING_IN_S = frozenset({
    "lens", "alias", "atlas", "bias", "canvas", "gas", "bus", "iris", "tennis", "christmas",
})
_ENDING_IN_E = frozenset({
    "cache", "headache", "moustache", "niche", "avalanche", "toe", "canoe", "movie", "cookie", "selfie",
    "zombie", "tie", "pie", "brownie", "rookie", "calorie", "hoodie", "genie", "smoothie", "freebie", "newbie",
    "bookie", "use", "fuse", "muse", "excuse", "abuse", "base",
})
# fmt: on
_US_PLURAL = re.compile(r"(?<![ao])uses$")
_TO_SINGULAR = {
    "leaves": "leaf",
    "loaves": "loaf",
    "thieves": "thief",
    "hooves": "hoof",
    "knives": "knife",
    "lives": "life",
    "wives": "wife",
    "shelves": "shelf",
    "wolves": "wolf",
    "halves": "half",
    "calves": "calf",
    "selves": "self",
    "elves": "elf",
    "scarves": "scarf",
    "menus": "menu",
    "gurus": "guru",
    "taxis": "taxi",
    "skis": "ski",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "men": "man",
    "oxen": "ox",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "curricula": "curriculum",
    "alumni": "alumnus",
    "appendices": "appendix",
    "heroes": "hero",
}
_TO_PLURAL = {one: many for many, one in _TO_SINGULAR.items()}


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
