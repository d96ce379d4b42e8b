"""The catalogue of patterns is what the code makes of them, and the committed page is the catalogue."""

import re
from pathlib import Path

import pytest

from tools.blueprint.document import load
from tools.blueprint.expand import expand
from tools.blueprint.model.patterns import PATTERNS
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.reference.examples import EXAMPLES
from tools.reference.features import FEATURES, Feature
from tools.reference.patterns import blueprint_of, example_of, pattern_reference

PAGE = Path(__file__).parents[3] / "docs" / "patterns.md"


def test_the_committed_page_is_the_catalogue() -> None:
    """`backend-engineer blueprint patterns > docs/patterns.md` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == pattern_reference()


def test_every_pattern_has_an_example() -> None:
    assert EXAMPLES.keys() == PATTERNS.keys()


@pytest.mark.parametrize("kind", PATTERNS)
def test_an_example_is_a_blueprint_that_can_be_built(kind: str) -> None:
    blueprint = load(example_of(kind))
    assert [type(pattern) for pattern in blueprint.patterns] == [PATTERNS[kind]]
    for stack in registry.stacks():
        resolve(blueprint, stack)


@pytest.mark.parametrize("kind", PATTERNS)
def test_keys_and_operations_of_every_pattern_are_told(kind: str) -> None:
    section = re.split(r"\n## ", pattern_reference().partition(f"## `{kind}`\n")[2])[0]
    for name, field in PATTERNS[kind].model_fields.items():
        assert any(line.startswith(f"| `{field.alias or name}` |") for line in section.splitlines()), name
    with_it = load(example_of(kind))
    without = {item.name for item in expand(with_it.model_copy(update={"patterns": ()})).operations}
    made = [item for item in expand(with_it).operations if item.name not in without]
    assert made
    for operation in made:
        assert f"**{operation.name}**: `{operation.method.value} {operation.path}`" in section
        assert all(f"| `{error.name}` | {error.status} | {error.title} |" in section for error in operation.errors)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.title)
def test_what_needs_no_pattern_can_be_built(feature: Feature) -> None:
    blueprint = load(blueprint_of(feature))
    assert blueprint.patterns == ()
    for stack in registry.stacks():
        resolve(blueprint, stack)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.title)
def test_every_operation_of_a_feature_is_in_its_example_or_told(feature: Feature) -> None:
    section = re.split(r"\n#+ ", pattern_reference().partition(f"## {feature.title}\n")[2])[0]
    for operation in expand(load(blueprint_of(feature))).operations:
        if not operation.intent.startswith("account.") and operation.name not in feature.ground:
            assert (f"**{operation.name}**: `{operation.method.value} {operation.path}`" in section) == (
                operation.name in feature.shown
            )
    assert all(f"**{name}**" in section for name in feature.shown)
