"""What every printer of tests needs: rows, paths, headers and requests of one group's operations."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.table import Table
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment
from tools.packs.languages.typescript.literals import key, literal, member, record, template, text
from tools.packs.testing.catalog import Catalog, Maker, actor, can_be_tested

APPLICATION = "tests/support/application.ts"
CLIENT = "tests/support/client.ts"
ACTORS = "tests/support/actors.ts"
FACTORIES = "tests/support/factories.ts"

ANY_VERSION = "'If-Match': '*'"


class ResourcePrinter:
    """Prints tests of one group; every test gets the client and the actors."""

    def __init__(self, plan: RenderPlan, group: Group, catalog: Catalog, imports: Imports) -> None:
        self.plan = plan
        self.group = group
        self.catalog = catalog
        self.imports = imports
        self.maker: Maker | None = catalog.makers.get(group.table or "")

    def operation(self, intent: str) -> OperationPlan | None:
        """The operation of the group that an actor may call; None where there is none."""
        found = (item for item in self.group.operations if item.intent == intent)
        return next((item for item in found if can_be_tested(self.plan, item)), None)

    def test(self, name: str, *lines: str) -> str:
        """One test; lines without a margin get one."""
        self.imports.add("vitest", "expect")
        self.imports.add(APPLICATION, "test")
        head = f"test({text(name)}, async ({{ client, actors }}) => {{"
        body = (line if line.startswith(" ") else f"{INDENT}{line}" for line in lines)
        return "\n".join([head, *body, "});"])

    def make(self, table: Table) -> str:
        """The call that makes a row."""
        return f"await {self.imports.name(FACTORIES, factory_name(table))}(client, actors)"

    def path(self, operation: OperationPlan, row: str = "made") -> str:
        """The path of the operation, on that row, as source."""
        path = f"{self.plan.api.prefix}{operation.path}"
        if not operation.path_fields:
            return text(path)
        shown = template(path)
        for field in operation.path_fields:
            shown = shown.replace(f"{{{field.wire}}}", f"${{{row}{member(field.wire)}}}")
        return f"{self.imports.name(CLIENT, 'path')}`{shown}`"

    def caller(self, operation: OperationPlan, caller: str | None = None) -> str:
        """The headers of the caller."""
        return f"actors.{caller or actor(self.plan, operation)}"

    def headers(self, operation: OperationPlan, *more: str, caller: str | None = None) -> str:
        """The member with the headers of the caller; `more` are members of an object, or another one behind `...`."""
        found = self.caller(operation, caller)
        return f"headers: {{ ...{found}, {', '.join(more)} }}" if more else f"headers: {found}"

    def unconditional(self, operation: OperationPlan, caller: str | None = None) -> str:
        """The headers of a caller who takes any version of the row."""
        return self.headers(operation, *((ANY_VERSION,) if operation.if_match else ()), caller=caller)

    def key(self, table: Table) -> str:
        """Name on the wire of the table's key."""
        return self.wire(table, table.primary_key[0])

    def wire(self, table: Table, column: str) -> str:
        """Name on the wire of a column."""
        name = table.column(column).name
        return name.camel if self.plan.api.casing == "camel" else name.snake

    @staticmethod
    def request(name: str, method: str, path: str, *options: str, level: int = 1) -> list[str]:
        """The statement that asks."""
        return assignment(name, asked(method, path, *options), level)

    def refused(self, answer: str, code: str) -> str:
        """The assertion that a standard error is answered, by its status."""
        return f"expect({answer}.status).toBe({self.plan.status(code)});"


def asked(method: str, path: str, *options: str) -> str:
    """The expression that asks, and awaits the answer; options are members of an object."""
    given = f", {{ {', '.join(options)} }}" if options else ""
    return f"await client.{method}({path}{given})"


def pairs(values: dict[str, object]) -> list[str]:
    """Members of an object literal."""
    return [f"{key(name)}: {literal(value)}" for name, value in values.items()]


def entry(name: str, value: str) -> str:
    """A member of an object literal, short where its value has the same name."""
    return record([(key(name), value)]).removeprefix("{ ").removesuffix(" }")


def factory_name(table: Table) -> str:
    """The function that makes a row of the table."""
    return f"make{table.name.type.rstrip('_')}"
