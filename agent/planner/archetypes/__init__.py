"""What common entities usually have: data files, one per domain, read strictly."""

from collections.abc import Container
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from tools.blueprint.model import Attribute
from tools.blueprint.names import pascal

# The loader in C reads these files ten times faster; some builds of the library lack it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class ArchetypeLink(_Strict):
    """A usual relationship; the first of `to` that the backend has is meant."""

    to: tuple[str, ...] = ()
    people: bool = False
    """Also the account, or whichever people the backend has."""
    name: str | None = None
    required: bool = False
    owner: bool = False
    """The account on the other side owns the row."""
    many: bool = False
    """Many-to-many."""
    one: bool = False
    """One-to-one."""
    unless: tuple[str, ...] = ()
    """Not where one of these entities stands for the link."""
    attributes: tuple[Attribute, ...] = ()
    """Values on the link itself; many-to-many only."""


class Variant(_Strict):
    """Other attributes where certain entities stand beside it: a ticket of an event is no ticket of a help desk."""

    near: tuple[str, ...]
    attributes: tuple[Attribute, ...] = Field(min_length=1)


class Archetype(_Strict):
    """An entity as most backends have it."""

    attributes: tuple[Attribute, ...] = Field(min_length=1)
    links: tuple[ArchetypeLink, ...] = ()
    many: bool = False
    """`X has many of these` means many-to-many: tags, skills."""
    open: bool = False
    """Owned rows that every account may read: posts, reviews."""
    variants: tuple[Variant, ...] = ()

    def fitting(self, entities: Container[str]) -> tuple[Attribute, ...]:
        """The attributes among these other entities."""
        for variant in self.variants:
            if any(name in entities for name in variant.near):
                return variant.attributes
        return self.attributes


class _Domain(_Strict):
    domain: str
    entities: dict[str, Archetype]


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[str, Archetype]]:
    found: dict[str, tuple[str, Archetype]] = {}
    folder = files(__name__)
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            domain = _Domain.model_validate(yaml.load(entry.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506  (a safe loader)
            for name, archetype in domain.entities.items():
                if name in found:
                    raise ValueError(f"the archetype {name} stands in {found[name][0]} and in {domain.domain}")
                found[name] = (domain.domain, archetype)
    return found


def archetype(name: str) -> Archetype | None:
    """The archetype of an entity; None where there is none."""
    known = _all()
    return known[name][1] if name in known else None


def known(words: tuple[str, ...]) -> bool:
    """Whether these lower-case words are the name of an archetype."""
    return pascal("_".join(words)) in _all()


def domains() -> dict[str, tuple[str, ...]]:
    """Domain → names of its archetypes."""
    out: dict[str, list[str]] = {}
    for name, (domain, _) in _all().items():
        out.setdefault(domain, []).append(name)
    return {domain: tuple(names) for domain, names in out.items()}


@lru_cache(maxsize=1)
def names_of_attributes() -> frozenset[str]:
    """What the attributes of any archetype are called."""
    return frozenset(item.name for _, kind in _all().values() for item in kind.attributes)
