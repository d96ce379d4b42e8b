"""Cases of the extraction suites: a request, and what a Blueprint must hold of it."""

from collections import Counter
from importlib import resources
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

EntityName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*$")]
Types = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(\|[a-z0-9]+)*$")]
Link = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]* (->|<->) [A-Z][A-Za-z0-9]*$")]
"""`A -> B`: a row of A refers to one B; `A <-> B`: many-to-many, in either order."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Auth(_Strict):
    scheme: str
    account: EntityName | None = None
    """None is not scored."""


class Stack(_Strict):
    framework: str | None = None
    datastore: str | None = None


class May(_Strict):
    """What is neither demanded nor false."""

    entities: tuple[EntityName, ...] = ()
    relationships: tuple[Link, ...] = ()


class Case(_Strict):
    """One request and its expectations; what is left out is not scored."""

    id: str
    domain: str
    text: str = Field(min_length=1)
    entities: tuple[EntityName, ...] = Field(min_length=1)
    attributes: dict[EntityName, dict[str, Types]] = {}
    """Entity → attribute → type (`a|b`: either); other attributes of these entities are false."""
    open: tuple[EntityName, ...] = ()
    """Entities of which the text tells only some attributes: further ones are not false."""
    relationships: tuple[Link, ...] = ()
    auth: Auth | None = None
    stack: Stack | None = None
    may: May = May()


def normal_link(link: str) -> str:
    """One spelling for each link: many-to-many has no direction."""
    source, arrow, target = link.split(" ")
    return f"{min(source, target)} <-> {max(source, target)}" if arrow == "<->" else link


def links(given: tuple[str, ...]) -> Counter[str]:
    """Links with their number: two of one kind are two."""
    return Counter(normal_link(link) for link in given)


def read_cases(file: str) -> tuple[Case, ...]:
    """The cases of a file in `evals/data`, in their order."""
    text = (resources.files("evals") / "data" / file).read_text(encoding="utf-8")
    return tuple(Case.model_validate(item) for item in yaml.safe_load(text))
