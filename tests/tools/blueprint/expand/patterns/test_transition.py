"""State machines."""

from tests.tools.blueprint.expand.patterns.grounds import (
    attribute,
    entity,
    expanded,
    ground,
    operation,
    refused,
    route,
    steps,
)

PUBLISH = {"transition": "Article.state", "name": "publish", "from": ["draft", "hidden"], "to": "shown"}


def test_a_row_goes_from_one_state_to_another() -> None:
    found = operation(expanded(ground(), {**PUBLISH, "stamp": "shown_at", "accept": ["title"]}), "publish_article")
    assert route(found) == "POST /articles/{id}/publish"
    assert steps(found) == [
        {"find": "Article", "as": "article", "where": "row.id == input.id"},
        {"check": 'article.state in ["draft", "hidden"]', "else": "not_draft_or_hidden"},
        {"update": "article", "accept": ["title"], "set": {"state": '"shown"', "shown_at": "now()"}},
    ]
    assert [(error.name, error.status) for error in found.errors] == [("not_draft_or_hidden", 409)]
    assert found.access.owner


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "`sold` is no value of Article.state", {**PUBLISH, "to": "sold"})
    refused(ground(), "no attribute `title` of type enum", {**PUBLISH, "transition": "Article.title"})
    refused(ground(), "no attribute `views` of type datetime", {**PUBLISH, "stamp": "views"})
    data = ground()
    attribute(data, "Article.state")["managed"] = False
    refused(data, "could be changed past the pattern", PUBLISH)


def test_a_stamp_is_set_by_nobody_else() -> None:
    data = ground()
    attribute(data, "Article.shown_at")["managed"] = False
    refused(data, "Article.shown_at could be changed past", {**PUBLISH, "stamp": "shown_at"})


def test_an_error_of_many_states_has_a_short_name() -> None:
    data = ground()
    states = [f"a_rather_long_state_{number}" for number in range(4)]
    attribute(data, "Article.state")["values"] += states
    found = operation(expanded(data, {**PUBLISH, "from": states}), "publish_article")
    assert [error.name for error in found.errors] == ["wrong_state"]


def test_owners_are_of_rows_that_have_one() -> None:
    data = ground()
    entity(data, "Tag")["attributes"].append({**attribute(data, "Article.state")})
    refused(data, "Tag has no owner", {**PUBLISH, "transition": "Tag.state", "access": {"owner": True}})
