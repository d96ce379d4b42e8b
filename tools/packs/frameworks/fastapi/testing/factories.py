"""Prints `tests/factories.py`: one function for each entity that a client may create."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, exploded, module
from tools.packs.languages.python.literals import literal, text
from tools.packs.testing.catalog import SAMPLES, Catalog, Maker, actor, sample

_ALL = "_BODIES"
_OWN = frozenset({"actors", "client", "cycle", "dict", "made", "next", "response", "str"})
"""Names that factories use for themselves."""


def factories_module(plan: RenderPlan, catalog: Catalog) -> str | None:
    """None where nothing can be created."""
    if not catalog.makers:
        return None
    imports = Imports()
    imports.add("itertools", "cycle")
    imports.add("typing", "Any")
    imports.add("httpx", "AsyncClient")
    imports.add("tests.actors", "Actors")
    makers = [catalog.makers[name] for name in sorted(catalog.makers)]
    constants = [_bodies(maker) for maker in makers]
    bodies = [f"{text(maker.table.name.snake)}: cycle({_constant(maker)})" for maker in makers]
    constants.append(exploded(f"{_ALL} = {{", bodies, "}"))
    functions = [_factory(plan, maker) for maker in makers]
    return module(
        "Makes rows through the API, with all that they point at.", imports.render(), "\n".join(constants), *functions
    )


def _bodies(maker: Maker) -> str:
    bodies = [
        literal({field.wire: sample(field, number) for field in maker.values}) for number in range(1, SAMPLES + 1)
    ]
    return exploded(f"{_constant(maker)}: list[dict[str, Any]] = [", bodies, "]")


def _constant(maker: Maker) -> str:
    name = f"_{maker.table.name.plural_snake.upper()}"
    return f"{name}_" if name == _ALL else name


def _factory(plan: RenderPlan, maker: Maker) -> str:
    lines = []
    entries = [f"**next({_ALL}[{text(maker.table.name.snake)}])"]
    for number, (field, target) in enumerate(maker.references):
        name = parameter(f"{target}_{number}" if number else target, _OWN)
        table = plan.table(target)
        key = table.column(table.primary_key[0]).name
        wire = key.camel if plan.api.casing == "camel" else key.snake
        lines.append(f"{INDENT}{name} = await make_{target}(client, actors)")
        entries.append(f"{text(field.wire)}: {name}[{text(wire)}]")
    body = f"{{{', '.join(entries)}}}" if len(entries) > 1 else f"next({_ALL}[{text(maker.table.name.snake)}])"
    path = text(f"{plan.api.prefix}{maker.operation.path}")
    items = [path, f"json={body}", f"headers=actors.{actor(plan, maker.operation)}"]
    name = maker.table.name.snake
    return "\n".join(
        [
            f"async def make_{name}(client: AsyncClient, actors: Actors) -> dict[str, Any]:",
            docstring(f"Make {name.replace('_', ' ')} and return it as the API shows it.", 1),
            *lines,
            *bracketed("response = await client.post(", items, ")", 1),
            f"{INDENT}assert response.status_code == 201, response.text",
            f"{INDENT}made: dict[str, Any] = response.json()",
            f"{INDENT}return made",
        ]
    )
