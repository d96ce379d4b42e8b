"""Prints complete backends from a RenderPlan."""

from tools.code_generator.generate import generate

__all__ = ["generate"]
