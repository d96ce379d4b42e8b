"""Build level: the project is installed, linted, type-checked and runs its own tests."""

from tools.validators.build.checks import check_build

__all__ = ["check_build"]
