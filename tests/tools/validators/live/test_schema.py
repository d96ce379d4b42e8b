"""The plain SQL of outputs, proven on the real engines; and the proof itself, shown to fail."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tools.blueprint.strategies import blueprints
from tests.tools.database_designer.plans import DATASTORES, EXAMPLES, example_plan, plan_of
from tests.tools.database_migrator.histories import STEMS, delivered
from tools.artifacts import Artifact
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.database_designer import generate as design
from tools.database_migrator import generate
from tools.packs import registry
from tools.validators.engines.engine import Engine
from tools.validators.evidence import Evidence
from tools.validators.live.schema import VALIDATOR
from tools.validators.live.schema_course import MigrationScripts, Scripts

UP = "migrations/sql/0001_initial.up.sql"


def scripts_of(plan: RenderPlan) -> Scripts:
    *scripts, seeds = generate(plan)
    pairs = zip(scripts[::2], scripts[1::2], strict=True)
    migrations = [MigrationScripts(up.path.removesuffix(".up.sql"), up.content, down.content) for up, down in pairs]
    return Scripts(tuple(migrations), seeds.content)


def changed(scripts: Scripts, place: int, **parts: str) -> Scripts:
    """With other text in one migration."""
    migrations = list(scripts.migrations)
    migrations[place] = replace(migrations[place], **parts)
    return replace(scripts, migrations=tuple(migrations))


def failures(rows: list[Evidence]) -> list[Any]:
    return [(row.subject, row.findings) for row in rows if row.status != "passed"]


@pytest.fixture(params=DATASTORES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_go_up_are_seeded_go_down_and_up_again(engine: Engine, name: str) -> None:
    plan = example_plan(name, engine.id)
    rows = VALIDATOR.check(plan, scripts_of(plan), engine)
    assert failures(rows) == []
    assert [row.subject for row in rows] == [
        "migrations/sql/0001_initial.up.sql: equals the plan",
        "seeds/seed.sql: valid",
        "seeds/seed.sql: may run again",
        "migrations/sql/0001_initial.down.sql: leaves nothing",
        "migrations/sql/0001_initial.up.sql: again",
    ]


def test_a_delivered_backend_goes_through_all_of_its_migrations(engine: Engine) -> None:
    plan = delivered(engine.id)
    rows = VALIDATOR.check(plan, scripts_of(plan), engine)
    assert failures(rows) == []
    assert [row.subject for row in rows] == [
        "migrations/sql/0001_initial.up.sql: runs",
        "migrations/sql/0002_add_active_to_players.up.sql: runs",
        "migrations/sql/0003_lengthen_name_of_teams.up.sql: equals the plan",
        "migrations/sql/0003_lengthen_name_of_teams.down.sql: takes back what its up did",
        "migrations/sql/0002_add_active_to_players.down.sql: takes back what its up did",
        "migrations/sql/0001_initial.down.sql: leaves nothing",
        "migrations/sql: all ups again",
        "seeds/seed.sql: valid",
        "seeds/seed.sql: may run again",
    ]


def random_schema(engine: Engine, data: dict[str, Any]) -> None:
    plan = resolve(from_data(data), registry.stack("fastapi", engine.id))
    assert failures(VALIDATOR.check(plan, scripts_of(plan), engine)) == []


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_random_schemas_on_sqlite(sqlite: Engine, data: dict[str, Any]) -> None:
    random_schema(sqlite, data)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_random_schemas_on_postgresql(postgresql: Engine, data: dict[str, Any]) -> None:
    random_schema(postgresql, data)


CYCLE: dict[str, Any] = {
    "entities": [
        {"name": "Team", "attributes": [{"name": "name", "required": True}]},
        {"name": "Player", "attributes": [{"name": "name", "required": True}]},
    ],
    "relationships": [
        {"name": "captain", "from": "Team", "to": "Player"},
        {"name": "team", "from": "Player", "to": "Team", "required": True},
        {"name": "mentor", "from": "Player", "to": "Player"},
    ],
}


def test_a_cycle_of_references_is_made_and_unmade_with_rows_in_it(engine: Engine) -> None:
    plan = plan_of(CYCLE, engine.id)
    scripts = scripts_of(plan)
    tied = (
        'UPDATE "teams" SET "captain_id" = (SELECT "id" FROM "players" WHERE "team_id" = "teams"."id")',
        'UPDATE "players" SET "mentor_id" = (SELECT max("id"::text)::uuid FROM "players")'
        if engine.capabilities.has_server
        else 'UPDATE "players" SET "mentor_id" = (SELECT max("id") FROM "players")',
    )
    with engine.database() as database:
        engine.run_script(scripts.migrations[0].up, database)
        engine.run_script(scripts.seeds or "", database)
        engine.execute(*tied, database=database)
        (count,) = engine.execute('SELECT count("captain_id") FROM "teams"', database=database)
        assert count != ["0"]
        engine.run_script(scripts.migrations[0].down, database)
        engine.run_script(scripts.migrations[0].up, database)


def test_down_touches_nothing_that_up_did_not_make(engine: Engine) -> None:
    plan = plan_of(CYCLE, engine.id)
    scripts = scripts_of(plan)
    with engine.database() as database:
        engine.execute("CREATE TABLE theirs (x INTEGER)", "INSERT INTO theirs VALUES (7)", database=database)
        engine.run_script(scripts.migrations[0].up, database)
        engine.run_script(scripts.migrations[0].down, database)
        assert engine.execute("SELECT x FROM theirs", database=database) == [["7"]]


HOSTILE: dict[str, Any] = {
    "title": "'; DROP TABLE x; --\n COMMIT; DROP TABLE y;",
    "entities": [
        {
            "name": "Select",
            "description": "It's \\' a ; -- \"trap\" :name %s $1 */ 💥",
            "attributes": [
                {"name": "order", "default": "'; DROP TABLE selects; --\\", "description": "a\\b'c"},
                {"name": "group", "type": "enum", "values": ["'", "\\", '"', "''; --", "ü"], "default": "\\"},
                {"name": "from", "type": "json", "default": {"'": ["\\", '"', "💥"]}},
                {"name": "check", "type": "bool", "default": True},
                {"name": "uk", "type": "decimal", "precision": 18, "scale": 9, "default": "-0.000000001"},
            ],
            "checks": [{"name": "quoted", "that": 'row.order == null || !row.order.contains("\';\\\\")'}],
        }
    ],
}


def test_hostile_texts_stay_texts(engine: Engine) -> None:
    plan = plan_of(HOSTILE, engine.id)
    assert failures(VALIDATOR.check(plan, scripts_of(plan), engine)) == []


FAULTS = [
    ("up", r"DEFAULT 'fiction' NOT NULL", "DEFAULT 'fiction'", "different-table"),
    ("up", r"ON DELETE CASCADE", "ON DELETE SET NULL", "different-table"),
    ("up", r"books_title__length_check", "books_title_check", "different-table"),
    ("up", r"CREATE INDEX [^;]*;", "", "different-table"),
    ("up", r"CREATE UNIQUE INDEX", "CREATE INDEX", "different-table"),
    ("up", r"COMMIT;", 'CREATE TABLE "more" ("x" INTEGER); COMMIT;', "extra-table"),
    ("up", r"COMMIT;", 'DROP TABLE "loans"; COMMIT;', "missing-table"),
    ("up", r"CREATE TABLE", "CREATE TABLR", None),
    ("seeds", r"'fiction'", "'fictoin'", None),
    ("down", r'DROP TABLE "loans";', "", None),
]
"""Where, what is changed into what, and the finding's code; None where the engine itself speaks."""


