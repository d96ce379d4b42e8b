"""Feeds of whom the caller follows."""

from tests.tools.blueprint.expand.patterns.grounds import (
    entity,
    expanded,
    ground,
    operation,
    refused,
    relationship,
    route,
    steps,
)
from tools.blueprint.model import Access

FEED = {"feed": "Article", "of": "author.followers"}


def test_the_rows_of_whom_the_caller_follows_newest_first() -> None:
    found = operation(expanded(ground(), FEED), "feed_articles")
    assert route(found) == "GET /articles/feed"
    (step,) = steps(found)
    assert step["where"] == "row.author.followers.exists(a, a.id == viewer.id)"
    assert step["order"] == ["-created_at"]
    assert "title" in step["filters"]
    assert found.access == Access()


def test_the_relationship_may_be_known_from_either_side() -> None:
    found = operation(expanded(ground(), {**FEED, "of": "author.followed", "name": "mirror"}), "mirror_articles")
    assert route(found) == "GET /articles/mirror"
    assert steps(found)[0]["where"] == "row.author.followed.exists(a, a.id == viewer.id)"


def test_what_is_followed_need_be_no_account() -> None:
    data = ground()
    relationship(data, "User.followers").update({"from": "Tag", "name": "watchers"})
    data["relationships"].append({"name": "topic", "from": "Article", "to": "Tag"})
    expanded(data, {**FEED, "of": "topic.watchers"})


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "There is no entity Post", {**FEED, "feed": "Post"})
    refused(ground(), "Article has no to-one relationship `fans`", {**FEED, "of": "fans.followers"})
    refused(ground(), "User has no many-to-many relationship `friends`", {**FEED, "of": "author.friends"})
    refused(ground(), "User.liked leads to Article, not to accounts", {**FEED, "of": "author.liked"})
    refused(ground(), "`Nothing` is no view of Article", {**FEED, "view": "Nothing"})
    data = ground()
    entity(data, "Article")["timestamps"] = False
    refused(data, "Which Article is newer is not known", FEED)


def test_callers_who_see_nothing_but_their_own_have_no_feed() -> None:
    data = ground()
    data["permissions"] = data["permissions"][1:]
    refused(data, "see no Article but their own", FEED)


def test_without_accounts_nobody_follows() -> None:
    data = ground()
    data["permissions"], data["auth"] = [], {"scheme": "none"}
    del entity(data, "Article")["owner"]
    refused(data, "no accounts", FEED)


def test_two_feeds_have_two_paths() -> None:
    refused(ground(), "make the operation feed_articles", FEED, {**FEED, "of": "author.followed"})
