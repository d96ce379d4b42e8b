"""Rows that share something with a row."""

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

RELATED = {"related": "Article.tags"}


def test_other_rows_that_share_a_tag() -> None:
    found = operation(expanded(ground(), RELATED), "related_article")
    assert route(found) == "GET /articles/{id}/related"
    find, step = steps(found)
    assert find == {"find": "Article", "as": "article", "where": "row.id == input.id"}
    same = "row.tags.exists(s, s.articles.exists(o, o.id == article.id))"
    assert step["where"] == f"row.id != article.id && {same}"
    assert step["order"] == ["-created_at"]
    assert found.access == Access(public=True)


def test_the_relationship_may_be_declared_from_the_other_side() -> None:
    found = operation(expanded(ground(), {"related": "Tag.articles", "name": "near"}), "near_tag")
    assert route(found) == "GET /tags/{id}/near"
    assert "row.articles.exists(s, s.tags.exists(o, o.id == tag.id))" in steps(found)[1]["where"]


def test_rows_without_a_time_come_by_their_key() -> None:
    data = ground()
    entity(data, "Article")["timestamps"] = False
    assert "order" not in steps(operation(expanded(data, RELATED), "related_article"))[1]


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "Article has no many-to-many relationship `author`", {"related": "Article.author"})
    refused(ground(), "There is no entity Post", {"related": "Post.tags"})
    data = ground()
    del relationship(data, "Article.tags")["inverse"]
    refused(data, "Nothing leads back from Tag", RELATED)
