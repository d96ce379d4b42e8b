"""Rows under another one that the same path names."""

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.validators.conformance.making import suite_of
from tools.validators.conformance.scoping import parents_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story


def test_a_version_is_one_of_the_page_in_the_path() -> None:
    """A change of nothing leaves a version, which is listed under its page; what is known of the page stays."""
    plan = plan_of("wiki")
    restore = next(item for item in plan.operations if item.name.snake == "restore_page")
    assert parents_of(restore) == {"version_id": ("page_id", "id")}
    script = Script(suite_of(plan))
    story = Story(script, restore, script.caller(restore, alone=True))
    page, version = story.rows["id"], story.rows["version_id"]
    calls = [step for step in script.steps if step["do"] == "request"]
    assert [(step["method"], step["path"]) for step in calls[-2:]] == [
        ("PATCH", f"/v1/pages/${{{page.key}}}"),
        ("GET", f"/v1/pages/${{{page.key}}}/versions"),
    ]
    assert calls[-2]["json"] == {}
    assert version.key == f"{version.bind}/items/0/id"


def test_what_stands_alone_has_no_parent() -> None:
    plan = changed_plan("wiki", {"  - {history: Page, versions: PageVersion}\n": ""})
    assert all(parents_of(operation) == {} for operation in plan.operations)
