"""What a Blueprint says of a route stands in place of the standard operation there."""

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.expand import expand
from tools.blueprint.expand.routes import route_of


def test_an_operation_of_ones_own_stands_for_the_standard_one_of_its_route() -> None:
    operations = {item.name: item for item in expand(load((BLUEPRINTS / "kanban.yaml").read_bytes())).operations}
    assert route_of(operations["add_member"]) == ("PUT", "/boards/{}/members/{}")
    assert "link_board_member" not in operations
    assert "delete_board" in operations
