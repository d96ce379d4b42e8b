"""Which files of a folder are looked at."""

from collections.abc import Iterator
from pathlib import Path

from tools.validators.runtime.workspace import LEFT_OUT


def project_files(project: Path, *suffixes: str) -> Iterator[Path]:
    """Regular files with one of the suffixes (all without any), sorted; what tools made is left out."""
    for path in sorted(project.rglob("*")):
        inside = path.relative_to(project)
        wanted = not suffixes or path.suffix in suffixes
        if wanted and LEFT_OUT.isdisjoint(inside.parts) and path.is_file() and not path.is_symlink():
            yield path
