"""Spans of time that analytics group by."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import AggregateRows, Bucket
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack
from tools.validators.conformance.scoping import read_of


def _measuring(**step: Any) -> OperationPlan:
    data = yaml.safe_load((BLUEPRINTS / "crm.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item["name"] == "measure_pipeline")
    operation["steps"] = [{"aggregate": "Deal", "as": "result", "measures": {"deals": "count()"}, **step}]
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    return next(item for item in plan.operations if item.name.snake == "measure_pipeline")


def _call(operation: OperationPlan) -> AggregateRows:
    call = read_of(operation)
    assert isinstance(call, AggregateRows)
    return call


def test_callers_choose_among_columns_and_buckets() -> None:
    operation = _measuring(group_by=["rep"], buckets={"by_week": "week(expected_on)", "closed": "hour(closed_at)"})
    found = Bucket("by_week", "week", "expected_on"), Bucket("closed", "hour", "closed_at")
    assert _call(operation).buckets == found
    (chosen,) = (field for field in operation.query if field.name.snake == "group_by")
    assert chosen.type.values == ("repId", "byWeek", "closed")


@pytest.mark.parametrize("step", [{"buckets": {"week": "week(expected_on)"}, "by": "week"}, {"by": "rep"}])
def test_a_group_that_is_fixed_leaves_no_choice(step: dict[str, Any]) -> None:
    operation = _measuring(**step)
    assert _call(operation).by == {"week": "week", "rep": "rep_id"}[step["by"]]
    assert not [field for field in operation.query if field.name.snake == "group_by"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"buckets": {"a": "decade(expected_on)"}}, "no span of time"),
        ({"buckets": {"a": "day(expected_on)\n"}}, "no span of time"),
        ({"buckets": {"a": "hour(expected_on)"}}, "no `expected_on` for hour"),
        ({"buckets": {"a": "day(amount)"}}, "no `amount` for day"),
        ({"buckets": {"a": "day(nothing)"}}, "no `nothing` for day"),
        ({"buckets": {"stage": "day(expected_on)"}, "group_by": ["stage"]}, "`stage` is a bucket, and a column"),
        ({"buckets": {"a": "day(expected_on)"}, "by": "b"}, "no `b` to group by"),
        ({"buckets": {"a": "day(expected_on)", "b": "day(closed_at)"}, "by": "a"}, "nothing else can be chosen"),
        ({"group_by": ["stage"], "by": "rep"}, "nothing else can be chosen"),
    ],
)
def test_what_cannot_be_grouped_by_is_said(step: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        _measuring(**step)
    assert raised.value.path == "operations.measure_pipeline"
    assert raised.value.hint
