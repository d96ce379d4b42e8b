"""Documents: what their front matter says, and their text."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, JsonValue, StringConstraints, field_validator

from knowledge.defaults import checked

DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=60)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", min_length=3, max_length=300)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """A public text that the document rests on."""

    name: Line
    url: AnyHttpUrl


class Rule(_Strict):
    """One rule of the field, and what it means for a request that is silent."""

    id: RuleId
    says: Line
    defaults: dict[str, JsonValue] = {}
    """Path → value; the paths are a closed list (`knowledge.defaults`)."""

    @field_validator("defaults", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> dict[str, JsonValue]:
        if not isinstance(value, dict):
            raise ValueError("defaults is a mapping of path to value")
        return checked(value)


class FrontMatter(_Strict):
    """The head of a document."""

    id: DocumentId
    title: Line
    topic: Word
    task_types: tuple[Word, ...] = Field(min_length=1)
    stacks: tuple[Word, ...] = ()
    """Framework and datastore ids; none means every stack."""
    sources: tuple[Source, ...] = Field(min_length=1)
    asked: tuple[Line, ...] = ()
    """How people ask for it, in words that the text does not use; searched, and never shown."""
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class KnowledgeDocument:
    """One document; `text` is Markdown without its front matter, and data only."""

    head: FrontMatter
    text: str
    sha256: str
    """Of the whole file."""

    @property
    def id(self) -> str:
        return self.head.id

    def serves(self, task_type: str | None, stack: str | None) -> bool:
        """Whether it is about that task type and stack; None asks for no narrowing."""
        fits_task = task_type is None or task_type in self.head.task_types
        return fits_task and (stack is None or not self.head.stacks or stack in self.head.stacks)
