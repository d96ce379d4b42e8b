"""Values of the columns that have a fixed choice."""

from enum import StrEnum


class PaintingTechnique(StrEnum):
    """A fixed choice."""

    OIL = "oil"
    WATERCOLOUR = "watercolour"
    MIXED_MEDIA = "mixed media"


class PersonRole(StrEnum):
    """A fixed choice."""

    PAINTER = "painter"
    CURATOR = "curator"
