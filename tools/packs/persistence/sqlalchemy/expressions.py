"""Prints store expressions as SQLAlchemy expressions over the row of a table."""

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Condition
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.literals import literal

_OPERATORS = {
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "add": "+", "sub": "-", "mul": "*", "div": "/", "mod": "%",
}  # fmt: skip


class StoreExpressions:
    """Prints expressions over one table; `given` tells which parameters can be null."""

    def __init__(self, plan: RenderPlan, table: Table, imports: Imports) -> None:
        self._plan = plan
        self._table = table
        self._imports = imports

    def condition(self, condition: Condition) -> str:
        """One argument of `where`."""
        return self.predicate(condition.predicate)

    def predicate(self, expr: Expr) -> str:
        """A predicate at the top of `where`, where unknown counts as false."""
        if isinstance(expr, Call) and expr.function == "eq" and self._one_side_present(expr.args):
            return f"{self.print(expr.args[0])} == {self.print(expr.args[1])}"
        return self.print(expr)

    def print(self, expr: Expr) -> str:
        """Any store expression."""
        match expr:
            case Literal(value):
                return literal(value)
            case ColumnValue(column):
                return f"{self._table.name.type}.{self._table.column(column).name.attr}"
            case Argument(name):
                return parameter(name)
            case Call(function, args):
                return self._call(function, args)
        raise TypeError(f"{type(expr).__name__} is no store expression")

    def _call(self, function: str, args: tuple[Expr, ...]) -> str:
        texts = [self.print(arg) for arg in args]
        if function in _OPERATORS:
            return f"{self._operand(args[0])} {_OPERATORS[function]} {self._operand(args[1])}"
        match function:
            case "and" | "or":
                name = self._imports.name("sqlalchemy", f"{function}_")
                return f"{name}({', '.join(texts)})"
            case "not":
                return f"{self._imports.name('sqlalchemy', 'not_')}({texts[0]})"
            case "eq":
                return f"{self._wrapped(args[0])}.is_not_distinct_from({texts[1]})"
            case "ne":
                return f"{self._wrapped(args[0])}.is_distinct_from({texts[1]})"
            case "is_null":
                return f"{self._wrapped(args[0])}.is_(None)"
            case "not_null":
                return f"{self._wrapped(args[0])}.is_not(None)"
            case "in":
                return f"{self._wrapped(args[0])}.in_({texts[1]})"
            case "neg":
                return f"-{self._wrapped(args[0])}"
            case "size":
                return f"{self._imports.name('sqlalchemy', 'func')}.length({texts[0]})"
            case "lower":
                return f"{self._imports.name('sqlalchemy', 'func')}.lower({texts[0]})"
            case "contains":
                return f"{self._wrapped(args[0])}.contains({texts[1]}, autoescape=True)"
            case "starts_with":
                return f"{self._wrapped(args[0])}.startswith({texts[1]}, autoescape=True)"
            case "ends_with":
                return f"{self._wrapped(args[0])}.endswith({texts[1]}, autoescape=True)"
            case "now":
                self._imports.add("app.core", "clock")
                return "clock.now()"
            case "today":
                self._imports.add("app.core", "clock")
                return "clock.now().date()"
            case "new_uuid":
                return f"{self._imports.name('app.core.ids', 'new_id')}()"
            case "if":
                case_ = self._imports.name("sqlalchemy", "case")
                return f"{case_}(({texts[0]}, {texts[1]}), else_={texts[2]})"
        raise ValueError(f"{function} is no function of the store")

    def _operand(self, expr: Expr) -> str:
        text = self.print(expr)
        compound = isinstance(expr, Call) and expr.function in (*_OPERATORS, "neg")
        return f"({text})" if compound else text

    def _wrapped(self, expr: Expr) -> str:
        """What a method is called on: operators get parentheses, and constants become binds."""
        text = self._operand(expr)
        if isinstance(expr, Literal):
            return f"{self._imports.name('sqlalchemy', 'literal')}({text})"
        return text

    def _one_side_present(self, args: tuple[Expr, ...]) -> bool:
        """Whether plain equality will do: a side that is never null cannot equal a null."""
        for arg in args:
            if isinstance(arg, ColumnValue) and not self._table.column(arg.column).nullable:
                return True
            if isinstance(arg, Literal) and arg.value is not None:
                return True
        return False
