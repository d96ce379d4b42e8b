"""Makes migrations and seeds from a RenderPlan."""

from tools.database_migrator.generate import generate
from tools.database_migrator.history import migrations_of

__all__ = ["generate", "migrations_of"]
