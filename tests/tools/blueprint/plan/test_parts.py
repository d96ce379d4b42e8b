"""Parts of a plan, however deep they stand."""

from tools.blueprint.plan.expr import BoundValue, Call, InputValue, Literal
from tools.blueprint.plan.operation import Assign, Branch
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.values import ValueType

INT, BOOL = ValueType("int32"), ValueType("bool")
SENT, KEPT = InputValue("sent", INT), BoundValue("kept", None, INT)
SUM = Call("add", (SENT, Call("neg", (KEPT,), INT)), INT)
NODE = Branch(Call("eq", (KEPT, Literal(1, INT)), BOOL), (Assign("sum", SUM),), ())


def test_parts_come_in_the_order_in_which_they_stand() -> None:
    assert list(parts_of((NODE, SENT), InputValue)) == [SENT, SENT]
    assert [part.function for part in parts_of(NODE, Call)] == ["eq", "add", "neg"]


def test_an_item_is_a_part_of_itself() -> None:
    assert list(parts_of(SENT, InputValue)) == [SENT]
