"""The application and the command line."""

from functools import cache
from pathlib import Path

import pytest

from tests.tools.api_generator.plans import example_plan, plan_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks import express
from tools.packs.frameworks.express.application import admin_context, main_context, policy_constant
from tools.packs.rendering import render_tree

TEMPLATES = Path(express.__file__).with_name("templates")


@cache
def planned(name: str) -> RenderPlan:
    return example_plan(name)


def command_line(name: str) -> str:
    context = admin_context(planned(name))
    tree = "admin" if context else "noadmin"
    found = {file.path: file.content for file in render_tree(TEMPLATES, tree, context)}
    return found["src/cli.ts"]


@pytest.mark.parametrize("name", ["covering", "orders", "shortlinks", "tickets"])
def test_every_group_has_its_router_and_no_line_is_too_long(name: str) -> None:
    plan = planned(name)
    found = main_context(plan, sweeps=plan.auth is not None)
    routed = [group for group in plan.groups if group.operations]
    # Health is told of, and what GraphQL answers, in modules of their own.
    assert str(found["app_routers"]).count("Routes(context)") == len(routed) + 1 + plan.api.graphql
    assert str(found["app_imports"]).count("'./api/") == len(routed)
    for text in (*map(str, found.values()), command_line(name)):
        assert max(map(len, text.splitlines())) <= 110


def test_a_group_may_be_called_like_a_module_of_the_application() -> None:
    entity = {"name": "Contract", "attributes": [{"name": "title"}]}
    found = main_context(plan_of({"entities": [entity], "resources": [{"entity": "Contract"}]}), sweeps=False)
    assert str(found["app_imports"]).count("{ contractRoutes }") == 1
    assert " contract.contractRoutes()," in str(found["app_routers"])
    assert " contractRoutes(context)," in str(found["app_routers"])


def test_what_is_open_ends_before_the_database_does() -> None:
    running = str(main_context(planned("orders"), sweeps=True)["app_running"])
    assert running.index("housekeeping.run(") < running.index("relay.run(") < running.index("stopping.abort()")
    assert running.index("Promise.all(tasks)") < running.index("database.close()")
    asked = str(main_context(planned("tickets"), sweeps=True)["app_running"])
    assert asked.index("outside.close(context.ports)") < asked.index("database.close()")


def test_nothing_runs_beside_the_requests_of_a_backend_without_accounts_and_limits() -> None:
    running = str(main_context(planned("covering"), sweeps=False)["app_running"])
    assert "start: () => undefined," in running
    assert "tasks" not in running


def test_the_first_account_may_join_what_is_there() -> None:
    joining = command_line("covering")
    assert "organization_id: 'organization-id'," in joining
    assert "const JOINING = 'organization_id';" in joining
    assert "service.createAdminInTenant(session, { data: joining })" in joining
    assert "password" not in joining.partition("const FLAGS")[2].partition("};")[0]
    assert "create-admin" in command_line("orders")
    assert "JOINING" not in command_line("orders")


def test_the_policy_of_the_page_is_one_header() -> None:
    assert policy_constant("default-src 'none'; img-src data:") == (
        "const PAGE_POLICY = [\n  'default-src \\'none\\'',\n  'img-src data:',\n].join('; ');"
    )
