"""The short form names every key of every part, and comes from the models alone."""

import pytest

from agent.model_planner import compact
from prompts.tokens import count
from tools.blueprint.model import Attribute, Constrained, Entity, Operation, Relationship, View
from tools.blueprint.model.base import Part
from tools.blueprint.model.patterns import PATTERNS
from tools.blueprint.model.steps import STEPS


def line(title: str) -> str:
    return next(text for text in compact.parts() if text.startswith(f"{title}: "))


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("entity", Entity),
        ("relationship", Relationship),
        ("operation", Operation),
        ("view", View),
        ("facets", Constrained),
    ],
)
def test_a_line_names_every_key_that_works(title: str, part: type[Part]) -> None:
    shown = {word.partition(":")[0].partition("=")[0].strip("![]{}") for word in line(title).split()[1:]}
    keys = {field.alias or name for name, field in part.model_fields.items()}
    assert keys - shown <= {"description", "summary", "intent", "deprecated"}
    assert shown <= keys


def test_needed_keys_lists_choices_and_defaults_are_marked() -> None:
    assert "name! key:key attributes:attribute[] uniques[][]" in line("entity")
    assert "on_delete:restrict|cascade|set_null=restrict" in line("relationship")
    assert line("attribute").endswith("+facets")
    assert not set(Constrained.model_fields) & set(line("attribute").split())
    assert "method!:GET|POST|PUT|PATCH|DELETE" in line("operation")
    assert set(Attribute.model_fields) - set(Constrained.model_fields) - {"description"}


def test_every_step_and_pattern_has_its_line_and_begins_with_its_kind() -> None:
    assert [text.partition("!")[0] for text in compact.steps()] == list(STEPS)
    assert [text.partition("!")[0] for text in compact.patterns()[1:]] == list(PATTERNS)


def test_it_is_short() -> None:
    lines = [*compact.parts(), *compact.settings(), *compact.steps(), *compact.patterns()]
    assert count("\n".join(lines)).tokens <= 2_700
