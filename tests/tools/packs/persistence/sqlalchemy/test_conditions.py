"""Printed conditions select the rows that they should: played by SQLAlchemy itself, on SQLite."""

import json
import subprocess
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.database_designer.sql.expressions import CONDITIONS, ROWS, table
from tests.tools.validators.conformance.playing import plan_of
from tests.tools.validators.live.printed import print_project
from tools.blueprint.plan.expr import Expr
from tools.database_migrator.seeds.evaluation import holds
from tools.errors import Unsupported
from tools.packs.languages.python.imports import Imports
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions
from tools.validators.runtime.toolchains.registry import prepare

THING = table("sqlite")
_TYPES = {
    "int32": "columns.Integer()", "decimal": "columns.Exact({0.precision}, {0.scale})", "bool": "columns.Boolean()",
    "text": "columns.text()", "date": "columns.Date()", "datetime": "columns.Timestamp", "float": "columns.Float()",
}  # fmt: skip
PLAYER = """
import json, sys
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
import sqlalchemy
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from app.core import clock, columns
from app.core.functions import *
exec({imports!r})
table = Table("things", MetaData(), Column("n", columns.Integer(), primary_key=True), {columns})
Thing = SimpleNamespace(**table.c)
READ = {{"decimal": Decimal, "date": date.fromisoformat, "datetime": datetime.fromisoformat}}
asked = json.load(sys.stdin)
engine = create_engine("sqlite://")
with engine.begin() as connection:
    table.create(connection)
    for n, row in enumerate(asked["rows"]):
        values = {{k: v if v is None else READ.get(asked["kinds"][k], lambda it: it)(v) for k, v in row.items()}}
        connection.execute(insert(table).values(n=n, **values))
    print(json.dumps([
        sorted(connection.scalars(select(table.c.n).where(eval(source)))) for source in asked["conditions"]
    ]))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("notes")
    print_project("notes", "sqlite", folder)
    # It is left out of outputs that do not use it.
    source = Path(str(files("tools.packs.persistence.sqlalchemy"))) / "templates/sqlite/app/core/functions.py.j2"
    (folder / "app/core/functions.py").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return folder, Path(prepare("python", folder).programs[0]) / "python"


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(CONDITIONS, min_size=20, max_size=40), st.lists(ROWS, min_size=4, max_size=8))
def test_every_condition_selects_its_rows(
    project: tuple[Path, Path], conditions: list[Expr], rows: list[dict[str, Any]]
) -> None:
    imports = Imports()
    expressions = StoreExpressions(plan_of("notes", "sqlite"), THING, imports)
    said: dict[str, Expr] = {}
    for condition in conditions:
        # Decimals of different scales are refused here, as tested elsewhere.
        with suppress(Unsupported):
            said[expressions.predicate(condition)] = condition
    columns = ", ".join(
        f"Column({column.physical!r}, {_TYPES[column.type.kind].format(column.type)})" for column in THING.columns
    )
    script = PLAYER.format(imports=imports.render(), columns=columns)
    asked = {"rows": rows, "conditions": list(said), "kinds": {c.physical: c.type.kind for c in THING.columns}}
    done = subprocess.run(
        [str(project[1]), "-c", script],
        input=json.dumps(asked),
        cwd=project[0],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    wrong = [
        (source, found, wanted)
        for (source, condition), found in zip(said.items(), json.loads(done.stdout), strict=True)
        if found != (wanted := [n for n, row in enumerate(rows) if holds(condition, row)])
    ]
    assert wrong == []
