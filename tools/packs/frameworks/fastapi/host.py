"""Prints host expressions: values that are computed before the store is asked."""

import keyword
from dataclasses import dataclass

from tools.blueprint.plan.expr import BoundValue, Call, Expr, InputValue, Literal, ViewerValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.literals import literal

TAKEN = frozenset(
    {"accepts_json", "asked", "auth_rate_limit", "authenticated", "cases", "changes", "clock", "data", "done",
     "each_once", "etag", "found", "ge", "gt", "hash_password", "if_match", "is_unchanged", "json_body",
     "json_response", "le", "lt", "missing", "new_id", "no_content", "no_query", "not_modified", "ordered",
     "passwords", "perform", "query", "quote", "rate_limit", "refusing", "request", "require_match",
     "require_references", "router", "service", "session", "sessions", "settings", "signed_in", "store", "tag",
     "unless_kept", "viewer", "work"}
)  # fmt: skip
"""Names that routes and services use for themselves."""

_BUILT_IN = frozenset({"bool", "bytes", "date", "datetime", "dict", "float", "int", "len", "list", "str", "tuple"})


_OPERATORS = {"add": "+", "sub": "-", "mul": "*", "div": "/", "mod": "%"}
_ORDERS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def local(name: str) -> str:
    """A local variable or a function for a name of the Blueprint, clear of keywords, imports and repositories."""
    taken = name in TAKEN or name in _BUILT_IN or name.endswith("_store") or name.startswith("only_")
    return f"{name}_" if taken or keyword.iskeyword(name) else name


def bound(operation: OperationPlan, bind: str) -> str:
    """The local variable of a bound value: no path parameter of the operation has its name."""
    name = local(bind)
    return f"{name}_row" if name in {local(field.name.attr) for field in operation.path_fields} else name


def function_name(operation: OperationPlan) -> str:
    """The function of an operation, in its route and in its service."""
    return local(operation.name.snake)


@dataclass
class HostExpressions:
    """Prints expressions inside one operation's function."""

    plan: RenderPlan
    operation: OperationPlan
    imports: Imports
    binds: dict[str, str]
    """Bound name → logical table name, for rows."""

    def print(self, expr: Expr) -> str:
        """The expression as Python source."""
        match expr:
            case Literal(value):
                return literal(value)
            case InputValue(name):
                return self._input(name)
            case BoundValue(bind, column):
                return self._bound(bind, column)
            case ViewerValue(column):
                assert self.plan.auth is not None
                return f"viewer.{self.plan.table(self.plan.auth.account).column(column).name.attr}"
            case Call(function, args):
                return self._call(function, args)
        raise TypeError(f"{type(expr).__name__} is no host expression")

    def _input(self, name: str) -> str:
        for field in self.operation.path_fields:
            if field.name.snake == name:
                return local(field.name.attr)
        for field in self.operation.query:
            if field.name.snake == name:
                return f"query.{field.name.attr}"
        assert self.operation.body is not None
        field = next(field for field in self.operation.body.fields if field.name.snake == name)
        return f"data.{field.name.attr}"

    def _bound(self, bind: str, column: str | None) -> str:
        if column is None or bind not in self.binds:
            return bound(self.operation, bind)
        return f"{bound(self.operation, bind)}.{self.plan.table(self.binds[bind]).column(column).name.attr}"

    def _call(self, function: str, args: tuple[Expr, ...]) -> str:
        texts = [self._operand(arg) for arg in args]
        if function in ("and", "or"):
            return f" {function} ".join(texts)
        if function in _OPERATORS:
            return f"{texts[0]} {_OPERATORS[function]} {texts[1]}"
        if function in _ORDERS:
            return self._order(function, texts)
        match function:
            case "not":
                return f"not {texts[0]}"
            case "eq" | "ne":
                sign = "==" if function == "eq" else "!="
                return f"{texts[0]} {sign} {texts[1]}"
            case "is_null":
                return f"{texts[0]} is None"
            case "not_null":
                return f"{texts[0]} is not None"
            case "in":
                return f"{texts[0]} in {texts[1]}"
            case "neg":
                return f"-{texts[0]}"
            case "size":
                return f"len({texts[0]})"
            case "contains":
                return f"{texts[1]} in {texts[0]}"
            case "starts_with":
                return f"{texts[0]}.startswith({texts[1]})"
            case "ends_with":
                return f"{texts[0]}.endswith({texts[1]})"
            case "lower":
                return f"{texts[0]}.lower()"
            case "now" | "today":
                self.imports.add("app.core", "clock")
                return "clock.now()" if function == "now" else "clock.now().date()"
            case "new_uuid":
                return f"{self.imports.name('app.core.ids', 'new_id')}()"
            case "if":
                return f"{texts[1]} if {texts[0]} else {texts[2]}"
        raise ValueError(f"{function} is no function of the host")

    def _order(self, function: str, texts: list[str]) -> str:
        """An ordering comparison with a null is false."""
        compare = self.imports.name("app.core.comparing", "ordered")
        operator = self.imports.name("operator", function)
        return f"{compare}({operator}, {texts[0]}, {texts[1]})"

    def _operand(self, expr: Expr) -> str:
        text = self.print(expr)
        compound = isinstance(expr, Call) and (" " in text and not text.endswith(")"))
        return f"({text})" if compound else text
