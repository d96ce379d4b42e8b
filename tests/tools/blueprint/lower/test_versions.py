"""Whoever changes a row tells its version, and is told of a stale one before the row's state is looked at."""

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.operation import Fetch, Guard, MatchVersion, ShowRows, WriteSet


def test_the_version_is_matched_right_after_the_row_was_found() -> None:
    operation = next(item for item in plan_of("crm").operations if item.name.snake == "win_deal")
    assert [type(node) for node in operation.nodes] == [Fetch, MatchVersion, Guard, WriteSet, ShowRows]
