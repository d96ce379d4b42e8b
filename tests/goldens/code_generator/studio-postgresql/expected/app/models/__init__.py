"""All tables, so that the metadata is complete wherever one of them is used."""

from app.models.auth_refresh_token import AuthRefreshToken
from app.models.auth_session import AuthSession
from app.models.base import Base
from app.models.material import Material
from app.models.painting import Painting
from app.models.painting_materials import PaintingMaterials
from app.models.person import Person
from app.models.rate_limit_counter import RateLimitCounter

__all__ = [
    "AuthRefreshToken",
    "AuthSession",
    "Base",
    "Material",
    "Painting",
    "PaintingMaterials",
    "Person",
    "RateLimitCounter",
]
