"""The generated tests are about what the plan has, and about nothing else."""

import ast
from pathlib import Path

import yaml

from tests.tools.api_generator.plans import example_plan, plan_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.fastapi.testing.contribution import test_files as printed_tests

OWNED = {"hides_it_from_other_accounts", "is_left_alone_by_other_accounts"}
ROLES = {"is_not_made_by_just_any_role", "is_not_changed_by_just_any_role"}
LISTS = {"lists_every_row_once", "sorts_either_way", "lists_only_what_a_filter_asks_for"}


def names_of(plan: RenderPlan, path: str) -> set[str]:
    content = {file.path: file.content for file in printed_tests(plan, sweeps=False, counts=False)}[path]
    names = {node.name for node in ast.parse(content).body if isinstance(node, ast.AsyncFunctionDef)}
    return {name.removeprefix("test_") for name in names}


def changed(name: str, **auth: object) -> RenderPlan:
    """An example with another authentication."""
    data = yaml.safe_load(Path(f"tests/blueprints/{name}.yaml").read_text(encoding="utf-8"))
    return plan_of({**data, "auth": {**data["auth"], **auth}})


def test_rows_of_an_account_are_left_alone_by_others() -> None:
    assert names_of(example_plan("library"), "tests/api/test_loans.py") >= OWNED
    assert not names_of(example_plan("library"), "tests/api/test_books.py") & OWNED


def test_everybody_reads_comments_but_only_the_writer_changes_them() -> None:
    found = names_of(example_plan("covering"), "tests/api/test_comments.py")
    assert found & OWNED == {"is_left_alone_by_other_accounts"}


def test_roles_are_tried_on_every_write() -> None:
    assert names_of(example_plan("library"), "tests/api/test_books.py") >= ROLES
    assert not names_of(example_plan("library"), "tests/api/test_loans.py") & ROLES


def test_an_account_is_given_a_role_where_the_admin_can_see_it() -> None:
    role = "gives_an_account_another_role"
    assert role in names_of(example_plan("library"), "tests/api/test_members.py")
    assert role not in names_of(example_plan("covering"), "tests/api/test_accounts.py")


def test_lists_are_sorted_filtered_searched_and_read_to_the_end() -> None:
    assert names_of(example_plan("library"), "tests/api/test_books.py") >= {*LISTS, "finds_what_holds_the_term"}
    assert "lists_every_row_once" in names_of(example_plan("notes"), "tests/api/test_notes.py")


def test_limits_are_tried_where_callers_are_counted() -> None:
    limited = "guessing_a_password_is_limited_by_address"
    assert limited in names_of(example_plan("library"), "tests/test_rate_limits.py")
    assert "tests/test_rate_limits.py" not in {
        file.path for file in printed_tests(example_plan("notes"), sweeps=False, counts=False)
    }


def test_where_nobody_registers_there_is_no_other_account() -> None:
    plan = changed("library", self_registration=False)
    for path in ("tests/api/test_loans.py", "tests/api/test_books.py"):
        assert not names_of(plan, path) & (OWNED | ROLES)
