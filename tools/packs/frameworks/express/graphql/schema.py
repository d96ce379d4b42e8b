"""Prints what ties the schema to its resolvers: names, enums, scalars."""

from tools.blueprint.graphql.model import GraphqlApi
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.graphql.names import exceptions, standard_arguments
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, docstring, exploded, folded, module
from tools.packs.languages.typescript.literals import key, text

_READERS = {"Int64": "whole", "JSON": "document"}


def names_context(plan: RenderPlan, api: GraphqlApi) -> dict[str, object]:
    """What the templates of names and scalars place."""
    return {
        "arguments": _table("ARGUMENTS", standard_arguments(plan), "What arguments mean that stand at many fields."),
        "exceptions": _table("EXCEPTIONS", exceptions(plan, api), "Names that do not follow from the schema's."),
        "spelled": "name" if plan.api.casing == "camel" else "name.replace(CAPITAL, '_$&').toLowerCase()",
        "camel_names": plan.api.casing == "camel",
        "enums": bool(api.enums),
        **_scalars(api),
    }


def _scalars(api: GraphqlApi) -> dict[str, object]:
    readers = {name: _READERS.get(name, "string") for name in api.scalars}
    kinds = set(readers.values())
    imports = Imports("src/graphql/scalars.ts")
    imports.add("graphql", "GraphQLError")
    imports.type("graphql", "GraphQLScalarType")
    if "document" in kinds:
        imports.add("graphql", "Kind", "valueFromASTUntyped")
        imports.type("graphql", "ConstValueNode")
        imports.add("src/core/documents.ts", "isObject", "readDocument")
    return {
        "readers": kinds,
        "scalar_imports": imports.render(),
        "scalars": "\n".join(f"{INDENT}[{text(name)}, {kind}Value]," for name, kind in readers.items()),
    }


def enums_module(api: GraphqlApi) -> str:
    """`src/graphql/enums.ts`."""
    kind = "Readonly<Record<string, Readonly<Record<string, string>>>>"
    lines = [docstring("By type and name: what is meant."), f"export const ENUMS: {kind} = {{"]
    for item in api.enums:
        entries = ", ".join(f"{key(value.name)}: {text(value.wire)}" for value in item.values)
        lines += folded(f"{key(item.name)}: {{ {entries} }}", 1, tail=",")
    return module("Enums: what their names stand for.", "\n".join([*lines, "};"]))


def _table(name: str, entries: dict[str, str], told: str) -> str:
    items = [f"[{text(key)}, {text(value)}]" for key, value in entries.items()]
    return "\n".join([docstring(told), exploded(f"const {name} = new Map<string, string>([", items, "]);")])
