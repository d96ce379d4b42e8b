"""The schema on a real engine: up, seeds, down and up again, and what then stands there is the plan."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import sql_dialect
from tools.errors import CheckFailed
from tools.packs.datastores.dialect import FoundTable
from tools.validators.engines.engine import Database, Engine
from tools.validators.engines.registry import open_engine
from tools.validators.evidence import Evidence, Finding, Level, not_run, verdict
from tools.validators.live.schema_expectation import differences, expected_tables

SCHEMA = "database/schema.sql"
UP = "migrations/sql/0001_initial.up.sql"
DOWN = "migrations/sql/0001_initial.down.sql"
SEEDS = "seeds/seed.sql"


Step = tuple[str, Callable[[], list[Finding]]]
"""What a row is about, and what finds its faults."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """The plain SQL of an output; without seeds, none are tried."""

    up: str
    down: str
    seeds: str | None = None


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
        design, scripts = _text(project, SCHEMA), _scripts(project)
        if design is None and scripts is None:
            return [not_run(self, "SQL files", "not_applicable", "the output has none that make a schema")]
        with nullcontext(cast(Engine, engine)) if engine is not None else open_engine(plan.stack.datastore) as opened:
            rows = [] if design is None else self.check_design(plan, design, opened)
            return rows if scripts is None else rows + self.check(plan, scripts, opened)

    def check_design(self, plan: RenderPlan, design: str, engine: Engine) -> list[Evidence]:
        """One row: the schema file makes what the plan says."""
        with engine.database() as database:
            return self._rows([(f"{SCHEMA}: equals the plan", lambda: _made(plan, design, engine, database))])

    def check(self, plan: RenderPlan, scripts: Scripts, engine: Engine) -> list[Evidence]:
        """One row for each step; a step that fails ends the check, because the later ones rest on it."""
        with engine.database() as database:
            return self._rows(_steps(plan, scripts, engine, database))

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


def _steps(plan: RenderPlan, scripts: Scripts, engine: Engine, database: Database) -> list[Step]:
    def seeded(script: str) -> list[Finding]:
        engine.run_script(script, database)
        return []

    def undone() -> list[Finding]:
        engine.run_script(scripts.down, database)
        return differences({}, _found(plan, engine, database))

    steps: list[Step] = [(f"{UP}: equals the plan", lambda: _made(plan, scripts.up, engine, database))]
    if scripts.seeds is not None:
        seeds = scripts.seeds
        steps.append((f"{SEEDS}: valid", lambda: seeded(seeds)))
        steps.append((f"{SEEDS}: may run again", lambda: seeded(seeds)))
    steps.append((f"{DOWN}: leaves nothing", undone))
    steps.append((f"{UP}: again", lambda: _made(plan, scripts.up, engine, database)))
    return steps


def _made(plan: RenderPlan, script: str, engine: Engine, database: Database) -> list[Finding]:
    engine.run_script(script, database)
    return differences(expected_tables(plan), _found(plan, engine, database))


def _found(plan: RenderPlan, engine: Engine, database: Database) -> Mapping[str, FoundTable]:
    return sql_dialect(plan).catalogue(lambda query: engine.execute(query, database=database))


def _scripts(project: Path) -> Scripts | None:
    up, down = _text(project, UP), _text(project, DOWN)
    return None if up is None or down is None else Scripts(up, down, _text(project, SEEDS))


def _text(project: Path, path: str) -> str | None:
    return (project / path).read_text(encoding="utf-8") if (project / path).is_file() else None


VALIDATOR = SchemaValidator()
