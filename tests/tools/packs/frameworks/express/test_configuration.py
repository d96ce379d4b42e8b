"""The settings module."""

import re

import pytest

from tests.tools.api_generator.plans import example_plan
from tools.packs.frameworks.express.configuration import configuration_context
from tools.packs.settings import Setting, declared_settings


def printed(name: str, *, counted: bool = True) -> dict[str, str]:
    settings = declared_settings(example_plan(name), limited=counted, replays=counted)
    return {key: str(value) for key, value in configuration_context(settings, "sqlite:////data/a.db").items()}


@pytest.mark.parametrize("name", ["orders", "diary", "stations", "tickets", "covering"])
def test_each_setting_has_a_type_a_reader_and_a_value(name: str) -> None:
    found = printed(name)
    members = re.findall(r"readonly (\w+): ", found["fields"])
    values = re.findall(r"^    (\w+): found\.(\w+),$", found["schema"], re.MULTILINE)
    readers = re.findall(r"^    ([A-Z0-9_]+): ", found["schema"], re.MULTILINE)
    assert [value for value, _ in values] == members
    assert [variable for _, variable in values] == readers
    assert members[0] == "databaseUrl"
    assert max(len(line) for text in found.values() for line in text.splitlines()) <= 110


def test_what_a_reader_is_called_with_is_there() -> None:
    for name in ("orders", "tickets", "diary"):
        found = printed(name)
        for function in ("readOrigin", "filled", "atLeast"):
            assert (f"function {function}(" in found["checks"]) == (f"{function}" in found["schema"]), (name, function)
        for module in ("networks", "secret", "environment"):
            assert f"'./{module}.ts'" in found["imports"], (name, module)
    assert "networks" not in printed("orders", counted=False)["imports"]


def test_bounds_and_defaults_are_those_of_the_setting() -> None:
    settings = (
        Setting("days", "whole", "Days.", 20_000, low=-5),
        Setting("limit", "whole", "Limit.", None, low=1, optional=True),
        Setting("name", "text", "Its */ name.", "it's", pattern="^a/b$"),
        Setting("code", "secret", "Code.", min_length=16, optional=True),
    )
    found = configuration_context(settings, "*/ evil")
    assert "DAYS: whole({ min: -5 }).default(20_000)," in str(found["schema"])
    assert "LIMIT: whole({ min: 1 }).nullable().default(null)," in str(found["schema"])
    assert "NAME: text({ pattern: /^a\\/b$/ }).default('it\\'s')," in str(found["schema"])
    assert "CODE: secret(atLeast(16)).nullable().default(null)," in str(found["schema"])
    assert "readonly code: Secret | null;" in str(found["fields"])
    assert str(found["fields"]).count("*/") == 5