@pytest.mark.parametrize(("part", "old", "new", "code"), FAULTS)
def test_a_planted_fault_is_found(engine: Engine, part: str, old: str, new: str, code: str | None) -> None:
    plan = example_plan("library", engine.id)
    scripts = scripts_of(plan)
    holder: object = scripts if part == "seeds" else scripts.migrations[0]
    text, count = re.subn(old, new, getattr(holder, part), count=1)
    assert count == 1
    planted = replace(scripts, seeds=text) if part == "seeds" else changed(scripts, 0, **{part: text})
    (failed,) = [row for row in VALIDATOR.check(plan, planted, engine) if row.findings]
    assert failed.status == "failed"
    assert code is None or {finding.code for finding in failed.findings} == {code}


LATER_FAULTS = [
    (1, "up", '"active"', '"activ"', "0003_lengthen_name_of_teams.up.sql: equals the plan"),
    (1, "up", "ALTER TABLE", "ALTR TABLE", "0002_add_active_to_players.up.sql: runs"),
    (1, "down", 'ALTER TABLE "players" DROP COLUMN "active";', "", "0002_add_active_to_players.down.sql: takes back"),
    (2, "down", "COMMIT;", 'CREATE TABLE "more" ("x" INTEGER); COMMIT;', "0003_lengthen_name_of_teams.down.sql: takes"),
    (0, "down", 'DROP TABLE "teams";', "", "0001_initial.down.sql: leaves nothing"),
    (0, "down", "COMMIT;", 'CREATE TABLE "more" ("x" INTEGER); COMMIT;', "0001_initial.down.sql: leaves nothing"),
]


