"""Things that lie in others of their kind."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import links, names

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    "text",
    [
        "Shop with products and categories (tree)",
        "Shop: products, categories (name, tree)",
        "Shop with products and nested categories",
        "Shop: products, categories; categories form a tree",
        "Shop with products and a hierarchy of categories",
        "Shop: products, categories; categories can be nested",
    ],
)
def test_a_tree_is_an_optional_parent(planned: Planned, text: str) -> None:
    draft = planned(text)
    (parent,) = (item for item in draft.blueprint.relationships if item.source == item.target == "Category")
    assert (parent.name, parent.required) == ("parent", False)
    assert names(draft.blueprint, "Category")[0] == "name"
    assert "tree" not in names(draft.blueprint, "Category")
    assert not draft.unplaced


def test_no_tree_where_it_is_ruled_out(planned: Planned) -> None:
    assert "Category -> Category" not in links(planned("Products and categories; no nested categories").blueprint)
