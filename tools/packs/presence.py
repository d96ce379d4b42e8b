"""Which host values of an operation may be missing, whatever language prints them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tools.blueprint.plan.expr import BoundValue, Expr, InputValue, ViewerValue
from tools.blueprint.plan.nullness import may_be_null
from tools.blueprint.plan.operation import Assign, Compute, OperationPlan, every, items_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.values import Member, ValueType


@dataclass
class Presence:
    """What the names of one operation stand for, and whether their values may be missing."""

    plan: RenderPlan
    operation: OperationPlan
    rows: Mapping[str, str]
    """Bound name of each row → its table."""

    @cached_property
    def replies(self) -> dict[str, dict[str, Field]]:
        """Values of answers from outside, by what they are called."""
        found = {}
        for ask in self.operation.asks:
            if ask.bind is not None:
                fields = self.plan.port(ask.port).call(ask.call).reply.fields
                found[ask.bind] = {field.name.snake: field for field in fields}
        return found

    @cached_property
    def items(self) -> dict[str, ValueType]:
        """Objects of lists, by what loops call the one at hand."""
        return items_of(self.operation.nodes)

    def members(self, bind: str) -> dict[str, Member]:
        """The members of an object of a list."""
        return {member.name.snake: member for member in self.items[bind].members}

    def is_nullable(self, expr: Expr) -> bool:
        """Whether the value may be missing."""
        return may_be_null(expr, self._may_be_missing)

    def _may_be_missing(self, leaf: Expr) -> bool:
        match leaf:
            case InputValue(name):
                return self._is_optional(name)
            case BoundValue(bind, str(column)) if bind in self.replies:
                return self.replies[bind][column].nullable
            case BoundValue(bind, str(column)) if bind in self.items:
                return may_lack(self.members(bind)[column])
            case BoundValue(bind, str(column)) if bind in self.rows:
                return self.plan.table(self.rows[bind]).column(column).nullable
            case BoundValue(bind, None):
                named = self._lets.get(bind)
                return self._computed.get(bind, False) or (named is not None and self.is_nullable(named))
            case ViewerValue(column, nullable=absent):
                assert self.plan.auth is not None
                return absent or self.plan.table(self.plan.auth.account).column(column).nullable
        return False

    @cached_property
    def _lets(self) -> Mapping[str, Expr]:
        return {node.bind: node.value for node in every(self.operation.nodes) if isinstance(node, Assign)}

    @cached_property
    def _computed(self) -> Mapping[str, bool]:
        """Values that the store computes, and whether they may be missing."""
        computing = (node for node in every(self.operation.nodes) if isinstance(node, Compute))
        return {item.name: item.nullable for node in computing for item in node.call.values}

    def _is_optional(self, name: str) -> bool:
        body = self.operation.body.fields if self.operation.body is not None else ()
        found = [field for field in (*self.operation.query, *body) if field.name.snake == name]
        return any(map(may_lack, found))


def may_lack(field: Member) -> bool:
    """Whether a value that was sent, or not, may be missing."""
    return field.nullable or (not field.required and field.default is None)
