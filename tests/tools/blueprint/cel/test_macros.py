"""Expressions over related rows: what they become, and mistakes."""

import pytest

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.cel import compile_expression
from tools.blueprint.cel.macros import MACROS, Macro
from tools.blueprint.document import load
from tools.blueprint.expand import expand
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.relations import Relations
from tools.blueprint.lower.scope import OperationScope, Parameters, touches_row
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal, Related, ViewerValue
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput


def _compiled(text: str, entity: str = "article") -> Expr:
    blueprint = expand(load((BLUEPRINTS / "blog.yaml").read_bytes()))
    tables = {table.name.snake: table for table in plan_of("blog").tables}
    key = tables["user"].column("id").type
    relations = Relations(BlueprintIndex(blueprint), tables)
    scope = OperationScope({}, {"id": ViewerValue("id", key)}, relations=relations)
    return compile_expression(text, scope.scope(tables[entity]))


def _related(text: str, entity: str = "article") -> Related:
    found = _compiled(text, entity)
    assert isinstance(found, Related)
    return found


def test_rows_that_refer_to_a_row() -> None:
    found = _related("row.comments.count()")
    assert (found.function, found.table, found.link, found.type.kind) == ("count", "comment", None, "int64")
    key = _related("row.comments.count()").on
    assert isinstance(key, Call)
    assert {(side.of, side.column) for side in key.args if isinstance(side, ColumnValue)} == {
        ("comments", "article_id"),
        ("", "id"),
    }


def test_rows_that_are_marked_as_deleted_count_for_nothing() -> None:
    where = _related("row.comments.count(c, c.stars > 1)").where
    assert isinstance(where, Call)
    assert [part.function for part in where.args if isinstance(part, Call)] == ["is_null", "gt"]


def test_rows_that_are_linked_with_a_row() -> None:
    found = _related("row.fans.exists(f, f.id == viewer.id)")
    assert found.link is not None
    assert (found.table, found.link.table) == ("user", "article_fans")


def test_a_link_is_followed_from_its_other_end() -> None:
    linked = _related("row.favorites.count()", "user")
    assert linked.link is not None
    assert (linked.table, linked.link.table) == ("article", "article_fans")
    inner = _related("row.author.articles.count()").value
    assert isinstance(inner, Related)
    assert (inner.function, inner.table) == ("count", "article")


def test_a_value_of_the_row_that_a_reference_leads_to() -> None:
    found = _related("row.author.username")
    assert (found.function, found.value) == (
        "one",
        ColumnValue("username", found.type, "author"),
    )


def test_what_exists_behind_a_reference_exists() -> None:
    found = _related("row.author.followers.exists()")
    assert found.function == "exists"
    assert isinstance(found.where, Related)


def test_two_ways_over_one_relationship_do_not_share_their_rows() -> None:
    both = _compiled("row.comments.count() > row.comments.count(c, c.stars == 5)")
    assert isinstance(both, Call)
    assert len({part.alias for part in both.args if isinstance(part, Related)}) == 2


def test_related_rows_stay_in_the_store_and_the_caller_becomes_an_argument() -> None:
    parameters = Parameters()
    stored = parameters.store(_compiled("row.fans.exists(f, f.id == viewer.id)"))
    assert touches_row(stored)
    assert [item.name for item in parameters.all] == ["viewer_id"]


@pytest.mark.parametrize("macro", MACROS, ids=lambda macro: macro.name)
def test_the_example_of_a_macro_is_written_as_it_must_be(macro: Macro) -> None:
    name = macro.example.partition("(")[2].partition(",")[0]
    text = f"row.comments.{macro.name}({name}, {name}.stars)" if macro.takes_value else f"row.comments.{macro.name}()"
    assert _related(text).function == macro.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row.nobody.count()", "row.nobody"),
        ("row.author.count()", "row.author"),
        ("row.author.nothing", "has no `nothing`"),
        ("row.comments.body", "Only `name.member`"),
        ("row.comments.sum()", "needs a name for each row"),
        ("row.comments.sum(c)", "is written like"),
        ("row.comments.sum(c, c.body)", "does not compute"),
        ("row.comments.count(c, c.stars)", "bool is wanted"),
        ("row.comments.count(row, row.stars == 1)", "names each row"),
        ("row.comments.exists(c, d.stars == 1)", "d.stars"),
        ("row.comments.first()", "no method"),
    ],
)
def test_mistakes_are_told_where_they_stand(text: str, said: str) -> None:
    with pytest.raises(BadInput, match="at character") as raised:
        _compiled(text)
    assert said in raised.value.message


def test_sums_keep_the_scale_of_what_they_add() -> None:
    whole = _related("row.comments.sum(c, c.stars)").type
    assert whole == ValueType("int64")
    assert Literal(0, whole).type == whole
