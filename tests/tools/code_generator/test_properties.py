"""Whatever the Blueprint: any stack prints it, every file parses, and the formatter and the linter are content."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.golden import write_tree
from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints
from tests.tools.code_generator.outputs import EXAMPLES, artifacts, example, name_of, parse, ruff_findings, unsafe
from tools.blueprint.document import from_data, load
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.render_plan import Stack
from tools.packs import registry

# Shrinking would print hundreds of projects; a Blueprint as it was drawn is readable enough.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
KINDS = {"plain": blueprints(), "with operations": blueprints().flatmap(with_operations)}
LINTED = examples(6)
"""Random outputs that the linter sees; it takes about a second for each."""


def printable(data: dict[str, Any]) -> Blueprint:
    """The Blueprint; one that asks for GraphQL over nothing to read is refused, and drawn again."""
    note(yaml.safe_dump(data))
    reads = any(set(resource["actions"]) - {"create", "update", "delete"} for resource in data["resources"])
    assume(reads or "auth" in data or "graphql" not in data["api"]["styles"])
    return from_data(data)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(20), suppress_health_check=SLOW, phases=PHASES)
@given(st.data(), st.sampled_from(registry.stacks()))
def test_every_blueprint_prints_on_any_stack_and_parses(kind: str, drawn: st.DataObject, stack: Stack) -> None:
    made = artifacts(printable(drawn.draw(KINDS[kind])), stack)
    paths = [artifact.path for artifact in made]
    assert paths == sorted(set(paths))
    assert unsafe(paths) == []
    for artifact in made:
        parse(artifact.path, artifact.content)
        assert artifact.content.endswith("\n"), artifact.path


def test_random_outputs_are_formatted_and_clean(tmp_path: Path) -> None:
    @settings(max_examples=LINTED, suppress_health_check=SLOW, phases=[Phase.generate])
    @given(blueprints().flatmap(with_operations))
    def collect(data: dict[str, Any]) -> None:
        blueprint = printable(data)
        stack = registry.stacks()[len(drawn) % len(registry.stacks())]
        folder = tmp_path / f"{len(drawn)}-{name_of(stack)}"
        drawn.append(data)
        write_tree(folder, {item.path: item.content for item in artifacts(blueprint, stack)})

    drawn: list[dict[str, Any]] = []
    collect()
    findings = ruff_findings(tmp_path)
    assert findings == "", f"of these Blueprints, in the order of the folders: {drawn}"


def test_examples_are_formatted_and_clean(tmp_path: Path) -> None:
    for stack in registry.stacks():
        for path in EXAMPLES:
            write_tree(tmp_path / f"{path.stem}-{name_of(stack)}", example(path, stack.datastore, stack.framework))
    assert ruff_findings(tmp_path) == ""


def test_examples_parse() -> None:
    for stack in registry.stacks():
        for path in EXAMPLES:
            for name, content in example(path, stack.datastore, stack.framework).items():
                parse(name, content)


def test_every_file_says_who_made_it_and_in_which_language() -> None:
    for stack in registry.stacks():
        for path in EXAMPLES:
            for artifact in artifacts(load(path.read_bytes()), stack):
                assert artifact.tool, artifact.path
                assert artifact.language, artifact.path
                assert artifact.path.endswith(".py") == (artifact.language == "python"), artifact.path


def test_paths_that_lead_out_are_seen() -> None:
    strange = ["/etc/x", "../x", "a//b", "a/./b", "a\\b", "c:x", "a b", "ü", "x\ny", "A"]
    assert unsafe(["a", "b/c.py", *strange]) == strange
