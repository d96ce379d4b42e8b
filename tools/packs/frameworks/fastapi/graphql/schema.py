"""Prints what ties the schema to its resolvers: names, enums, scalars."""

from tools.blueprint.graphql.model import GraphqlApi
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.fastapi.graphql.names import exceptions, standard_arguments
from tools.packs.graphql import resolver_groups
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH, bracketed, docstring, exploded, module
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.languages.python.naming import natural

_PARSERS = {"Int64": "_integer", "JSON": "_document"}


def schema_context(plan: RenderPlan, api: GraphqlApi) -> dict[str, object]:
    """What the templates of the schema and the scalars place."""
    modules = sorted((module_file(group.name) for group in resolver_groups(plan, api)), key=natural)
    bindables = [*(["*ENUMS"] if api.enums else []), *(["*SCALARS"] if api.scalars else [])]
    rule = [f"{INDENT}if isinstance(schema.type_map[path[0]], GraphQLInputObjectType):", f"{INDENT * 2}return name"]
    camel = plan.api.casing == "camel"
    names = ["GraphQLField", *(["GraphQLInputObjectType"] if camel else []), "GraphQLObjectType", "GraphQLResolveInfo"]
    imports = Imports()
    imports.add("app.graphql.resolvers", *modules)
    scalars = ["from app.graphql.scalars import SCALARS"] if api.scalars else []
    enums = ["from app.graphql.enums import ENUMS"] if api.enums else []
    return {
        "graphql_names": ", ".join([*names, "GraphQLSchema"]),
        "enum_import": "\n".join(enums),
        "scalar_import": "\n".join(scalars),
        "schema_imports": imports.render(),
        "arguments": _table("_ARGUMENTS", standard_arguments(plan), "What arguments mean that stand at many fields."),
        "exceptions": _table("_EXCEPTIONS", exceptions(plan, api), "Names that do not follow from the schema's."),
        "input_rule": "\n".join(rule) if camel else "",
        "bindables": "\n".join(_bindables(modules, bindables)),
        "scalars": "\n".join(
            f'{INDENT}ScalarType("{name}", value_parser={_PARSERS.get(name, "_string")}),' for name in api.scalars
        ),
    }


def _bindables(modules: list[str], others: list[str]) -> list[str]:
    listed = f"{modules[0]}," if len(modules) == 1 else ", ".join(modules)
    lines = [f"{INDENT}bindables: list[Any] = [item for module in ({listed}) for item in module.BINDABLES]"]
    if len(lines[0]) > WIDTH:
        lines = bracketed("modules = [", modules, "]", 1)
        lines.append(f"{INDENT}bindables: list[Any] = [item for module in modules for item in module.BINDABLES]")
    return [*lines, f"{INDENT}bindables += [{', '.join(others)}]"] if others else lines


def enums_module(api: GraphqlApi) -> str:
    """`app/graphql/enums.py`."""
    entries = [
        _enum(item.name, [f"{text(value.name)}: {text(value.wire)}" for value in item.values]) for item in api.enums
    ]
    constant = exploded("ENUMS = [", entries, "]")
    return module("Enums: what their names stand for.", "from ariadne import EnumType", constant)


def _enum(name: str, entries: list[str]) -> str:
    flat = f"EnumType({text(name)}, {{{', '.join(entries)}}})"
    if len(flat) + 5 <= WIDTH:
        return flat
    lines = ["EnumType(", f"{INDENT * 2}{text(name)}, {{{', '.join(entries)}}}", f"{INDENT})"]
    if len(lines[1]) > WIDTH:
        lines[1:2] = [f"{INDENT * 2}{text(name)},", *bracketed("{", entries, "},", 2)]
    return "\n".join(lines)


def _table(name: str, entries: dict[str, str], note: str) -> str:
    items = [f"{text(key)}: {text(value)}" for key, value in entries.items()]
    return "\n".join([*bracketed(f"{name}: dict[str, str] = {{", items, "}"), docstring(note)])
