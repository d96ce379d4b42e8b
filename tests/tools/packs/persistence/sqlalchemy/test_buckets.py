"""Both stores put moments and days into the same spans of time."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.spans import SPANS, UNITS, hour_of
from tests.tools.validators.live.printed import print_project
from tools.validators.engines.registry import open_engine
from tools.validators.runtime.toolchains.registry import prepare

# What the printed function says, as the SQL of the store; groups and what is shown must be the same expression.
_PROGRAM = """
import sys
from sqlalchemy import Date, column, select
from sqlalchemy.dialects import postgresql, sqlite
from app.core.buckets import bucket
from app.core.columns import Timestamp
dialect = {"postgresql": postgresql, "sqlite": sqlite}[sys.argv[1]].dialect()
for kind in (Timestamp, Date):
    for unit in sys.argv[2:]:
        if kind is Timestamp or unit != "hour":
            span = bucket(column("moment", kind), unit)
            print(span.compile(dialect=dialect, compile_kwargs={"literal_binds": True}).string.replace("\\n", " "))
"""
_KINDS = {"postgresql": ("timestamptz", "date"), "sqlite": ("text", "text")}


@pytest.mark.parametrize("datastore", ["sqlite", "postgresql"])
def test_spans_of_moments_and_days(datastore: str, tmp_path: Path) -> None:
    print_project("orders", datastore, tmp_path)
    toolchain = prepare("python", tmp_path)
    environment = {**os.environ, **toolchain.variables}
    command = [str(toolchain.programs[0] / "python"), "-c", _PROGRAM, datastore, "hour", *UNITS]
    spans = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    moments = [(moment, moment[:10]) for moment, *_ in SPANS]
    wanted = [[hour_of(moment) for moment, *_ in SPANS], *zip(*(row[1:] for row in SPANS), strict=True)]
    wanted += wanted[1:]
    with open_engine(datastore) as engine, engine.database() as database:
        for number, (span, found) in enumerate(zip(spans.splitlines(), wanted, strict=True)):
            of_days = number > len(UNITS)
            kind = _KINDS[datastore][of_days]
            values = ", ".join(f"({place}, CAST('{pair[of_days]}' AS {kind}))" for place, pair in enumerate(moments))
            query = f"WITH rows(place, moment) AS (VALUES {values}) SELECT max(place), {span} FROM rows GROUP BY {span}"
            told = [row[-1] for row in engine.execute(f"{query} ORDER BY 1", database=database)]
            assert told == list(dict.fromkeys(found)), span
