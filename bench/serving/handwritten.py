"""The hand-written applications: where they lie, and how they are put beside a generated one."""

import shutil
from pathlib import Path

from tools.validators.project import Project
from tools.validators.runtime.users import hand_over
from tools.validators.runtime.workspace import Workspace

HANDWRITTEN = Path(__file__).parents[1] / "handwritten"
DESCRIPTION = "project.json"


class Application(Project):
    """A hand-written application; ``datastore`` is what it was written for."""

    shares: tuple[str, ...]
    """Files of the generated project that say which packages to install: both run on the same ones."""


def application(framework: str) -> Application:
    """The description of the application that is written for a framework."""
    return Application.model_validate_json((HANDWRITTEN / framework / DESCRIPTION).read_bytes())


def frameworks() -> list[str]:
    """Those for which there is a hand-written application, sorted."""
    return sorted(path.parent.name for path in HANDWRITTEN.glob(f"*/{DESCRIPTION}"))


def lay_out(work: Workspace, framework: str, generated: Path) -> tuple[Path, Application]:
    """A copy that is ready to be installed, with the package lists of the generated project beside it."""
    described = application(framework)
    folder = work.copy_of(HANDWRITTEN / framework)
    for name in described.shares:
        shutil.copyfile(generated / name, folder / name)
        hand_over(folder / name, work.user)
    return folder, described
