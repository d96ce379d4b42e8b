"""Modules of the core: what is printed of them, and what their templates place."""

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.tools.api_generator.plans import example_plan
from tools.blueprint.lower.types import EMAIL_PATTERN
from tools.packs.base import File
from tools.packs.frameworks import express
from tools.packs.frameworks.express.cases import cases_module
from tools.packs.frameworks.express.characters import character_context, format_context
from tools.packs.frameworks.express.members import member_context
from tools.packs.languages.typescript.literals import pattern

TEMPLATES = Path(express.__file__).with_name("templates")
_FLAGS = ("attaches", "cookie", "cursors", "leads", "needs", "outside", "wrapped")
_BASE = (
    "addresses", "characters", "checks", "clock", "comparing", "computing", "conditions", "context", "cors",
    "documents", "errors", "formats", "handlers", "health", "ids", "logging", "messages", "methods", "metrics",
    "middleware", "moments", "names", "numbers", "parameters", "reading", "refusals", "requests", "responses",
    "strings", "targets", "texts", "times", "validation", "values", "workers",
)  # fmt: skip
_NAMES = [f"base/src/core/{name}" for name in _BASE] + [
    "details/src/core/error-bodies", "files/src/core/files", "following/src/core/following",
    "members/src/core/members",
]  # fmt: skip
_OTHERS = {"cases.ts", "config.ts", "database.ts", "outside.ts", "quoting.ts", "schema.ts"}


def _modules(*, told: bool) -> dict[str, str]:
    """The modules of the core, with all that some plans add to them, or with none of it."""
    context: dict[str, Any] = {
        **character_context(example_plan("covering")), **format_context(), **dict.fromkeys(_FLAGS, told),
        **member_context(example_plan("assets" if told else "covering")),
        "messages": "const MESSAGES = {};" if told else "", "sent": "const SENT = ['Content-Type'];",
    }  # fmt: skip
    context |= {} if told else dict.fromkeys(("most_name", "most_text", "most_members"), 8)
    # Nothing here is HTML.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    found = {f"{name.rpartition('/')[2]}.ts": environment.get_template(f"{name}.ts.j2") for name in _NAMES}
    return {path: template.render(context) for path, template in found.items()}


@pytest.mark.parametrize("told", [True, False])
def test_modules_of_the_core_are_whole(told: bool) -> None:
    modules = _modules(told=told)
    for path, content in modules.items():
        assert content.startswith("/** "), path
        assert content == f"{content.strip()}\n", path
        assert "\n\n\n" not in content, path
        for name in re.findall(r"from '\./([\w-]+\.ts)'", content):
            assert name in modules or name in _OTHERS, (path, name)
        for line in content.splitlines():
            assert len(line) <= 110 or "`" in line or "'" in line or "/^" in line, (path, line)


def test_the_pattern_of_an_address_is_cut_into_lines_and_stays_the_same() -> None:
    lines = re.findall(r"'((?:[^'\\]|\\.)*)'", str(format_context()["email_pattern"]))
    whole = "".join(re.sub(r"\\(.)", r"\1", line) for line in lines)
    assert len(lines) > 1
    assert f"/{whole}/u" == pattern(f"^(?:{EMAIL_PATTERN})$")


def test_only_cases_that_are_answered_are_printed() -> None:
    files = [File("src/a.ts", "throw new Problem(cases.NOT_FOUND); xcases.CONFLICT; cases.NONE", "typescript")]
    assert cases_module(example_plan("covering"), files) == (
        "/** Every kind of refusal, by its stable code. */\n\nimport type { ErrorCase } from './errors.ts';\n\n"
        "export const NOT_FOUND: ErrorCase = { code: 'not_found', status: 404, title: 'There is no such thing' };\n"
    )


def test_parameters_for_members_have_their_bounds() -> None:
    assert member_context(example_plan("covering")) == {"members": False}
    found = member_context(example_plan("assets"))
    assert (found["most_name"], found["most_text"], found["most_members"]) == (100, 255, 8)
