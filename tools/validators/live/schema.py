"""The schema on a real engine: up, seeds, down and up again, and what then stands there is the plan."""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import CheckFailed
from tools.validators.engines.engine import Engine
from tools.validators.engines.registry import open_engine
from tools.validators.evidence import Evidence, Finding, Level, not_run, stopped_by, verdict
from tools.validators.live.schema_course import (
    DOWN,
    MIGRATIONS,
    SCHEMA,
    SEEDS,
    UP,
    Course,
    MigrationScripts,
    Scripts,
    Step,
)


@dataclass(frozen=True, slots=True)
class SchemaValidator:
    """Runs an output's plain SQL on a disposable engine of the plan's datastore.

    Needs the output's `RenderPlan` in the context as `plan`; an open `engine` there is used instead of a new one.
    """

    name: str = "schema"
    version: str = "1"
    level: Level = "live"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        plan, engine = context.get("plan"), context.get("engine")
        if not isinstance(plan, RenderPlan):
            return [not_run(self, "SQL files", "skipped", "the plan of this output is not known")]
        started = time.monotonic()
        try:
            design, scripts = _text(project, SCHEMA), _scripts(project)
        except CheckFailed as error:
            return [stopped_by(self, MIGRATIONS, error, started)]
        if design is None and scripts is None:
            return [not_run(self, "SQL files", "not_applicable", "the output has none that make a schema")]
        with nullcontext(cast(Engine, engine)) if engine is not None else open_engine(plan.stack.datastore) as opened:
            rows = [] if design is None else self.check_design(plan, design, opened)
            return rows if scripts is None else rows + self.check(plan, scripts, opened)

    def check_design(self, plan: RenderPlan, design: str, engine: Engine) -> list[Evidence]:
        """One row: the schema file makes what the plan says."""
        with engine.database() as database:
            return self._rows(Course(plan, engine, database).design(design))

    def check(self, plan: RenderPlan, scripts: Scripts, engine: Engine) -> list[Evidence]:
        """One row for each step; a step that fails ends the check, because the later ones rest on it."""
        with engine.database() as database:
            return self._rows(Course(plan, engine, database).steps(scripts))

    def _rows(self, steps: Iterable[Step]) -> list[Evidence]:
        rows: list[Evidence] = []
        for subject, step in steps:
            started = time.monotonic()
            try:
                findings = step()
            except CheckFailed as error:
                findings = [Finding(code=error.code, message=error.message, where=subject, hint=error.hint)]
            rows.append(verdict(self, subject, findings, started))
            if findings:
                break
        return rows


def _scripts(project: Path) -> Scripts | None:
    """All migrations that lie there, in the order of their names. CheckFailed where one has no way back, or only that.

    None where there are none.
    """
    folder = project / MIGRATIONS
    ups, downs = ({path.name.removesuffix(way) for path in folder.glob(f"*{way}")} for way in (UP, DOWN))
    if ups != downs:
        lone = ", ".join(sorted(ups ^ downs))
        hint = f"Each has a *{UP} and a *{DOWN}."
        raise CheckFailed(f"Migrations that go one way only: {lone}.", code="one-way-migration", hint=hint)
    migrations = [
        MigrationScripts(f"{MIGRATIONS}/{stem}", _read(folder / f"{stem}{UP}"), _read(folder / f"{stem}{DOWN}"))
        for stem in sorted(ups)
    ]
    return Scripts(tuple(migrations), _text(project, SEEDS)) if migrations else None


def _text(project: Path, path: str) -> str | None:
    return _read(project / path) if (project / path).is_file() else None


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


VALIDATOR = SchemaValidator()
