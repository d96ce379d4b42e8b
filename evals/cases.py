"""Cases of the extraction suites: a request, and what a Blueprint must hold of it."""

import re
from collections import Counter
from importlib import resources
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tools.blueprint.model import AttributeType

_ENTITY = r"[A-Z][A-Za-z0-9]*"
_NAME = r"[a-z][a-z0-9_]*"
_BOUND = r"(?:minimum|maximum|min_length|max_length) -?[0-9.]+"
_FACET = rf"(?:unique|required|optional|{_BOUND}|default \S.*|values [^|\s][^|]*(?:\|[^|]+)*)"

EntityName = Annotated[str, StringConstraints(pattern=rf"^{_ENTITY}$")]
Types = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\|[a-z0-9]+)*$")]
Link = Annotated[str, StringConstraints(pattern=rf"^{_ENTITY} (->|<->) {_ENTITY}$")]
"""`A -> B`: a row of A refers to one B; `A <-> B`: many-to-many, in either order."""
Constraint = Annotated[
    str, StringConstraints(pattern=rf"^{_ENTITY}(?:\.{_NAME} {_FACET}| unique {_NAME}(?:,{_NAME})+)$")
]
"""`Pet.name required`, `Pet.species values dog|cat`, `Visit unique pet,starts_at`."""
Operation = Annotated[
    str, StringConstraints(pattern=rf"^(?:(?:GET|POST|PUT|PATCH|DELETE) /\S*|{_ENTITY} {_NAME}(?:\|{_NAME})*)$")
]
"""`POST /visits/{id}/cancel`, or entity and verb (`a|b`: either); the verb `analytics` is a report."""
Exclusion = Annotated[str, StringConstraints(pattern=rf"^{_ENTITY} (?:list|read|create|update|delete)$")]
Style = Literal[
    "one-liner", "prose", "requirements", "user-stories", "ticket", "email", "table", "endpoints", "json", "mixed"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Auth(_Strict):
    scheme: Literal["none", "jwt", "session", "basic"]
    account: EntityName | None = None
    """None is not scored."""
    roles: tuple[str, ...] | None = None
    """Named roles beside the account's plain users; None is not scored."""


class Stack(_Strict):
    framework: str | None = None
    datastore: str | None = None


class May(_Strict):
    """What is neither demanded nor false."""

    entities: tuple[EntityName, ...] = ()
    attributes: tuple[str, ...] = ()
    """As `Entity.attribute`."""
    relationships: tuple[Link, ...] = ()
    operations: tuple[Operation, ...] = ()


class Case(_Strict):
    """One request and its expectations; what is left out is not scored, but entities and operations."""

    id: str
    domain: str
    style: Style = "prose"
    text: str = Field(min_length=1)
    entities: tuple[EntityName, ...] = ()
    instead: str = ""
    """What a text is about that describes no data to keep."""
    attributes: dict[EntityName, dict[str, Types]] = {}
    """Entity → attribute → type (`a|b`: either); other attributes of these entities are false."""
    open: tuple[EntityName, ...] = ()
    """Entities of which the text tells only some attributes: further ones are not false."""
    constraints: tuple[Constraint, ...] = ()
    relationships: tuple[Link, ...] = ()
    operations: tuple[Operation, ...] | None = None
    """What is done beyond the standard operations; those that are not listed are false. None is not scored."""
    without: tuple[Exclusion, ...] = ()
    """Standard operations that the text rules out."""
    auth: Auth | None = None
    pagination: Literal["cursor", "offset"] | None = None
    stack: Stack | None = None
    may: May = May()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        wrong = [*self._strangers(), *self._odd_attributes()]
        if bool(self.entities) == bool(self.instead):
            wrong.append("either entities are named, or what the text is about instead")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _strangers(self) -> list[str]:
        """Names of entities that the case does not know."""
        known = set(self.entities)
        beside = known | set(self.may.entities)
        named = [*self.attributes, *(_entity(item) for item in (*self.constraints, *self.without))]
        named += [_entity(item) for item in self.operations or () if " /" not in item]
        named += [end for link in self.relationships for end in link.split(" ")[::2]]
        further = [end for link in self.may.relationships for end in link.split(" ")[::2]]
        if self.auth and self.auth.account:
            further.append(self.auth.account)
        unknown = {name for name in named if name not in known} | {name for name in further if name not in beside}
        unknown |= {name for name in self.open if name not in self.attributes} | (known & set(self.may.entities))
        return [f"{name} stands where it should not" for name in sorted(unknown)]

    def _odd_attributes(self) -> list[str]:
        types = {kind.value for kind in AttributeType}
        wrong = [
            f"{entity}.{name} is no attribute of a known type"
            for entity, names in self.attributes.items()
            for name, kinds in names.items()
            if not re.fullmatch(_NAME, name) or set(kinds.split("|")) - types
        ]
        for item in self.constraints:
            entity, _, name = item.split(" ")[0].partition(".")
            if name and name not in self.attributes.get(entity, {}):
                wrong.append(f"{entity}.{name} has a constraint and is not listed")
        return wrong


def _entity(item: str) -> str:
    return re.split(r"[ .]", item)[0]


def normal_link(link: str) -> str:
    """One spelling for each link: many-to-many has no direction."""
    source, arrow, target = link.split(" ")
    return f"{min(source, target)} <-> {max(source, target)}" if arrow == "<->" else link


def links(given: tuple[str, ...]) -> Counter[str]:
    """Links with their number: two of one kind are two."""
    return Counter(normal_link(link) for link in given)


def read_cases(folder: str) -> tuple[Case, ...]:
    """The cases of a folder in `evals/data`: of its files by name, in their order."""
    files = sorted((resources.files("evals") / "data" / folder).iterdir(), key=lambda file: file.name)
    return tuple(
        Case.model_validate(item) for file in files for item in yaml.safe_load(file.read_text(encoding="utf-8"))
    )
