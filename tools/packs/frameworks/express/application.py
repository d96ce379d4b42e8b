"""Modules that follow from the plan as a whole: the application, and the command line."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.fields import const
from tools.packs.frameworks.express.host import function_name
from tools.packs.frameworks.express.routes import routes_function
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, exploded
from tools.packs.languages.typescript.literals import key, member, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.languages.typescript.naming import natural

_CORE = "src/core"
_ADMIN = "create an account with the first role; asks for the password, or reads it from standard input"


def main_context(plan: RenderPlan, *, sweeps: bool) -> dict[str, object]:
    """What the template of `src/app.ts` places."""
    imports = Imports("src/app.ts")
    imports.default("express", "express")
    imports.type("express", "Express")
    imports.add(f"{_CORE}/clock.ts", "setAhead")
    imports.add(f"{_CORE}/config.ts", "getSettings")
    imports.type(f"{_CORE}/config.ts", "Settings")
    imports.type(f"{_CORE}/context.ts", "Context")
    imports.add(f"{_CORE}/database.ts", "Database")
    imports.add(f"{_CORE}/logging.ts", "configure", "logOf")
    for name in ("handlers", "middleware"):
        imports.module(f"{_CORE}/{name}.ts", name)
    held = ["settings", "database", "log: logOf('app')"]
    if plan.ports:
        imports.module(f"{_CORE}/outside.ts", "outside")
        held.append("ports: outside.connect(settings)")
    return {
        "app_routers": "\n".join(bracketed("const routers = [", _routers(plan, imports), "];", 1)),
        "app_running": "\n".join(_running(plan, imports, sweeps=sweeps)),
        "app_context": "\n".join(bracketed("const context: Context = {", held, "};", 1)),
        "app_imports": imports.render(),
    }


def _routers(plan: RenderPlan, imports: Imports) -> list[str]:
    """Calls that make the routers, those of the groups sorted."""
    # Groups may be called like these modules, so theirs are the names that stand alone.
    for name in ("contract", "health", "metrics"):
        imports.module(f"{_CORE}/{name}.ts", name)
    found = ["health.healthRoutes(context)", "metrics.metricsRoutes()", "contract.contractRoutes()"]
    if plan.api.graphql:
        imports.module("src/graphql/route.ts", "graphql")
        found.append("graphql.graphqlRoutes(context)")
    groups = [group for group in plan.groups if group.operations]
    for group in sorted(groups, key=lambda item: natural(module_file(item.name))):
        path = f"src/api/{module_file(group.name)}.ts"
        found.append(f"{imports.name(path, routes_function(group))}(context)")
    return found


def _running(plan: RenderPlan, imports: Imports, *, sweeps: bool) -> list[str]:
    """What begins and ends with the application."""
    tasks = []
    if sweeps:
        imports.module(f"{_CORE}/housekeeping.ts", "housekeeping")
        tasks.append("housekeeping.run(database, stopping.signal)")
    if plan.events:
        imports.module("src/events/relay.ts", "relay")
        tasks.append("relay.run(database, settings, stopping.signal)")
    ends = ["await outside.close(context.ports);"] if plan.ports else []
    ends.append("await database.close();")
    before, starts = list[str](), ["start: () => undefined,"]
    if tasks:
        before = ["const stopping = new AbortController();", "const tasks: Promise<void>[] = [];"]
        starts = ["start: () => {", *(f"{INDENT}{line}" for line in bracketed("tasks.push(", tasks, ");")), "},"]
        ends = ["stopping.abort();", "await Promise.all(tasks);", *ends]
    closes = ["close: async () => {", *(f"{INDENT}{line}" for line in ends), "},"]
    members = ["app,", "context,", *starts, *closes]
    return [
        *(f"{INDENT}{line}" for line in (*before, "return {")),
        *(f"{INDENT * 2}{line}" for line in members),
        f"{INDENT}}};",
    ]


def admin_context(plan: RenderPlan) -> dict[str, object]:
    """What the template of the command line places; empty where there is no first account to make."""
    group = next((group for group in plan.groups if group.commands), None)
    if group is None:
        return {}
    bodies = [command.body for command in group.commands if command.body is not None]
    asked = {field.wire: field for body in bodies for field in body.fields if field.name.snake != "password"}
    flags = [f"{key(wire)}: {text(field.name.kebab)}" for wire, field in asked.items()]
    table = plan.table(group.commands[0].group)
    module = module_file(group.name)
    imports = Imports("src/cli.ts")
    imports.add(f"{_CORE}/commands.ts", "runCommand")
    imports.type(f"{_CORE}/commands.ts", "Commands")
    imports.add(f"{_CORE}/config.ts", "getSettings")
    imports.type(f"{_CORE}/config.ts", "Settings")
    imports.add(f"{_CORE}/database.ts", "Database")
    imports.type(f"{_CORE}/database.ts", "Session")
    imports.add(f"{_CORE}/migrations.ts", "migrate")
    imports.add(f"{_CORE}/terminal.ts", "readPassword")
    imports.add(f"{_CORE}/validation.ts", "checked")
    imports.type("src/models/index.ts", table.name.type)
    imports.add("src/server.ts", "serve")
    imports.add(f"src/schemas/{module}.ts", *(const(body.name) for body in bodies))
    imports.module(f"src/services/{module}.ts", "service")
    key_column = table.column(table.primary_key[0])
    found = f"(await account(session, values)){member(key_column.name.attr)}"
    told, joining = [_ADMIN], None
    if len(bodies) > 1:
        (tenant,) = (field for field in bodies[1].fields if field not in bodies[0].fields)
        told.append(f"with --{tenant.name.kebab} it joins what is there; without, a new one is made")
        joining = {
            "field": text(tenant.wire), "body": const(bodies[1].name), "command": function_name(group.commands[1]),
        }  # fmt: skip
    return {
        "admin_imports": imports.render(),
        "admin_fields": exploded("const FLAGS: Readonly<Record<string, string>> = {", flags, "};"),
        "admin_help": "\n".join(bracketed("help: [", [text(line) for line in told], "],", 2)),
        "admin_account": table.name.type,
        "admin_key": f"String({found})" if key_column.type.kind in ("int32", "int64") else found,
        "admin_body": const(bodies[0].name),
        "admin_command": function_name(group.commands[0]),
        "joining": joining,
    }


def policy_constant(policy: str) -> str:
    """The Content-Security-Policy of the reference page, a directive a line."""
    items = [f"{INDENT}{text(item)}," for item in policy.split("; ")]
    return "\n".join(["const PAGE_POLICY = [", *items, "].join('; ');"])
