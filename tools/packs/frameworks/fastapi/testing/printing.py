"""What every printer of tests needs: rows, paths, headers and requests of one group's operations."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed
from tools.packs.languages.python.literals import text
from tools.packs.testing.catalog import Catalog, Maker, actor, can_be_tested

ANY_VERSION = '{"If-Match": "*"}'


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
        self.imports.add("httpx", "AsyncClient")
        self.imports.add("tests.actors", "Actors")
        head = f"async def test_{name}(client: AsyncClient, actors: Actors) -> None:"
        return "\n".join([head, *(line if line.startswith(" ") else f"{INDENT}{line}" for line in lines)])

    def make(self, table: Table) -> str:
        """The call that makes a row."""
        factory = f"make_{table.name.snake}"
        self.imports.add("tests.factories", factory)
        return f"await {factory}(client, actors)"

    def path(self, operation: OperationPlan, row: str = "made") -> str:
        """The path of the operation, on that row, as source."""
        path = f"{self.plan.api.prefix}{operation.path}"
        for field in operation.path_fields:
            path = path.replace(f"{{{field.wire}}}", f"{{{row}['{field.wire}']}}")
        return f'f"{path}"' if operation.path_fields else text(path)

    def headers(self, operation: OperationPlan, more: str = "", caller: str | None = None) -> str:
        """The argument with the headers of the caller."""
        headers = f"actors.{caller or actor(self.plan, operation)}"
        return f"headers={headers} | {more}" if more else f"headers={headers}"

    def unconditional(self, operation: OperationPlan, caller: str | None = None) -> str:
        """The headers of a caller who takes any version of the row."""
        return self.headers(operation, ANY_VERSION if operation.if_match else "", caller)

    def key(self, table: Table) -> str:
        """Name on the wire of the table's key."""
        return self.wire(table, table.primary_key[0])

    def wire(self, table: Table, column: str) -> str:
        """Name on the wire of a column."""
        name = table.column(column).name
        return name.camel if self.plan.api.casing == "camel" else name.snake

    @staticmethod
    def request(name: str, method: str, items: list[str], level: int = 1) -> list[str]:
        """The statement that asks."""
        return bracketed(f"{name} = await client.{method}(", items, ")", level)
