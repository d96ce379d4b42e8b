"""Values that nothing uses."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack


def _with_steps(*steps: dict[str, Any]) -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item["name"] == "follow_user")
    operation["steps"] += steps
    resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_a_name_that_no_step_uses_is_told() -> None:
    with pytest.raises(BadInput, match="No step uses `size`") as raised:
        _with_steps({"let": "size", "be": "1 + 2"})
    assert raised.value.path == "operations.follow_user"


def test_names_that_names_are_made_of_are_used() -> None:
    _with_steps(
        {"let": "one", "be": "1"},
        {"let": "two", "be": "one + 1"},
        {"check": "two == 2", "else": "follows_himself"},
    )
