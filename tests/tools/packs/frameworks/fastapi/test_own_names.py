"""Every name that printed modules use for themselves is known as taken, so that no name of a domain hides it."""

import ast
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from tests.tools.code_generator.outputs import output_of
from tools.blueprint.names import Namer
from tools.packs import registry
from tools.packs.frameworks.fastapi.graphql.names import _OWN
from tools.packs.frameworks.fastapi.host import local
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.modules import model_file, module_file
from tools.packs.languages.python.naming import NAMING

NAMER = Namer(NAMING.reserved, frozenset(), "snake")
MARK = "zzq"
STANDARD = frozenset(
    {"id", "digest", "page", "result", "tokens", "row", "unrestricted", "viewer_id", "email", "q", "login", "logout",
     "refresh", "register", "role", "read_me", "assign_role", "create_admin"}
)  # fmt: skip
"""What standard operations, and the values that they find, are called."""


def _neutral(**api: object) -> dict[str, str]:
    """A project whose names of the domain all carry a mark."""
    kinds = ("string", "int32", "decimal", "date", "datetime", "json", "enum", "bool", "uuid", "array")
    facets = {"enum": {"values": ["a"]}, "array": {"items": "string"}, "datetime": {"default": "now"}}
    attributes = [{"name": f"{MARK}_{kind}", "type": kind, "required": True, **facets.get(kind, {})} for kind in kinds]
    user = {"name": "email", "type": "email", "required": True, "unique": True}
    everything = ["list", "read", "create", "update", "delete", "search", "analytics"]
    lock = {"optimistic_lock": True, "soft_delete": True}
    return output_of({
        "blueprint": 1, "name": MARK,
        "entities": [
            {"name": "ZzqThing", "attributes": attributes, "owner": f"{MARK}_keeper", **lock},
            {"name": "ZzqOther", "attributes": attributes}, {"name": "ZzqUser", "attributes": [user]},
        ],
        "relationships": [
            {"name": f"{MARK}_keeper", "from": "ZzqThing", "to": "ZzqUser", "required": True},
            {"name": f"{MARK}_other", "from": "ZzqThing", "to": "ZzqOther", "required": True},
            {"name": f"{MARK}_links", "from": "ZzqThing", "to": "ZzqOther", "cardinality": "many_to_many",
             "attributes": [{"name": f"{MARK}_weight", "type": "int32"}]},
        ],
        "resources": [{"entity": "ZzqThing", "actions": everything}, {"entity": "ZzqOther", "actions": everything}],
        "permissions": [
            {"entity": "ZzqThing", "actions": everything, "allow": ["owner", "boss"]},
            {"entity": "ZzqOther", "actions": everything, "allow": ["boss"]},
        ],
        "roles": [{"name": "member", "default": True}, {"name": "boss", "first": True}],
        "auth": {"scheme": "jwt", "account": "ZzqUser"},
        "api": {"styles": ["rest", "graphql"], "idempotency": True, "rate_limit": {}, **api},
    })  # fmt: skip


PROJECTS = [_neutral(), _neutral(pagination={"style": "offset"}, casing="camel")]


def bound(source: str) -> Iterator[str]:
    """Every name that a module imports, defines, assigns or takes as a parameter."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names) | ast.ImportFrom(names=names):
                yield from ((item.asname or item.name).partition(".")[0] for item in names)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name


def own(folder: str) -> list[str]:
    """Names in the modules of a folder that are not of the domain."""
    files = [file for project in PROJECTS for path, file in project.items() if path.startswith(f"app/{folder}/zzq_")]
    assert files
    names = {name for file in files for name in bound(file)}
    return sorted(name for name in names if MARK not in name.lower() and name not in STANDARD)


@pytest.mark.parametrize("folder", ["api", "services"])
def test_variables_of_routes_and_services_are_taken(folder: str) -> None:
    names = [name for name in own(folder) if name.islower() and name != "_"]
    assert [name for name in names if local(name) == name] == []


def test_variables_of_store_functions_are_taken() -> None:
    # Loads alone have `wanted`; no value of theirs is named by the domain.
    names = [name for name in own("repositories") if name.islower() and name != "wanted"]
    assert [name for name in names if parameter(name) == name] == []


def test_variables_of_resolvers_are_taken() -> None:
    names = [name for name in own("graphql/resolvers") if name.islower()]
    free = [name for name in names if local(name) == name and name not in _OWN]
    assert [name for name in free if not name.startswith("resolve_")] == []


def classes(folder: str) -> list[str]:
    found = {name for name in own(folder) if name[:1].isupper() and not name.isupper()}
    return sorted(name for name in found if not name.startswith(("Auth", "Idempotency", "RateLimit")))


@pytest.mark.parametrize("folder", ["models", "repositories", "services"])
def test_classes_beside_those_of_tables_are_taken(folder: str) -> None:
    free = [name for name in classes(folder) if NAMER.name(name).type == name]
    assert [name for name in free if not name.endswith("Request")] == []


@pytest.mark.parametrize("folder", ["schemas", "api", "graphql/resolvers"])
def test_no_class_is_called_as_if_it_were_made_for_an_entity(folder: str) -> None:
    endings = ("Create", "Page", "Update", "View")
    assert [
        name for name in classes(folder) if name.endswith(endings) and name not in ("Page", "TokenView", "View")
    ] == []


@pytest.mark.parametrize("path", ["app/main.py", "app/graphql/schema.py"])
def test_a_module_that_imports_all_modules_of_a_folder_knows_its_own_names(path: str) -> None:
    names = {name for project in PROJECTS for name in bound(project[path]) if name.islower()}
    free = {name for name in names if MARK not in name and not name.startswith("_")}
    # A plural has an ending; a single letter, a word with none and a parameter of an inner function are no plural.
    plurals = {name for name in free if module_file(NAMER.name(name)) == name and name in _plural_like(free)}
    assert sorted(plurals) == []


def _plural_like(names: set[str]) -> set[str]:
    return {name for name in names if NAMER.name(name).plural_snake == name}


@pytest.mark.parametrize("folder", ["repositories", "schemas", "api", "services", "graphql/resolvers"])
def test_files_beside_those_of_groups_are_taken(folder: str) -> None:
    stems = {
        path.removeprefix(f"app/{folder}/").removesuffix(".py")
        for project in PROJECTS
        for path in project
        if path.startswith(f"app/{folder}/") and path.count("/") == folder.count("/") + 2
    }
    free = {stem for stem in stems if MARK not in stem and stem != "__init__"}
    assert sorted(stem for stem in _plural_like(free) if module_file(NAMER.name(stem)) == stem) == []


def test_files_beside_those_of_tables_are_taken() -> None:
    assert [model_file(NAMER.name(name)) for name in ("base", "enums", "book")] == ["base_", "enums_", "book"]


def test_attributes_that_hide_members_of_the_base_classes_are_reserved() -> None:
    reserved = (
        registry.framework("fastapi").reserved_attributes | registry.persistence("sqlalchemy").reserved_attributes
    )
    assert {name for name in dir(BaseModel) if not name.startswith("_")} | {"metadata", "registry"} <= reserved
