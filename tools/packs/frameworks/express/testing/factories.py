"""Prints `tests/support/factories.ts`: one function for each entity that a client may create."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.testing.printing import ACTORS, CLIENT, FACTORIES, asked, entry, factory_name
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, docstring, exploded, module
from tools.packs.languages.typescript.literals import literal, member, text
from tools.packs.testing.catalog import SAMPLES, Catalog, Maker, actor, sample

_OWN = frozenset({"actors", "answer", "client", "expect", "inTurn"})
"""Names that factories use for themselves."""
_IN_TURN = """/** Return a function that gives these bodies one after another, and then again. */
function inTurn(bodies: readonly Row[]): () => Row {
  let given = 0;
  return () => bodies[given++ % bodies.length] ?? {};
}"""


def factories_module(plan: RenderPlan, catalog: Catalog) -> str | None:
    """None where nothing can be created."""
    if not catalog.makers:
        return None
    imports = Imports(FACTORIES)
    imports.add("vitest", "expect")
    imports.type(ACTORS, "Actors")
    imports.type(CLIENT, "Client", "Row")
    makers = [catalog.makers[name] for name in sorted(catalog.makers)]
    constants = [_bodies(maker) for maker in makers]
    functions = [_factory(plan, maker) for maker in makers]
    told = "Makes rows through the API, with all that they point at."
    return module(told, imports.render(), "\n".join(constants), *functions, _IN_TURN)


def _bodies(maker: Maker) -> str:
    bodies = [
        literal({field.wire: sample(field, number) for field in maker.values}) for number in range(1, SAMPLES + 1)
    ]
    return exploded(f"const {_next(maker)} = inTurn([", bodies, "]);")


def _next(maker: Maker) -> str:
    return f"next{maker.table.name.type.rstrip('_')}"


def _factory(plan: RenderPlan, maker: Maker) -> str:
    lines = []
    entries = [f"...{_next(maker)}()"]
    for number, (field, target) in enumerate(maker.references):
        name = parameter(f"{target}_{number}" if number else target, _OWN)
        table = plan.table(target)
        key = table.column(table.primary_key[0]).name
        wire = key.camel if plan.api.casing == "camel" else key.snake
        lines.append(f"{INDENT}const {name} = await {factory_name(table)}(client, actors);")
        entries.append(entry(field.wire, f"{name}{member(wire)}"))
    body = f"{{ {', '.join(entries)} }}" if len(entries) > 1 else f"{_next(maker)}()"
    path = text(f"{plan.api.prefix}{maker.operation.path}")
    options = [f"json: {body}", f"headers: actors.{actor(plan, maker.operation)}"]
    return "\n".join(
        [
            docstring(f"Make {maker.table.name.snake.replace('_', ' ')} and return it as the API shows it."),
            f"export async function {factory_name(maker.table)}(client: Client, actors: Actors): Promise<Row> {{",
            *lines,
            *assignment("answer", asked("post", path, *options), 1),
            f"{INDENT}expect(answer.status, answer.text).toBe(201);",
            f"{INDENT}return answer.json();",
            "}",
        ]
    )
