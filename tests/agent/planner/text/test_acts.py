"""Verbs and the operations that they mean."""

import pytest

from agent.planner.text.acts import actions_of, parts
from tools.blueprint.model import Action

READ = {Action.LIST, Action.READ, Action.SEARCH}


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("delete any post", {Action.DELETE}),
        ("edit posts", {Action.UPDATE}),
        ("create, edit and delete books", {Action.CREATE, Action.UPDATE, Action.DELETE}),
        ("browse products and place orders", READ | {Action.CREATE}),
        ("view reports", READ | {Action.ANALYTICS}),
        ("delete everything", {Action.DELETE}),
        ("do everything", set(Action)),
        ("be deleted", {Action.DELETE}),
        ("fly to the moon", set()),
    ],
)
def test_actions(text: str, actions: set[Action]) -> None:
    assert set(actions_of(text)) == actions


def test_each_part_says_who() -> None:
    text = "managers can create products, everyone can read, clerks view orders"
    assert [part.strip() for part in parts(text)] == [
        "managers can create products",
        "everyone can read",
        "clerks view orders",
    ]
    text = "guests have view access, members have full access"
    assert [part.strip() for part in parts(text)] == ["guests have view access", "members have full access"]
