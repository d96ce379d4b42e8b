"""The schema on a real engine: up, seeds, down and up again, and what then stands there is the plan."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
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

UP = "migrations/sql/0001_initial.up.sql"
DOWN = "migrations/sql/0001_initial.down.sql"
SEEDS = "seeds/seed.sql"


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
            return [not_run(self, UP, "skipped", "the plan of this output is not known")]
        missing = [path for path in (UP, DOWN) if not (project / path).is_file()]
        if missing:
            return [not_run(self, path, "not_applicable", "the output has no such file") for path in missing]
        scripts = Scripts(
            up=(project / UP).read_text(encoding="utf-8"),
            down=(project / DOWN).read_text(encoding="utf-8"),
            seeds=(project / SEEDS).read_text(encoding="utf-8") if (project / SEEDS).is_file() else None,
        )
        if engine is not None:
            return self.check(plan, scripts, cast(Engine, engine))
        with open_engine(plan.stack.datastore) as opened:
            return self.check(plan, scripts, opened)

    def check(self, plan: RenderPlan, scripts: Scripts, engine: Engine) -> list[Evidence]:
        """One row for each step; a step that fails ends the check, because the later ones rest on it."""
        rows: list[Evidence] = []
        with engine.database() as database:
            for subject, step in self._steps(plan, scripts, engine, database):
                started = time.monotonic()
                try:
                    findings = list(step())
                except CheckFailed as error:
                    findings = [Finding(code=error.code, message=error.message, where=subject, hint=error.hint)]
                rows.append(verdict(self, subject, findings, started))
                if findings:
                    break
        return rows

    def _steps(
        self, plan: RenderPlan, scripts: Scripts, engine: Engine, database: Database
    ) -> list[tuple[str, Callable[[], Iterable[Finding]]]]:
        def run(script: str) -> list[Finding]:
            engine.run_script(script, database)
            return []

        def read() -> Mapping[str, FoundTable]:
            return sql_dialect(plan).catalogue(lambda query: engine.execute(query, database=database))

        def made(script: str) -> list[Finding]:
            run(script)
            return differences(expected_tables(plan), read())

        def undone() -> list[Finding]:
            run(scripts.down)
            return differences({}, read())

        steps: list[tuple[str, Callable[[], Iterable[Finding]]]] = [
            (f"{UP}: equals the plan", lambda: made(scripts.up))
        ]
        if scripts.seeds is not None:
            seeds = scripts.seeds
            steps.append((f"{SEEDS}: valid", lambda: run(seeds)))
            steps.append((f"{SEEDS}: may run again", lambda: run(seeds)))
        steps.append((f"{DOWN}: leaves nothing", undone))
        steps.append((f"{UP}: again", lambda: made(scripts.up)))
        return steps


VALIDATOR = SchemaValidator()
