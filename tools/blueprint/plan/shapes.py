"""What goes over the wire: fields, objects of them, and errors."""

from dataclasses import dataclass

from tools.blueprint.plan.names import Name
from tools.blueprint.plan.values import Member


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """A named error: `code` is its stable identifier, `title` its text for people."""

    code: str
    status: int
    title: str


@dataclass(frozen=True, slots=True)
class FilePart:
    """What a field of a form tells of a file: its `content`, `name` or `media_type`."""

    wire: str
    """Name of the part on the wire: what all three are told under."""
    holds: str


@dataclass(frozen=True, slots=True)
class Field(Member):
    """One field of a request or response."""

    computed: bool = False
    """View: the value is computed beside the row, under the field's name."""
    link: bool = False
    """View over a many-to-many list: the value stands on the link row, not on the listed row."""
    file: FilePart | None = None
    """Request: a part of a form that is a file, or what is known of it."""
    view: "Shape | None" = None
    """View: what shapes the related row that is shown here, computed beside the row; the type says nothing then."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A JSON object on the wire. `role`: input (unknown fields refused) or view."""

    name: str
    """Class name: `BookCreate`, `Book`, unique in the plan."""
    role: str
    group: str
    """Logical table name of the group that it belongs to."""
    fields: tuple[Field, ...]
    entity: str | None = None
    table: bool = False
    """It comes as `text/csv`: its one field lists the rows, and the names of columns are those of their members."""

    @property
    def is_json(self) -> bool:
        """Whether it comes as JSON."""
        return not self.is_form and not self.table

    @property
    def is_form(self) -> bool:
        """Whether it comes as `multipart/form-data`, with files, and not as JSON."""
        return any(field.file is not None for field in self.fields)


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An object with one member, which holds a body or an answer."""

    name: Name
    wire: str
    """Name of the member on the wire."""
    shape: str
    """Class name of the object, unique in the plan: `BuyProductEnvelope`."""
