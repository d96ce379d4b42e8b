"""Permissions: one rule changes, and the others of the same entity stay as they were."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.blueprint.edit.bookshop import bookshop, edited, put, remove
from tools.blueprint.document import from_data
from tools.blueprint.model import Action, Blueprint
from tools.errors import BadInput


def written(blueprint: Blueprint) -> list[str]:
    return [f"{item.entity} {' '.join(item.actions)}: {' '.join(item.allow)}" for item in blueprint.permissions]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (put("permission", "Tag.delete", {"allow": ["clerk"]}),
         ["Book list read: public", "Book update: clerk", "Tag create update: clerk reader", "Tag delete: clerk"]),
        (put("permission", "Book.read", {"allow": ["clerk"]}),
         ["Book list: public", "Book read update: clerk", "Tag create update delete: clerk reader"]),
        (put("permission", "Book.update", {"allow": ["public"]}),
         ["Book list read update: public", "Tag create update delete: clerk reader"]),
        (put("permission", "Tag", {"allow": ["clerk"]}),
         ["Book list read: public", "Book update: clerk",
          "Tag list read create update delete search analytics: clerk"]),
        (put("permission", "Review.list", {"allow": ["clerk"]}),
         ["Book list read: public", "Book update: clerk", "Tag create update delete: clerk reader",
          "Review list: clerk"]),
        (put("permission", "Book.read", {"allow": ["public"]}),
         ["Book list read: public", "Book update: clerk", "Tag create update delete: clerk reader"]),
        (remove("permission", "Tag.update"),
         ["Book list read: public", "Book update: clerk", "Tag create delete: clerk reader"]),
        (remove("permission", "Book"), ["Tag create update delete: clerk reader"]),
    ],
)  # fmt: skip
def test_one_rule_changes(edit: dict[str, Any], expected: list[str]) -> None:
    assert written(edited(bookshop(), edit)) == expected


@pytest.mark.parametrize(
    ("edit", "path", "said"),
    [
        (put("permission", "Bok.read", {"allow": ["clerk"]}), "name", "Book"),
        (put("permission", "Book.look", {"allow": ["clerk"]}), "name", "analytics"),
        (put("permission", "Book.read", {"allow": []}), "value.allow", "at least 1"),
        (put("permission", "Book.read"), "value.allow", "Field required"),
        (put("permission", "Book.read", {"allow": ["A B"]}), "value.allow[0]", "match"),
        (put("permission", "Book", {"actions": ["read"], "allow": ["clerk"]}), "value.actions", "Book.delete"),
        (remove("permission", "Book.delete"), "name", "Book.read"),
        (remove("permission", "Review"), "name", "Book.read"),
    ],
)
def test_what_is_no_rule_is_told(edit: dict[str, Any], path: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), edit)
    assert refused.value.path == f"edits[0].{path}"
    assert said in str(refused.value)


RULES = st.tuples(
    st.sampled_from(["Book", "Tag"]), st.sampled_from(list(Action)), st.sampled_from(["a", "b", "public"])
)


@given(st.lists(RULES, max_size=12))
def test_the_last_word_counts_and_nothing_stands_twice(rules: list[tuple[str, Action, str]]) -> None:
    blueprint = from_data({"name": "x", "entities": [{"name": "Book"}, {"name": "Tag"}]})
    blueprint = edited(
        blueprint, *(put("permission", f"{name}.{action}", {"allow": [who]}) for name, action, who in rules)
    )
    wanted = {(name, action): (who,) for name, action, who in rules}
    found = [((item.entity, action), item.allow) for item in blueprint.permissions for action in item.actions]
    assert sorted(found) == sorted(wanted.items())
    allowed = [(item.entity, item.allow) for item in blueprint.permissions]
    assert len(set(allowed)) == len(allowed)
