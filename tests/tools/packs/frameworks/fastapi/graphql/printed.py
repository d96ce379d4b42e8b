"""Printed modules that need nothing but the GraphQL library, loaded for tests."""

import importlib.util
from pathlib import Path
from types import ModuleType

from tests.tools.api_generator.plans import example_plan
from tools.packs.frameworks.fastapi.graphql.contribution import graphql_files


def printed_files(name: str) -> dict[str, str]:
    return {file.path: file.content for file in graphql_files(example_plan(name))}


def load_limits(folder: Path, name: str) -> ModuleType:
    """The printed module that measures queries."""
    return load_module(folder, name, "limits")


def load_module(folder: Path, name: str, module_name: str) -> ModuleType:
    """A printed module of `app.graphql`, from a folder that it is written to."""
    path = folder / f"{module_name}.py"
    path.write_text(printed_files(name)[f"app/graphql/{module_name}.py"])
    spec = importlib.util.spec_from_file_location(f"printed_{module_name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
