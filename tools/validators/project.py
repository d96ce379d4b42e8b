"""What a generated project says of itself, in ``.backend/project.json``."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from tools.errors import BadInput

DESCRIPTION = Path(".backend", "project.json")


class Project(BaseModel):
    """The stack and the commands of a generated project; commands are argument lists, run in its folder."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: str
    datastore: str
    commands: dict[str, tuple[str, ...]]
    """By purpose: install, migrate, serve, test, lint, check_format, typecheck, create_admin."""


def load_project(folder: Path) -> Project:
    """Reads the description; BadInput when the folder holds no generated project."""
    try:
        return Project.model_validate_json((folder / DESCRIPTION).read_bytes())
    except OSError:
        raise BadInput(
            f"{folder} holds no generated backend: {DESCRIPTION} is missing.",
            code="no-project",
            hint="Name the folder that an earlier run wrote.",
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadInput(
            f"{DESCRIPTION} is not as it was generated: {first['msg']}.",
            code="broken-project",
            path=".".join(str(part) for part in first["loc"]),
            hint="Generate the backend again.",
        ) from None
