"""What the statements of one operation's function are made of."""

from itertools import count

from tools.blueprint.names import camel
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.store import StoreCall
from tools.packs.cases import case_constants
from tools.packs.frameworks.express.host import HostExpressions, bound, bound_names
from tools.packs.frameworks.express.later import Later
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, expression
from tools.packs.languages.typescript.literals import record, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.needs import asked_binds, row_binds

VALIDATION = "src/core/validation.ts"
REFERENCES = "checkReferences"
"""The function that tells which references are missing, where that is asked after a write."""
Entries = list[tuple[str, str]]
"""Names and values of an object."""


class StatementPrinter:
    """Knows the function that is printed; constants that it needs gather in `constants`."""

    def __init__(
        self, plan: RenderPlan, operation: OperationPlan, imports: Imports, constants: dict[str, str], schemas: str
    ) -> None:
        self.plan = plan
        self.operation = operation
        self.imports = imports
        self.constants = constants
        self.host = HostExpressions(plan, operation, imports, row_binds(operation))
        self.asked = asked_binds(operation)
        self.later = Later(operation)
        self.level = 1
        self.asked_after = plan.asked_after(operation)
        self.writes = count()
        """Numbers the writes in the order in which they are printed."""
        self.outer: set[str] = set()
        """Rows whose variable gets another value in blocks inside the one where it is declared."""
        self.schemas = schemas
        self._cases = case_constants(plan)
        self.places: dict[str, tuple[str, str]] = {}
        self.made = {*self.host.path_names, *map(self.host.variable, bound_names(operation))}
        self.last: tuple[list[str], str, str] = ([], "", "")

    @property
    def margin(self) -> str:
        """The indent of the statement at hand."""
        return INDENT * self.level

    def fresh(self, name: str) -> str:
        """A variable that the function has not declared yet."""
        found = next(
            item for item in (name, *(f"{name}{number}" for number in range(2, 1000))) if item not in self.made
        )
        self.made.add(found)
        return found

    def bind(self, name: str, value: str) -> list[str]:
        """Declares a constant."""
        lines = assignment(name, value, self.level)
        self.last = (lines, name, value) if self.level == 1 else self.last
        return lines

    def statement(self, value: str) -> list[str]:
        """An expression as a statement."""
        return expression(value, self.level, ";")

    def case(self, case: ErrorCase) -> str:
        """The constant of an error."""
        self.imports.module("src/core/cases.ts", "cases")
        return f"cases.{self._cases[case]}"

    def refuse(self, condition: str, case: ErrorCase) -> list[str]:
        """Ends the operation where the condition holds."""
        return [f"{self.margin}if ({condition}) {{", self.thrown(case), f"{self.margin}}}"]

    def thrown(self, case: ErrorCase) -> str:
        """The statement that ends the operation."""
        self.imports.add("src/core/errors.ts", "Problem")
        return f"{self.margin}{INDENT}throw new Problem({self.case(case)});"

    def call(self, call: StoreCall, extra: Entries | None = None) -> str:
        """A call of the store."""
        entries = [(parameter(item.name), self.host.print(item.value, item.type)) for item in call.parameters]
        entries += extra or []
        self.host.used.add("session")
        given = ["session", *([record(entries)] if entries else [])]
        return f"await {self.store(call)}.{camel(call.name)}({', '.join(given)})"

    def store(self, call: StoreCall) -> str:
        """The module of the store's functions for a table, imported."""
        name = self.plan.table(call.table).name
        alias = f"{name.camel}Store"
        self.imports.module(f"src/repositories/{module_file(name)}.ts", alias)
        return alias

    def sender(self, source: BoundValue | None) -> str:
        """The object that a step takes values from."""
        if source is not None:
            return self.host.variable(source.bind)
        self.host.used.add("data")
        return "data"

    def told_inside(self, source: BoundValue) -> str:
        """Where errors tell of an item's members: the first argument of `inside`."""
        self.imports.add(VALIDATION, "inside")
        wire, place = self.places[source.bind]
        return f"[{text(wire)}, {place}]"

    def outlive(self, bind: str) -> list[str]:
        """A variable for a row, which blocks inside this one may give another value."""
        name = self.fresh(f"latest{bound(self.operation, bind)[:1].upper()}{bound(self.operation, bind)[1:]}")
        lines = assignment(name, self.host.variable(bind), self.level, "let ")
        self.host.variables[bind] = name
        self.outer.add(bind)
        return lines
