"""Guards: which check stands before each operation, and the module that defines them."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.imports import Imports, export_order
from tools.packs.languages.python.layout import assignment, module
from tools.packs.languages.python.literals import text
from tools.packs.roles import only


def limits(plan: RenderPlan) -> bool:
    """Whether requests are counted at all."""
    return any(table.name.snake == "rate_limit_counter" for table in plan.tables)


def guard_name(plan: RenderPlan, operation: OperationPlan) -> str | None:
    """The dependency that decides whether a caller may go on; None when everybody may, uncounted."""
    if operation.access.optional:
        return "maybe_signed_in"
    if operation.access.public:
        if not limits(plan):
            return None
        return "auth_rate_limit" if operation.sensitive_rate else "rate_limit"
    roles = operation.access.roles
    if roles and not operation.access.owner:
        return only(plan, roles)
    return "signed_in"


def dependencies_module(plan: RenderPlan) -> str:
    """`app/api/dependencies.py`."""
    imports = Imports()
    imports.add("typing", "Annotated")
    imports.add("fastapi", "Depends", "Request")
    imports.add("app.core.config", "Settings")
    imports.add("app.core.database", "Database")
    names = {name for operation in plan.operations if (name := guard_name(plan, operation)) is not None}
    if any(item.present is not None and item.present.unrestricted for item in plan.operations):
        names.add("signed_in")
    exported = {"Configuration", "Store"} | names
    if names & {"rate_limit", "auth_rate_limit"}:
        imports.add("app.core.rate_limit", *sorted(names & {"rate_limit", "auth_rate_limit"}))
    for name in sorted(names & {"maybe_signed_in", "signed_in"}):
        imports.add("app.security.guards", name)
    guards = {}
    for operation in plan.operations:
        name = guard_name(plan, operation)
        if name is not None and name.startswith("only_"):
            guards[name] = f"{name} = roles({', '.join(text(role) for role in operation.access.roles)})"
            imports.add("app.security.roles", "roles")
    if plan.ports:
        imports.add("app.core.outside", "Ports")
        exported.add("Outside")
    constants = [
        "Store = Annotated[Database, Depends(_database)]",
        "Configuration = Annotated[Settings, Depends(_settings)]",
        *(["Outside = Annotated[Ports, Depends(_ports)]"] if plan.ports else []),
        *(guards[name] for name in sorted(guards)),
    ]
    listed = "\n".join(
        assignment("__all__", f"[{', '.join(text(name) for name in sorted(exported, key=export_order))}]")
    )
    return module(
        "What the routes ask for.",
        imports.render(),
        listed,
        *_ACCESSORS[: 3 if plan.ports else 2],
        "\n".join(constants),
    )


_ACCESSORS = (
    """async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database""",
    """async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings""",
    """async def _ports(request: Request) -> Ports:
    ports: Ports = request.app.state.ports
    return ports""",
)
