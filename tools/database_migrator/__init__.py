"""Makes migrations and seeds from a RenderPlan."""

from tools.database_migrator.generate import generate

__all__ = ["generate"]
