"""Filters by members find what the rules of values say, on both stores; names and texts are bound, and only data."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.validators.live.printed import print_project
from tools.validators.conformance.edges import HOSTILE
from tools.validators.conformance.holding import holds
from tools.validators.engines.registry import open_engine
from tools.validators.runtime.toolchains.registry import prepare

# Keeps documents as the printed application does, and answers which ones pass each question.
_PROGRAM = """
import asyncio, json, sys
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from app.core.columns import Document
from app.core.database import Database
from app.repositories.holding import holds
probe = Table("probe", MetaData(), Column("id", Integer, primary_key=True), Column("document", Document))
async def main(documents, questions):
    database = Database(sys.argv[1], 1, 30)
    async with database.engine.begin() as connection:
        await connection.run_sync(probe.metadata.drop_all)
        await connection.run_sync(probe.metadata.create_all)
        rows = [{"id": place, "document": document} for place, document in enumerate(documents)]
        await connection.execute(insert(probe), rows)
        for members in questions:
            asked = select(probe.c.id).where(holds(probe.c.document, members)).order_by(probe.c.id)
            print(json.dumps(list((await connection.scalars(asked)).all())))
    await database.close()
asyncio.run(main(*json.load(sys.stdin)))
"""

_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
_NAME = st.one_of(st.sampled_from(["a", "A", "a.b", "$", '"', *HOSTILE]), _TEXT.filter(bool))
_NUMBER = st.one_of(
    st.integers(-(2**60), 2**60), st.integers(-3, 3), st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.1, 1e2, -0.0, 1.5, 2**53 - 1, 2**53, 2.0**53, 1e22]),
)  # fmt: skip
_SCALAR = st.one_of(st.none(), st.booleans(), _NUMBER, _TEXT, st.sampled_from(["1", "true", "null", "0.1"]))
_VALUE = st.recursive(_SCALAR, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_NAME, inner, max_size=2))
_DOCUMENT = st.one_of(
    st.dictionaries(_NAME, _VALUE, max_size=4), st.lists(_VALUE, max_size=3), st.dictionaries(_NAME, _SCALAR), st.none()
)


@st.composite
def _questions(draw: st.DrawFn) -> tuple[list[Any], list[dict[str, str]]]:
    """Documents, and questions about members of them, spelled as they are or otherwise."""
    documents = draw(st.lists(_DOCUMENT, min_size=1, max_size=12))
    present = [(name, value) for item in documents if isinstance(item, dict) for name, value in item.items() if name]
    known = st.sampled_from(present).map(_asked) if present else st.nothing()
    pair = st.one_of(known, known, st.tuples(_NAME, _TEXT), st.tuples(_NAME, _NUMBER.map(json.dumps)))
    questions = draw(st.lists(st.lists(pair, min_size=1, max_size=3).map(dict), min_size=5, max_size=20))
    return documents, questions


def _asked(pair: tuple[str, Any]) -> tuple[str, str]:
    name, value = pair
    return name, value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("datastore", ["sqlite", "postgresql"])
def test_what_is_found_is_what_the_rules_say(datastore: str, tmp_path: Path) -> None:
    print_project("assets", datastore, tmp_path)
    toolchain = prepare("python", tmp_path)
    program = str(toolchain.programs[0] / "python")
    environment = {**os.environ, **toolchain.variables}
    found: set[bool] = set()
    with open_engine(datastore) as engine, engine.database() as database:

        @settings(max_examples=12, suppress_health_check=list(HealthCheck))
        @given(_questions())
        def agree(asked: tuple[list[Any], list[dict[str, str]]]) -> None:
            documents, questions = asked
            told = subprocess.run(
                [program, "-c", _PROGRAM, database.url(datastore)], input=json.dumps(asked), cwd=tmp_path,
                env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert told.returncode == 0, told.stderr
            for members, line in zip(questions, told.stdout.splitlines(), strict=True):
                wanted = [place for place, document in enumerate(documents) if holds(document, members)]
                assert json.loads(line) == wanted, (members, documents)
                found.add(bool(wanted))

        agree()
    assert found == {True, False}
