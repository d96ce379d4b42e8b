"""What is done with an output's plain SQL on a real engine, step by step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import sql_dialect
from tools.packs.datastores.dialect import FoundTable
from tools.validators.engines.engine import Database, Engine
from tools.validators.evidence import Finding
from tools.validators.live.schema_expectation import differences, expected_tables, unordered

SCHEMA = "database/schema.sql"
MIGRATIONS = "migrations/sql"
SEEDS = "seeds/seed.sql"
UP, DOWN = ".up.sql", ".down.sql"

Step = tuple[str, Callable[[], list[Finding]]]
"""What a row is about, and what finds its faults."""


@dataclass(frozen=True, slots=True)
class MigrationScripts:
    """Both ways of one migration; `stem` is what their paths have in common."""

    stem: str
    up: str
    down: str


@dataclass(frozen=True, slots=True)
class Scripts:
    """The plain SQL of an output, at least one migration, in order; without seeds, none are tried."""

    migrations: tuple[MigrationScripts, ...]
    seeds: str | None = None


@dataclass(slots=True)
class Course:
    """All the steps in one database, empty at first."""

    plan: RenderPlan
    engine: Engine
    database: Database
    before: list[Mapping[str, FoundTable]] = field(default_factory=list)
    """What stood there before each migration that is applied."""

    def design(self, script: str) -> list[Step]:
        """One step: the schema file makes what the plan says."""
        return [(f"{SCHEMA}: equals the plan", lambda: self._run(script) + self._faults())]

    def steps(self, scripts: Scripts) -> list[Step]:
        """Up, down and up again, and seeds twice; each step rests on those before it."""
        first, *later = scripts.migrations
        *earlier, last = scripts.migrations
        ups: list[Step] = [(f"{item.stem}{UP}: runs", partial(self._apply, item.up)) for item in earlier]
        ups.append((f"{last.stem}{UP}: equals the plan", lambda: self._apply(last.up) + self._faults(*later)))
        downs: list[Step] = [
            (f"{item.stem}{DOWN}: takes back what its up did", partial(self._take_back, item.down))
            for item in reversed(later)
        ]
        downs.append((f"{first.stem}{DOWN}: leaves nothing", partial(self._take_back, first.down)))
        if not later:
            return [*ups, *self._seeded(scripts), *downs, (f"{first.stem}{UP}: again", lambda: self._again(scripts))]
        # A later migration may rightly refuse rows, on its way down too: those that have no value for what comes.
        return [*ups, *downs, (f"{MIGRATIONS}: all ups again", lambda: self._again(scripts)), *self._seeded(scripts)]

    def _seeded(self, scripts: Scripts) -> list[Step]:
        if scripts.seeds is None:
            return []
        return [(f"{SEEDS}: {told}", partial(self._run, scripts.seeds)) for told in ("valid", "may run again")]

    def _run(self, script: str) -> list[Finding]:
        self.engine.run_script(script, self.database)
        return []

    def _apply(self, up: str) -> list[Finding]:
        self.before.append(self._found())
        return self._run(up)

    def _take_back(self, down: str) -> list[Finding]:
        self._run(down)
        return differences(unordered(self.before.pop()), unordered(self._found()))

    def _again(self, scripts: Scripts) -> list[Finding]:
        for migration in scripts.migrations:
            self._run(migration.up)
        return self._faults(*scripts.migrations[1:])

    def _faults(self, *later: MigrationScripts) -> list[Finding]:
        """Where the database is not what the plan says."""
        expected, found = expected_tables(self.plan), self._found()
        return differences(unordered(expected), unordered(found)) if later else differences(expected, found)

    def _found(self) -> Mapping[str, FoundTable]:
        return sql_dialect(self.plan).catalogue(lambda query: self.engine.execute(query, database=self.database))
