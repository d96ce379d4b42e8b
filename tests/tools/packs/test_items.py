"""Lists of objects as printed: a class for each kind, and errors that tell the place."""

import pytest

from tests.tools.blueprint.lower.test_listed_objects import FOUND, MADE
from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.code_generator import generate


def _files(changes: dict[str, str] | None = None) -> dict[str, str]:
    plan = changed_plan("market", changes) if changes else plan_of("market")
    return {artifact.path: artifact.content for artifact in generate(plan)}


@pytest.fixture(scope="module")
def market() -> dict[str, str]:
    return _files()


def test_the_objects_are_read_by_a_class_of_their_own(market: dict[str, str]) -> None:
    schemas = market["app/schemas/orders.py"]
    assert schemas.index("class PlaceOrderLinesItem(Body):") < schemas.index("class PlaceOrderRequest(Body):")
    assert "    lines: Annotated[list[PlaceOrderLinesItem], Field(max_length=50)]\n" in schemas
    assert "    gift: bool = ABSENT\n" in schemas


def test_errors_tell_where_in_the_list(market: dict[str, str]) -> None:
    service = market["app/services/orders.py"]
    assert (
        '        with inside("lines", place):\n            require_references(missing, {"product_id": "/productId"})\n'
        in service
    )
    assert '        with inside("lines", place), refusing(INSERT_ORDER_LINE_FOR_PLACE_ORDER_REFUSALS):\n' in service
    assert 'values=line.values(("product_id", "quantity", "remark"))' in service


def test_a_place_that_nobody_asks_for_is_counted_for_errors_alone() -> None:
    steps = "        steps:\n          - {find: Product, as: product, "
    changes = {
        f"        at: place\n{steps}{FOUND}{MADE}": f"{steps}{FOUND}{MADE}",
        "order_id: order.id, place: place, price": "order_id: order.id, place: '0', price",
    }
    service = _files(changes)["app/services/orders.py"]
    assert "    for place_of_line, line in enumerate(data.lines):\n" in service
    assert 'with inside("lines", place_of_line):' in service
