"""All tables, so that the metadata is complete wherever one of them is used."""

from app.models import checks
from app.models.base import Base
from app.models.note import Note

__all__ = [
    "Base",
    "Note",
]


checks.attach(Base.metadata)
