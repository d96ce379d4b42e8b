"""Values that views compute."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.expr import ViewerValue
from tools.blueprint.plan.operation import OperationPlan, ShowRows
from tools.blueprint.plan.store import Nest
from tools.blueprint.resolve import resolve
from tools.errors import AgentError, BadInput
from tools.packs.registry import stack


def _operation(name: str) -> OperationPlan:
    return next(item for item in plan_of("blog").operations if item.name.snake == name)


def _shows(name: str) -> ShowRows:
    return next(node for node in _operation(name).nodes if isinstance(node, ShowRows))


def _with_value(value: str, *, public: bool = False, **field: Any) -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    card = next(view for view in data["views"] if view["name"] == "ArticleCard")
    card["fields"] = [{"name": "id", "source": "id"}, {"name": "it", "value": value, **field}]
    if public:
        for operation in data["operations"]:
            if operation["name"] == "list_cards":
                operation["access"] = {"public": True}
    resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


def test_what_is_computed_is_read_last_and_once_for_a_whole_page() -> None:
    assert isinstance(_operation("feed").nodes[-1], ShowRows)
    assert _shows("feed").page
    assert not _shows("read_card").page
    assert _shows("feed").call.name == _shows("read_card").call.name


def test_fields_know_whether_they_may_be_null() -> None:
    view = _operation("read_card").response.view
    assert view is not None
    assert {field.name.snake for field in view.fields if field.computed and field.nullable} == {"best"}


def test_an_answer_that_shows_more_than_the_row_is_never_said_to_be_unchanged() -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    for entity in data["entities"]:
        entity["optimistic_lock"] = entity["name"] == "Article"
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    card = next(item for item in plan.operations if item.name.snake == "read_card")
    article = next(item for item in plan.operations if item.name.snake == "read_article")
    assert card.response.etag
    assert (card.revalidates, article.revalidates) == (False, True)


def test_what_is_computed_of_the_caller_needs_one() -> None:
    with pytest.raises(BadInput, match="viewer"):
        _with_value("row.fans.exists(f, f.id == viewer.id)", public=True)


@pytest.mark.parametrize(
    ("value", "field", "said"),
    [
        ("row.author.password_hash", {}, "sensitive"),
        ("row.comments.max(c, c.deleted_at)", {}, ""),
        ("null", {}, "is null whatever"),
        ("row.title", {"source": "title"}, "either a source or a value"),
        ("row.nothing", {}, "View ArticleCard"),
        ("row.title", {"view": "Profile"}, "either a source or a value"),
    ],
)
def test_mistakes_name_the_view(value: str, field: dict[str, Any], said: str) -> None:
    if not said:
        _with_value(value, **field)
        return
    with pytest.raises(BadInput, match=said) as raised:
        _with_value(value, **field)
    assert raised.value.path == "views.ArticleCard"
    assert raised.value.hint


def test_a_stranger_is_null_and_one_function_serves_them_too() -> None:
    for name, absent in (("read_card", True), ("favorite_article", False)):
        (caller,) = _shows(name).call.parameters
        assert isinstance(caller.value, ViewerValue)
        assert caller.value.nullable is absent
        assert caller.nullable
    assert _shows("read_card").call.name == _shows("favorite_article").call.name


def test_what_is_told_of_the_caller_may_be_null_where_there_may_be_none() -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    next(view for view in data["views"] if view["name"] == "ArticleCard")["fields"].append(
        {"name": "asked_by", "value": "viewer.id"}
    )
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    card = next(item for item in plan.operations if item.name.snake == "read_card")
    assert card.response.view is not None
    assert next(field for field in card.response.view.fields if field.name.snake == "asked_by").nullable


def _with_nested(**field: Any) -> OperationPlan:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    card = next(view for view in data["views"] if view["name"] == "CommentCard")
    card["fields"] = [{"name": "id", "source": "id"}, {"name": "it", **field}]
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    return next(item for item in plan.operations if item.name.snake == "read_thread")


def _nest(operation: OperationPlan) -> Nest:
    (nest,) = next(node for node in operation.nodes if isinstance(node, ShowRows)).call.nests
    return nest


def test_a_row_inside_has_its_columns_its_values_and_rows_inside_it() -> None:
    operation = _with_nested(source="article", view="ArticleTitle")
    nest = _nest(operation)
    assert (nest.name, nest.table, [item.name for item in nest.columns]) == ("it", "article", ["id", "title"])
    (author,) = nest.nests
    assert (author.name, [item.name for item in author.values]) == ("author", ["followed"])
    assert operation.response.view is not None
    field = operation.response.view.fields[1]
    assert field.view is not None
    assert (field.view.name, field.view.fields[2].view is not None) == ("ArticleTitle", True)


@pytest.mark.parametrize(("source", "view", "absent"), [
    ("article", "ArticleTitle", False), ("reply_to", "CommentLine", True), ("author", "Profile", False),
])  # fmt: skip
def test_a_row_inside_is_null_where_there_may_be_none(source: str, view: str, absent: bool) -> None:
    found = _with_nested(source=source, view=view).response.view
    assert found is not None
    assert found.fields[1].nullable is absent


@pytest.mark.parametrize(
    ("source", "view", "said"),
    [
        ("replies", "ArticleTitle", "`replies` leads to Comment, and ArticleTitle shows Article"),
        ("article", "CommentLine", "does not lead to one Comment"),
        ("body", "CommentLine", "does not lead to one Comment"),
        ("article", "Nothing", "there is no view `Nothing`"),
        ("reply_to", "CommentCard", "shows itself inside: CommentCard > CommentCard"),
    ],
)
def test_a_row_inside_is_one_row_of_another_view(source: str, view: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        _with_nested(source=source, view=view)
    assert raised.value.path == "views.CommentCard"


def test_graphql_does_not_compute_yet() -> None:
    data = yaml.safe_load((BLUEPRINTS / "blog.yaml").read_text(encoding="utf-8"))
    data["api"]["styles"] = ["rest", "graphql"]
    with pytest.raises(AgentError) as raised:
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    assert raised.value.code == "unsupported"
    assert "ArticleCard" in raised.value.message
