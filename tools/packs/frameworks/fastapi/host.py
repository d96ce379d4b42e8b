"""Prints host expressions: values that are computed before the store is asked."""

import keyword
from dataclasses import dataclass
from functools import cached_property

from tools.blueprint.plan.expr import BoundValue, Call, Expr, InputValue, Literal, ViewerValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH, folded, headed, split
from tools.packs.languages.python.typed import typed
from tools.packs.presence import Presence

TAKEN = frozenset(
    {"accepts_json", "answering", "asked", "auth_rate_limit", "authenticated", "both", "cases", "changes", "clock",
     "computed", "data", "digest_of", "done", "each_once", "emit", "etag", "found", "hash_password", "if_match",
     "is_unchanged", "json_body", "json_response", "kinds", "lowered", "maybe_signed_in", "missing", "new_id",
     "no_content", "no_query", "not_modified", "operator", "passwords", "perform", "ports", "query", "quote",
     "quotient", "rate_limit", "refusing", "remainder", "request", "require_match", "require_references", "router",
     "service", "session", "sessions", "settings", "signed_in", "slug_of", "store", "tag", "timedelta", "transact",
     "unless_kept", "uuid4", "viewer", "work"}
)  # fmt: skip
"""Names that routes and services use for themselves."""

_BUILT_IN = frozenset({"bool", "bytes", "date", "datetime", "dict", "float", "int", "len", "list", "str", "tuple"})


_OPERATORS = {"add": "+", "sub": "-", "mul": "*"}
_ORDERS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_OPPOSITES = {
    "eq": "ne", "ne": "eq", "is_null": "not_null", "not_null": "is_null",
    "lt": "ge", "ge": "lt", "gt": "le", "le": "gt",
}  # fmt: skip
_TESTS = {"contains": "contains", "starts_with": "str.startswith", "ends_with": "str.endswith"}
_DIVISIONS = {"div": "quotient", "mod": "remainder"}


