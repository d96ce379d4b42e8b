"""A change tried on a real engine: rows go in, it goes up and down, and each end is a fresh schema to the letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.blueprint.edit.model import Edit
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import Change, change, ddl, reverse_ddl, script, sql_dialect
from tools.database_migrator.seeds.script import seed_statements
from tools.errors import CheckFailed
from tools.validators.engines.engine import Database, Engine
from tools.validators.live.schema_expectation import differences, expected_tables, unordered

_OF_A_FILE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"
)
_OF_A_SERVER = (
    """SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
         a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace""",
    """SELECT c.relname, c.relkind, obj_description(c.oid), pg_get_indexdef(x.indexrelid), s.refobjid::regclass
       FROM pg_class c LEFT JOIN pg_index x ON x.indexrelid = c.oid
       LEFT JOIN pg_depend s ON s.objid = c.oid AND c.relkind = 'S' AND s.deptype = 'i'
       WHERE c.relnamespace = 'public'::regnamespace""",
    # The server itself names what says NOT NULL, by the first name of the column, and nothing refers to it.
    """SELECT conname, contype, conrelid::regclass, convalidated, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One database, and what is done to it."""

    engine: Engine
    database: Database

    def make(self, plan: RenderPlan, *first: str) -> list[list[str]]:
        """Makes the schema, after other statements, and tells it."""
        return self.told("BEGIN", *first, *ddl(plan), "COMMIT")

    def seed(self, plan: RenderPlan, *more: str) -> None:
        """Puts rows in, and does more to them."""
        self.ask("BEGIN", *seed_statements(plan), *more, "COMMIT")

    def run(self, plan: RenderPlan, statements: Sequence[str]) -> None:
        self.engine.run_script(script("changed", "c.sql", statements, sql_dialect(plan), alters=True), self.database)

    def stopped(self, plan: RenderPlan, found: Change) -> bool:
        """Whether rows stop the change, which may be only where it told what it needs."""
        try:
            self.run(plan, found.up)
        except CheckFailed:
            if not found.needs:
                raise
            return True
        return False

    def told(self, *first: str) -> list[list[str]]:
        """All of the schema as the engine tells it after other statements, but the order of columns."""
        queries = _OF_A_SERVER if self.engine.capabilities.has_server else (_OF_A_FILE,)
        return sorted(self.engine.execute(*first, *queries, database=self.database))

    def ask(self, *queries: str) -> list[list[str]]:
        """All answers together."""
        return self.engine.execute(*queries, database=self.database) if queries else []

    def empty(self, plan: RenderPlan) -> None:
        """Removes all rows, whatever refers to what."""
        tables = [f'"{table.physical}"' for table in plan.tables]
        if self.engine.capabilities.has_server:
            self.run(plan, [f"TRUNCATE {', '.join(tables)}"])
        else:
            self.run(plan, [f"DELETE FROM {table}" for table in tables])

    def differs(self, plan: RenderPlan) -> list[str]:
        """Where the catalogue is not what the plan says; columns may stand in another order where they were added."""
        found = sql_dialect(plan).catalogue(lambda query: self.engine.execute(query, database=self.database))
        wanted = expected_tables(plan)
        if self.engine.capabilities.has_server:
            wanted, found = unordered(wanted), unordered(found)
        return [f"{item.where}: {item.message}" for item in differences(wanted, found)]


def tried(old: RenderPlan, new: RenderPlan, engine: Engine, edits: Sequence[Edit] = ()) -> Change:
    """The change, gone up with rows, which stop it only where it said so, and down without any."""
    found = change(old, new, edits)
    with engine.database() as database:
        trial = Trial(engine, database)
        before = trial.make(old)
        trial.seed(old)
        if trial.stopped(new, found):
            assert trial.told() == before
            trial.empty(old)
            trial.run(new, found.up)
        assert trial.differs(new) == []
        after = trial.told()
        trial.empty(new)
        trial.run(old, found.down)
        assert trial.told() == before
        assert trial.make(new, *reverse_ddl(old)) == after
    return found
