"""Likes, follows and favourites."""

import pytest

from tests.tools.blueprint.expand.patterns.grounds import (
    entity,
    expanded,
    ground,
    names,
    operation,
    refused,
    route,
    shown,
    steps,
    view,
)
from tools.blueprint.model import Access
from tools.errors import BadInput

LIKE = {"toggle": "Article.fans", "name": "like", "count": "likes", "mine": "liked"}
FOLLOW = {"toggle": "User.followers", "name": "follow", "count": "follower_count", "mine": "followed"}


def test_a_row_is_liked_and_the_like_taken_back() -> None:
    found = expanded(ground(), LIKE)
    do, undo = operation(found, "like_article"), operation(found, "unlike_article")
    assert (route(do), route(undo)) == ("POST /articles/{id}/like", "DELETE /articles/{id}/like")
    finds = [
        {"find": "Article", "as": "article", "where": "row.id == input.id"},
        {"find": "User", "as": "caller", "where": "row.id == viewer.id"},
    ]
    assert steps(do) == [*finds, {"link": "article.fans", "to": "caller"}]
    assert steps(undo) == [*finds, {"unlink": "article.fans", "to": "caller"}]
    assert shown(found, "Article") == {"likes": "row.fans.count()", "liked": "row.fans.exists(a, a.id == viewer.id)"}


def test_a_relationship_may_be_declared_from_the_accounts() -> None:
    data = ground()
    fans = next(item for item in data["relationships"] if item["name"] == "fans")
    fans |= {"name": "liked", "from": "User", "to": "Article", "inverse": "fans"}
    found = expanded(data, LIKE)
    assert steps(operation(found, "like_article"))[-1] == {"link": "caller.liked", "to": "article"}
    assert "link_user_liked" not in names(found)


def test_what_taking_back_is_called_may_be_said() -> None:
    found = expanded(ground(), {**LIKE, "undo": "dislike"})
    assert route(operation(found, "dislike_article")) == "DELETE /articles/{id}/like"


def test_who_may_read_may_and_strangers_may_not() -> None:
    found = expanded(ground(), LIKE)
    assert operation(found, "like_article").access == Access()
    data = ground()
    data["permissions"] = [{"entity": "User", "actions": ["list", "read"], "allow": ["authenticated"]}]
    assert operation(expanded(data, LIKE), "like_article").access == Access(owner=True)
    refused(ground(), "needs to know its caller", {**LIKE, "access": {"public": True}})


def test_nobody_is_made_a_fan_by_others() -> None:
    data = ground()
    assert {"link_article_fan", "unlink_article_fan"} <= names(expanded(data))
    found = names(expanded(data, LIKE))
    assert "list_article_fans" in found
    assert not {"link_article_fan", "unlink_article_fan"} & found


def test_public_reads_know_who_signs_in() -> None:
    """The view tells of the caller, so that a stranger is one whose `liked` is false."""
    found = expanded(ground(), LIKE)
    assert operation(found, "read_article").access == Access(optional=True)
    assert operation(found, "list_articles").access == Access(optional=True)
    assert operation(expanded(ground(), {**LIKE, "mine": None}), "read_article").access == Access(public=True)


def test_who_registers_is_shown_the_columns_alone() -> None:
    found = expanded(ground(), FOLLOW)
    assert operation(found, "register").response.view == "PlainUser"
    assert all(field.source for field in view(found, "PlainUser").fields)
    assert operation(found, "read_me").response.view == "User"


def test_nobody_follows_himself() -> None:
    found = expanded(ground(), FOLLOW)
    do = operation(found, "follow_user")
    assert {"check": "user.id != viewer.id", "else": "own_account"} in steps(do)
    assert [(error.name, error.status) for error in do.errors] == [("own_account", 409)]
    assert all("check" not in step for step in steps(operation(found, "unfollow_user")))


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "no many-to-many relationship `author`", {"toggle": "Article.author", "name": "like"})
    refused(ground(), "There is no entity Nothing", {"toggle": "Nothing.fans", "name": "like"})
    refused(ground(), "Article.tags leads to Tag, not to accounts", {"toggle": "Article.tags", "name": "like"})
    refused(ground(), "shows a `title` already", {**LIKE, "count": "title"})
    refused(ground(), "shows a `same` already", {**LIKE, "count": "same", "mine": "same"})


def test_two_patterns_of_one_name_are_refused() -> None:
    refused(ground(), "make the operation like_article", LIKE, {**LIKE, "count": None, "mine": None, "undo": "drop"})


def test_without_accounts_nobody_could() -> None:
    data = ground()
    data["permissions"], data["auth"] = [], {"scheme": "none"}
    del entity(data, "Article")["owner"]
    refused(data, "no accounts", LIKE)


def test_who_sees_no_other_account_could_follow_none() -> None:
    data = ground()
    data["permissions"] = data["permissions"][:1]
    refused(data, "no User exists but the own one", FOLLOW)


def test_a_view_of_ones_own_is_left_as_it_is() -> None:
    data = ground()
    data["views"] = [{"name": "Article", "entity": "Article", "fields": [{"name": "id", "source": "id"}]}]
    refused(data, "The view Article stands in the Blueprint", LIKE)
    expanded(data, {"toggle": "Article.fans", "name": "like"})


def test_a_link_that_needs_a_value_is_refused() -> None:
    data = ground()
    fans = next(item for item in data["relationships"] if item["name"] == "fans")
    fans["attributes"] = [{"name": "stars", "type": "int32", "required": True}]
    refused(data, "needs `stars`", LIKE)


def test_a_public_operation_of_ones_own_cannot_tell_of_its_caller() -> None:
    data = ground()
    data["operations"] = [
        {"name": "newest", "method": "GET", "path": "/newest", "access": {"public": True},
         "steps": [{"list": "Article", "as": "page"}], "response": {"value": "page", "view": "Article"}}
    ]  # fmt: skip
    with pytest.raises(BadInput, match="newest is for callers without an account") as raised:
        expanded(data, LIKE)
    assert raised.value.path == "operations.newest.access"


def test_owners_are_of_rows_that_have_one() -> None:
    data = ground()
    data["relationships"].append({"name": "users", "from": "Tag", "to": "User", "cardinality": "many_to_many"})
    refused(data, "Tag has no owner", {"toggle": "Tag.users", "name": "use", "access": {"owner": True}})