@pytest.mark.parametrize(("place", "way", "old", "new", "subject"), LATER_FAULTS)
def test_a_fault_planted_in_a_history_is_found_where_it_is(
    engine: Engine, place: int, way: str, old: str, new: str, subject: str
) -> None:
    plan = delivered(engine.id)
    scripts = scripts_of(plan)
    text = getattr(scripts.migrations[place], way)
    assert old in text
    planted = changed(scripts, place, **{way: text.replace(old, new)})
    (failed,) = [row for row in VALIDATOR.check(plan, planted, engine) if row.findings]
    assert failed.subject.startswith(f"migrations/sql/{subject}")


def test_what_a_migration_left_out_is_found(engine: Engine) -> None:
    plan = delivered(engine.id)
    scripts = scripts_of(plan)
    (*_, failed) = VALIDATOR.check(plan, replace(scripts, migrations=scripts.migrations[:1]), engine)
    assert failed.subject == f"{UP}: equals the plan"
    assert {finding.code for finding in failed.findings} == {"different-table"}


def write(project: Path, *artifacts: Artifact) -> None:
    for artifact in artifacts:
        path = project / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(artifact.content, encoding="utf-8")


def test_a_project_is_checked_from_its_files(engine: Engine, tmp_path: Path) -> None:
    plan = example_plan("notes", engine.id)
    context = {"plan": plan, "engine": engine}
    assert [row.status for row in VALIDATOR.run(tmp_path, context)] == ["not_applicable"]
    write(tmp_path, *design(plan))
    assert [row.status for row in VALIDATOR.run(tmp_path, context)] == ["passed"]
    write(tmp_path, *generate(plan))
    assert [row.status for row in VALIDATOR.run(tmp_path, context)] == ["passed"] * 6
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == ["skipped"]
    write(tmp_path, Artifact(UP, "SELEC 1;\n", "sql", "test"))
    assert [row.status for row in VALIDATOR.run(tmp_path, context)] == ["passed", "failed"]


def test_a_delivered_project_is_checked_from_all_its_files(engine: Engine, tmp_path: Path) -> None:
    plan = delivered(engine.id)
    context = {"plan": plan, "engine": engine}
    write(tmp_path, *design(plan), *generate(plan))
    assert [row.status for row in VALIDATOR.run(tmp_path, context)] == ["passed"] * 10


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_migration_that_goes_one_way_only_is_a_fault(tmp_path: Path, way: str) -> None:
    plan = delivered("sqlite")
    write(tmp_path, *generate(plan))
    (tmp_path / f"migrations/sql/{STEMS[1]}.{way}.sql").unlink()
    (row,) = VALIDATOR.run(tmp_path, {"plan": plan})
    assert (row.status, row.subject) == ("failed", "migrations/sql")
    assert STEMS[1] in row.findings[0].message


def test_it_opens_an_engine_of_its_own_where_none_is_given(tmp_path: Path) -> None:
    plan = example_plan("notes", "sqlite")
    write(tmp_path, *generate(plan))
    assert [row.status for row in VALIDATOR.run(tmp_path, {"plan": plan})] == ["passed"] * 5
