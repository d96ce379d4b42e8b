"""What an installed project offers to those who run it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.validators.runtime.environment import SYSTEM_PATH, clean_environment


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A project's installed dependencies: folders of programs, and the variables that they need."""

    version: str
    programs: tuple[Path, ...]
    variables: Mapping[str, str] = field(default_factory=dict)

    def environment(self, home: Path, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        """A clean environment that finds the project's own programs first."""
        path = ":".join([*map(str, self.programs), SYSTEM_PATH])
        return clean_environment(home, {"PATH": path, **self.variables, **(variables or {})})
