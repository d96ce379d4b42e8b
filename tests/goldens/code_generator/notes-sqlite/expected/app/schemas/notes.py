"""Bodies, queries and views of notes."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.core.values import BooleanText, Clean, DateTime, Distinct, Id, Int32Text, ListText
from app.repositories.ordering import Listing
from app.schemas.base import ABSENT, Body, Query, View

ListNotesSort = Annotated[
    tuple[Literal["title", "created_at", "updated_at", "-title", "-created_at", "-updated_at"], ...],
    Field(max_length=8),
    ListText,
    Distinct,
]


class NoteView(View):
    """Note as shown."""

    id: Id
    title: str
    body: str | None
    pinned: bool
    created_at: DateTime
    updated_at: DateTime


class NotePage(View):
    """A page of them."""

    items: list[NoteView]
    total: int
    limit: int
    offset: int


class NoteCreate(Body):
    """The body of `NoteCreate`."""

    title: Annotated[str, StringConstraints(max_length=100), Clean]
    body: Annotated[str, StringConstraints(max_length=4000), Clean] | None = None
    pinned: bool = False


class NoteUpdate(Body):
    """The body of `NoteUpdate`."""

    title: Annotated[str, StringConstraints(max_length=100), Clean] = ABSENT
    body: Annotated[str, StringConstraints(max_length=4000), Clean] | None = None
    pinned: bool = ABSENT


class ListNotesQuery(Query):
    """What `list_notes` can be asked."""

    title: Annotated[str, StringConstraints(max_length=100), Clean] | None = None
    pinned: BooleanText | None = None
    created_at_gte: DateTime | None = None
    created_at_lte: DateTime | None = None
    updated_at_gte: DateTime | None = None
    updated_at_lte: DateTime | None = None
    sort: ListNotesSort = ()
    limit: Annotated[Int32Text, Field(ge=1, le=100)] = 20
    offset: Annotated[Int32Text, Field(ge=0, le=1_000_000)] = 0

    def listing(self) -> Listing:
        """Return which rows are wanted, and in which order."""
        return Listing(self.chosen({"sort", "limit", "offset"}), self.sort, self.limit, self.offset)
