"""Entities may have the names that generated projects use for themselves."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from tests.golden import write_tree
from tests.tools.code_generator.outputs import EXAMPLES, example, output_of, parse, ruff_findings
from tools.blueprint.check import check
from tools.blueprint.document import from_data
from tools.blueprint.expand import expand
from tools.blueprint.names import pascal, singular_snake
from tools.errors import BadInput
from tools.packs import registry

TOGETHER = 12
"""Entities of one Blueprint."""
ACTIONS = ["list", "read", "create", "update", "delete", "search", "analytics"]


def own_names() -> set[str]:
    """Modules and classes of the generated projects, and what their applications import, as names of entities."""
    found: set[str] = set()
    for path, stack in itertools.product(EXAMPLES, registry.stacks()):
        for name, content in example(path, stack.datastore).items():
            if name.endswith(".py"):
                found.add(PurePosixPath(name).stem.removeprefix("test_"))
                tree = ast.parse(content)
                found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
                found |= set(_imported(tree)) if name == "app/main.py" else set()
    pascals = {pascal(singular_snake(name)) for name in found if name.strip("_")}
    return {name for name in pascals if re.fullmatch(r"[A-Z][A-Za-z0-9]{1,30}", name)}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)


def blueprint_of(names: tuple[str, ...]) -> dict[str, Any]:
    attributes = [
        {"name": "title", "type": "string", "max_length": 50, "required": True},
        {"name": "kind", "type": "enum", "values": ["a", "b"]},
    ]
    account = {"name": "Zookeeper", "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]}
    return {
        "blueprint": 1,
        "name": "names",
        "entities": [*({"name": name, "owner": "keeper", "attributes": attributes} for name in names), account],
        "relationships": [
            {"name": "keeper", "from": name, "to": "Zookeeper", "required": True, "on_delete": "cascade"} for name in names
        ],
        "resources": [{"entity": name, "actions": ACTIONS} for name in names],
        "api": {"styles": ["rest", "graphql"], "idempotency": True, "rate_limit": {"requests": 600}},
        "auth": {"scheme": "jwt", "account": "Zookeeper"},
    }  # fmt: skip


def allowed(name: str) -> bool:
    """Whether a Blueprint may have the name at all: some are taken, and refused with what to do."""
    try:
        check(expand(from_data(blueprint_of((name,)))))
    except BadInput as refused:
        assert refused.hint or "Rename" in refused.message
        return False
    return True


def test_names_of_the_project_itself_make_fine_entities(tmp_path: Path) -> None:
    names = sorted(name for name in own_names() if allowed(name))
    assert {"Address", "Value", "Token", "Setting", "Page", "Problem"} <= set(names)
    for number, together in enumerate(batched(names)):
        stack = registry.stacks()[number % len(registry.stacks())]
        output = output_of(blueprint_of(together), stack.datastore)
        for path, content in output.items():
            parse(path, content)
        write_tree(tmp_path / str(number), output)
    assert ruff_findings(tmp_path) == ""


def batched(names: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(names), TOGETHER):
        yield tuple(names[start : start + TOGETHER])
