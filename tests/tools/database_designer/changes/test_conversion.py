"""Values that get another type, on the real engines: the same value, or a refusal that leaves all as it was."""

from typing import Any

import pytest

from tests.tools.database_designer.changes.trials import Trial
from tests.tools.database_designer.plans import DATASTORES, plan_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import change, sql_dialect
from tools.errors import CheckFailed
from tools.validators.engines.engine import Engine

Data = dict[str, Any]


@pytest.fixture(params=DATASTORES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


INT32, INT64, TEXT, DAY = {"type": "int32"}, {"type": "int64"}, {"type": "text"}, {"type": "date"}
STRING, MOMENT, FLAG, REAL = {"type": "string"}, {"type": "datetime"}, {"type": "bool"}, {"type": "float"}
ENUM = {"type": "enum", "values": ["x", "it's"]}


def decimal(precision: int, scale: int) -> Data:
    return {"type": "decimal", "precision": precision, "scale": scale}


KEPT: list[tuple[Data, object, Data, object]] = [
    (INT32, -7, INT64, -7),
    (INT64, 7, INT32, 7),
    (INT32, -7, decimal(12, 2), "-7.00"),
    (decimal(8, 2), "-0.50", decimal(12, 4), "-0.5000"),
    (decimal(8, 4), "-1.5000", decimal(8, 2), "-1.50"),
    (decimal(8, 2), "12.00", INT32, 12),
    (decimal(8, 2), "-0.05", STRING, "-0.05"),
    (decimal(8, 0), "-12", TEXT, "-12"),
    (decimal(18, 18), "0.000000000000000001", STRING, "0.000000000000000001"),
    (INT64, -(2**53) + 1, STRING, "-9007199254740991"),
    (REAL, 0.1, STRING, "0.1"),
    (FLAG, True, STRING, "true"),
    (FLAG, False, TEXT, "false"),
    ({"type": "uuid"}, "0196f5a0-0000-7000-8000-000000000001", STRING, "0196f5a0-0000-7000-8000-000000000001"),
    (DAY, "0099-02-28", STRING, "0099-02-28"),
    (DAY, "2026-02-28", MOMENT, "2026-02-28T00:00:00.000Z"),
    (MOMENT, "2026-02-28T23:59:59.120Z", TEXT, "2026-02-28T23:59:59.120Z"),
    (STRING, "it's \\", TEXT, "it's \\"),
    (TEXT, "a", {"type": "string", "max_length": 1}, "a"),
    (ENUM, "it's", STRING, "it's"),
    (STRING, "it's", ENUM, "it's"),
    ({"type": "array", "items": "string"}, ["a"], {"type": "json"}, ["a"]),
]
REFUSED: list[tuple[Data, object, Data]] = [
    (INT64, 2**40, INT32),
    (decimal(8, 2), "1.25", decimal(8, 1)),
    (decimal(8, 2), "1.25", INT32),
    (decimal(18, 0), "12345678901", decimal(10, 0)),
    (TEXT, "ab", {"type": "string", "max_length": 1}),
    (STRING, "y", ENUM),
    (STRING, "a", {"type": "string", "min_length": 2}),
    (INT32, 5, {"type": "int32", "maximum": 4}),
    ({"type": "array", "items": "string"}, ["a", "b"], {"type": "array", "items": "string", "max_items": 1}),
]
LOST: list[tuple[Data, Data]] = [
    (STRING, INT32),
    (REAL, decimal(8, 2)),
    (INT32, FLAG),
    (MOMENT, DAY),
    ({"type": "binary", "max_length": 3}, STRING),
    ({"type": "uuid"}, {"type": "string", "max_length": 35}),
    ({"type": "json"}, {"type": "array", "items": "string"}),
    ({"type": "array", "items": "string"}, {"type": "array", "items": "int32"}),
]


def thing(engine: Engine, *kinds: Data) -> RenderPlan:
    """A table with the columns v0, v1 and so on."""
    attributes = [{"name": f"v{number}", **kind} for number, kind in enumerate(kinds)]
    return plan_of({"entities": [{"name": "Thing", "attributes": attributes, "timestamps": False}]}, engine.id)


def literals(plan: RenderPlan, *values: object) -> list[str]:
    columns = [plan.table("thing").column(f"v{number}") for number in range(len(values))]
    return [sql_dialect(plan).value(value, column.type) for column, value in zip(columns, values, strict=True)]


def filled(plan: RenderPlan, *values: object) -> str:
    """A row with the values and one of nulls."""
    key = "0196f5a0-0000-7000-8000-00000000000"
    shown = ", ".join(literals(plan, *values))
    nulls = ", NULL" * len(values)
    return f"INSERT INTO things VALUES ('{key}1', {shown}), ('{key}2'{nulls})"


def test_values_are_the_same_in_the_other_type(engine: Engine) -> None:
    before, values, after, wanted = zip(*KEPT, strict=True)
    old, new = thing(engine, *before), thing(engine, *after)
    found = change(old, new)
    assert found.losses == ()
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.run(new, [filled(old, *values), *found.up])
        equal = ", ".join(f"count(*) FILTER (WHERE v{n} = {value})" for n, value in enumerate(literals(new, *wanted)))
        nulls = ", ".join(f"count(*) - count(v{n})" for n in range(len(KEPT)))
        told, empty = trial.ask(f"SELECT {equal} FROM things", f"SELECT {nulls} FROM things")
        assert [KEPT[number] for number, count in enumerate(told) if count != "1"] == []
        assert set(empty) == {"1"}


def test_a_definition_that_stays_may_count_other_units(engine: Engine) -> None:
    old, new = thing(engine, decimal(8, 4)), thing(engine, decimal(8, 2))
    found = change(old, new)
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.run(new, [filled(old, "1.5000"), *found.up])
        shown = {way: literals(plan, "1.5")[0] for way, plan in (("down", old), ("up", new))}
        assert trial.ask(f"SELECT count(*) FROM things WHERE v0 = {shown['up']}") == [["1"]]
        trial.run(old, found.down)
        assert trial.ask(f"SELECT count(*) FROM things WHERE v0 = {shown['down']}") == [["1"]]


def test_values_that_do_not_fit_stop_the_change(engine: Engine) -> None:
    with engine.database() as database:
        trial = Trial(engine, database)
        for before, value, after in REFUSED:
            old, new = thing(engine, before), thing(engine, after)
            found = change(old, new)
            assert found.losses == ()
            assert found.needs
            told = trial.make(old)
            trial.ask(filled(old, value))
            with pytest.raises(CheckFailed):
                trial.run(new, found.up)
            assert trial.told() == told
            assert trial.ask("SELECT count(*), count(v0) FROM things", "DROP TABLE things") == [["2", "1"]]


@pytest.mark.parametrize(("before", "after"), LOST)
@pytest.mark.parametrize("datastore", DATASTORES)
def test_nothing_is_guessed(datastore: str, before: Data, after: Data) -> None:
    old, new = (
        plan_of({"entities": [{"name": "Thing", "attributes": [{"name": "value", **kind}]}]}, datastore)
        for kind in (before, after)
    )
    (told,) = change(old, new).losses
    assert told.startswith(("Changing things.value from", "Making things.value anew"))
