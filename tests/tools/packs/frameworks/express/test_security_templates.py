"""The printed modules of accounts, in each way to show who calls."""

from functools import cache
from pathlib import Path

import pytest

from tests.tools.packs.frameworks.express.test_access import planned
from tools.packs.frameworks import express
from tools.packs.frameworks.express.access import token_context
from tools.packs.frameworks.express.carriers import carrier_context
from tools.packs.frameworks.express.events import event_context
from tools.packs.rendering import render_tree

TEMPLATES = Path(express.__file__).with_name("templates")
TREES = {
    "orders": ("auth", "jwt", "roles", "events", "outgoing"),
    "press": ("auth", "jwt"),
    "diary": ("auth", "recognizing", "session", "cookies"),
    "polls": ("auth", "recognizing", "session"),
    "stations": ("auth", "recognizing", "basic"),
    "tickets": ("auth", "jwt", "ports", "ports_replay", "outgoing"),
}


@cache
def rendered(name: str) -> dict[str, str]:
    plan = planned(name)
    context = {
        **carrier_context(plan),
        **event_context(plan),
        **token_context(plan),
        "knows_strangers": any(item.access.optional for item in plan.operations),
    }
    return {file.path: file.content for tree in TREES[name] for file in render_tree(TEMPLATES, tree, context)}


@pytest.mark.parametrize("name", TREES)
def test_what_is_printed_is_laid_out(name: str) -> None:
    for path, content in rendered(name).items():
        assert max(map(len, content.split("\n"))) <= 110, path
        assert "\n\n\n" not in content, path
        assert "{\n\n" not in content, path
        assert "\n\n}" not in content, path
        assert content.endswith(("}\n", ";\n")), path


def test_only_what_browsers_send_by_themselves_is_asked_for_its_site() -> None:
    assert "isForeign" in rendered("diary")["src/security/guards.ts"]
    assert "isForeign" in rendered("stations")["src/security/guards.ts"]
    assert "isForeign" not in rendered("polls")["src/security/guards.ts"]


def test_the_token_is_read_where_the_contract_puts_it() -> None:
    assert "firstHeader(request, 'x-api-key')" in rendered("polls")["src/security/recognition.ts"]
    assert "'session'" in rendered("diary")["src/security/recognition.ts"]
    assert "scheme.toLowerCase() !== 'token'" in rendered("press")["src/security/tokens.ts"]


def test_a_spent_token_ends_its_session_for_good() -> None:
    renewing = rendered("orders")["src/security/sessions.ts"].partition("export async function renewSession")[2]
    revoked, kept, refused = (renewing.index(part) for part in ("revokeSessionOfToken", "await commit(", "throw"))
    assert revoked < kept < refused


def test_no_transaction_waits_for_a_hash() -> None:
    passwords = rendered("orders")["src/security/passwords.ts"].partition("export async function authenticated")[2]
    assert passwords.index("await commit(session)") < passwords.index("verifyPassword(")


def test_sessions_that_never_end_have_no_end() -> None:
    sessions = rendered("polls")["src/security/sessions.ts"]
    assert "expiresAt: null" in sessions
    assert "later" not in sessions
