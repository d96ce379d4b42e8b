"""Prompts as Jinja templates, one for each use; a loader, nothing else."""

from prompts.loader import BUDGETS, render, shortened, version

__all__ = ["BUDGETS", "render", "shortened", "version"]