def local(name: str) -> str:
    """A local variable or a function for a name of the Blueprint, clear of keywords, imports and repositories."""
    taken = (
        name in TAKEN
        or name in _BUILT_IN
        or name.endswith(("_store", "_port"))
        or name.startswith(("changed_", "only_"))
    )
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
            case Literal(value, kind):
                return typed(value, kind, self.imports)
            case InputValue(name):
                return self._input(name)
            case BoundValue(bind, column):
                return self._bound(bind, column)
            case ViewerValue(column, nullable=absent):
                assert self.plan.auth is not None
                value = f"viewer.{self.plan.table(self.plan.auth.account).column(column).name.attr}"
                return f"{value} if viewer is not None else None" if absent else value
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
        if column is not None and bind in self._presence.items:
            return f"{bound(self.operation, bind)}.{self._presence.members(bind)[column].name.attr}"
        if column is not None and bind in self._presence.replies:
            return f"{bound(self.operation, bind)}.{self._presence.replies[bind][column].name.attr}"
        if column is None:
            return bound(self.operation, bind)
        if bind not in self.binds:
            return f"{bound(self.operation, bind)}.{column}"
        return f"{bound(self.operation, bind)}.{self.plan.table(self.binds[bind]).column(column).name.attr}"

    def unless(self, condition: Expr, level: int) -> list[str]:
        """The head of a branch that is taken when the condition does not hold."""
        opposite, whole = self._opposite(condition), self.print(condition)
        joined = isinstance(condition, Call) and condition.function in ("and", "or")
        # Parts that are joined may fit negated as a whole where the opposite of each does not.
        if opposite is not None and (not joined or _fits(opposite, level)):
            return self._head(opposite, "", opposite, level)
        return self._head(f"not ({whole})", "not ", whole, level)

    def when(self, condition: Expr, level: int) -> list[str]:
        """The head of a branch that is taken when the condition holds."""
        joined = isinstance(condition, Call) and condition.function in ("and", "or")
        text = self.print(condition)
        text = f"{self._operand(condition)} is True" if not joined and self.is_nullable(condition) else text
        return self._head(text, "", text, level)

    def _head(self, flat: str, prefix: str, inside: str, level: int) -> list[str]:
        margin = INDENT * level
        if _fits(flat, level):
            return [f"{margin}if {flat}:"]
        if prefix:
            return [f"{margin}if {prefix}(", *folded(inside, level + 1), f"{margin}):"]
        return headed("if ", inside, ":", level)

    def _opposite(self, condition: Expr) -> str | None:
        """The opposite of a condition in the language's own words; None where there are none."""
        if not isinstance(condition, Call):
            return f"not {self.print(condition)}"
        if condition.function == "not":
            return self.print(condition.args[0])
        if condition.function == "or" and isinstance(condition.args[0], Call) and condition.args[0].function == "not":
            others = [self._opposite(arg) or f"not ({self.print(arg)})" for arg in condition.args[1:]]
            first = self._truth(condition.args[0].args[0])
            return " and ".join([first, *(f"({text})" if " or " in text else text for text in others)])
        if condition.function == "in":
            return " not in ".join(map(self._operand, condition.args))
        missing = any(map(self.is_nullable, condition.args))
        if condition.function == "contains" and not missing:
            return " not in ".join(map(self._operand, reversed(condition.args)))
        if condition.function in _OPPOSITES and not (missing and condition.function in _ORDERS):
            return self._call(_OPPOSITES[condition.function], condition.args)
        text = self.print(condition)
        return None if _is_compound(text) else f"not {text}"

    def is_nullable(self, expr: Expr) -> bool:
        """Whether the value may be missing."""
        return self._presence.is_nullable(expr)

    @cached_property
    def _presence(self) -> Presence:
        return Presence(self.plan, self.operation, self.binds)

    def _call(self, function: str, args: tuple[Expr, ...]) -> str:
        """A call; operators stand without brackets around them."""
        missing = any(map(self.is_nullable, args))
        if function in ("and", "or"):
            return f" {function} ".join(map(self._truth, args))
        texts = [self._operand(arg) for arg in args]
        if function in _OPERATORS:
            return self._computed(f"operator.{function}", args) if missing else f" {_OPERATORS[function]} ".join(texts)
        if function in _ORDERS:
            return self._both(f"operator.{function}", args) if missing else f" {_ORDERS[function]} ".join(texts)
        if function in _TESTS:
            return self._test(function, args, texts, missing)
        if function in _DIVISIONS:
            return self._helped(_DIVISIONS[function], args)
        match function:
            case "not":
                # The opposites of these two may be compound, and nothing here puts brackets around them.
                compound = isinstance(args[0], Call) and args[0].function in ("or", "not")
                return (None if compound else self._opposite(args[0])) or f"not {texts[0]}"
            case "eq" | "ne":
                same, other = ("is", "is not") if any(map(_is_truth, args)) else ("==", "!=")
                return f"{texts[0]} {same if function == 'eq' else other} {texts[1]}"
            case "is_null":
                return f"{texts[0]} is None"
            case "not_null":
                return f"{texts[0]} is not None"
            case "in":
                return f"{texts[0]} in {texts[1]}"
            case "neg":
                return self._computed("operator.neg", args) if missing else f"-{texts[0]}"
            case "size" | "byte_size":
                return self._computed("len", args) if missing else f"len({self.print(args[0])})"
            case "lower":
                lowered = self.imports.name("app.core.computing", "lowered")
                return self._computed(lowered, args) if missing else f"{lowered}({self.print(args[0])})"
            case "slug":
                slug = self.imports.name("app.core.computing", "slug_of")
                return self._computed(slug, args) if missing else f"{slug}({self.print(args[0])})"
            case "digest":
                digest = self.imports.name("app.core.computing", "digest_of")
                return self._computed(digest, args) if missing else f"{digest}({self.print(args[0])})"
            case "minutes_from_now":
                self.imports.add("app.core", "clock")
                return f"clock.now() + {self.imports.name('datetime', 'timedelta')}(minutes={texts[0]})"
            case "now" | "today":
                self.imports.add("app.core", "clock")
                return "clock.now()" if function == "now" else "clock.now().date()"
            case "new_uuid":
                return f"{self.imports.name('app.core.ids', 'new_id')}()"
            case "random_uuid":
                return f"{self.imports.name('uuid', 'uuid4')}()"
            case "if":
                return f"{texts[1]} if {texts[0]} else {texts[2]}"
        raise ValueError(f"{function} is no function of the host")

    def _test(self, function: str, args: tuple[Expr, ...], texts: list[str], missing: bool) -> str:
        if missing:
            test = _TESTS[function] if "." in _TESTS[function] else f"operator.{_TESTS[function]}"
            return self._both(test, args)
        if function == "contains":
            return f"{texts[1]} in {texts[0]}"
        return f"{texts[0]}.{function.replace('_', '')}({self.print(args[1])})"

    def _both(self, compare: str, args: tuple[Expr, ...]) -> str:
        """A comparison with a missing value does not hold."""
        return self._helped("both", args, compare)

    def _computed(self, compute: str, args: tuple[Expr, ...]) -> str:
        """From a missing value comes a missing value."""
        return self._helped("computed", args, compute)

    def _helped(self, helper: str, args: tuple[Expr, ...], function: str | None = None) -> str:
        if function is not None and function.startswith("operator."):
            self.imports.module("operator")
        name = self.imports.name("app.core.computing", helper)
        items = [*([function] if function is not None else []), *map(self.print, args)]
        return f"{name}({', '.join(items)})"

    def _truth(self, expr: Expr) -> str:
        """An operand of a logical operator: a missing value is not true."""
        if self.is_nullable(expr):
            return f"({self._operand(expr)} is True)"
        text = self.print(expr)
        return f"({text})" if isinstance(expr, Call) and expr.function in ("and", "or", "if") else text

    def _operand(self, expr: Expr) -> str:
        text = self.print(expr)
        return f"({text})" if isinstance(expr, Call | ViewerValue) and _is_compound(text) else text


def _fits(flat: str, level: int) -> bool:
    return len(f"{INDENT * level}if {flat}:") <= WIDTH


def _is_truth(expr: Expr) -> bool:
    return isinstance(expr, Literal) and isinstance(expr.value, bool)


def _is_compound(text: str) -> bool:
    """Whether an operator stands outside all brackets and quotes."""
    return text.startswith("-") or len(split(text.replace(" ", ","))) > 1
