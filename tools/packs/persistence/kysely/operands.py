"""Operands of store expressions: what is known of each, and two of them beside an operator."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tools.blueprint.plan.expr import Argument, Call, Expr, Literal, Related
from tools.blueprint.plan.values import ValueType

ORDERS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
TURNED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}
ARITHMETIC = {"add": "+", "sub": "-", "mul": "*"}
OF_STORES = {
    "contains": "sqlContains", "starts_with": "sqlStartsWith", "ends_with": "sqlEndsWith", "lower": "sqlLower",
    "div": "sqlDiv", "mod": "sqlMod",
}  # fmt: skip
"""What each store spells in its own way: `src/core/functions.ts` has them."""
HOST = {
    "now": ("src/core/clock.ts", "now"),
    "today": ("src/core/clock.ts", "today"),
    "new_uuid": ("src/core/ids.ts", "newId"),
    "random_uuid": ("node:crypto", "randomUUID"),
}
"""What is computed before the store is asked."""
UNSURE = frozenset({*ORDERS, "contains", "starts_with", "ends_with", "in", "if"})
"""Conditions that a store leaves unknown where a value is null."""
COMPOUND = frozenset({*TURNED, *ARITHMETIC, "contains", "in", "is_null", "neg", "not", "not_null", "starts_with"})
"""What takes brackets as an operand."""
_TEXTS = re.compile(r"'(?:[^'\\]|\\.)*'")
_BUILDER = re.compile(r"\beb\b")
_INT32 = 2**31
WIDTHS = {"int32": 0, "int64": 1, "float": 2}
"""Numbers that fit into those behind them."""
BOOL = ValueType("bool")


@dataclass(frozen=True)
class Binary:
    """Two operands and what stands between them; the left one may be a reference in quotes."""

    left: str
    operator: str
    """Empty where the left one is all of it."""
    right: str

    @property
    def printed(self) -> str:
        """The expression."""
        return f"eb({self.left}, '{self.operator}', {self.right})" if self.operator else self.left

    @property
    def builds(self) -> bool:
        """Whether it needs the builder."""
        return builds(self.left) or builds(self.right)


def builds(printed: str) -> bool:
    """Whether it uses the builder."""
    return _BUILDER.search(_TEXTS.sub("''", printed)) is not None


def is_given(expr: Expr) -> bool:
    """Whether the value is known before the store is asked."""
    return isinstance(expr, Literal | Argument) or (isinstance(expr, Call) and expr.function in HOST)


def is_test(expr: Expr) -> bool:
    """Whether it is true or false whatever is null; a choice between values is null where the chosen one is."""
    if isinstance(expr, Related):
        return expr.function == "exists"
    return isinstance(expr, Call) and expr.type.kind == "bool" and expr.function != "if"


def is_bool(expr: Expr) -> bool:
    """Whether the value is true, false or null."""
    return expr.type is not None and expr.type.kind == "bool"


def is_number(expr: Expr) -> bool:
    """Whether it is an exact constant."""
    return isinstance(expr, Literal) and isinstance(expr.value, int | Decimal) and not isinstance(expr.value, bool)


def fits(constant: Literal, kind: ValueType) -> bool:
    """Whether a column of this type may be compared with the constant as it is."""
    match constant.value:
        case None:
            return True
        case bool():
            return kind.kind == "bool"
        case int() as whole:
            return kind.kind in ("int64", "float", "decimal") or (kind.kind == "int32" and abs(whole) < _INT32)
        case Decimal():
            return kind.kind == "decimal"
        case float():
            return kind.kind == "float"
    return kind.kind not in (*WIDTHS, "decimal", "bool")
