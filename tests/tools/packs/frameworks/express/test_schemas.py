"""Schemas: what comes in, what lists can be asked, and what is shown."""

import re
from functools import cache
from pathlib import Path

import pytest

from tools.blueprint.document import from_data, load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.frameworks.express.queries import listing_of
from tools.packs.frameworks.express.row_types import Generic, Members, Union, type_lines
from tools.packs.frameworks.express.schemas import nested_module, schema_module, schema_path

BLUEPRINTS = Path(__file__).parents[4] / "blueprints"


@cache
def planned(name: str) -> RenderPlan:
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), registry.stack("express", "sqlite"))


@cache
def schemas(name: str, group: str) -> str:
    plan = planned(name)
    return schema_module(plan, next(item for item in plan.groups if item.name.snake == group))


def exported(source: str, name: str) -> str:
    """What an export reads, up to the next one."""
    found = re.search(rf"^export (?:const|function|interface|type) {name}\b.*?(?=^/\*\*|\Z)", source, re.M | re.S)
    assert found is not None, f"{name} is not exported"
    return found[0]


def test_a_creation_makes_null_or_the_default_of_what_was_not_sent() -> None:
    body = exported(schemas("covering", "document"), "documentCreate")
    assert "    starts_on: date(),\n" in body
    assert "    ends_on: date().nullable().default(null),\n" in body
    assert "    kind: choice(DOCUMENT_KINDS).default('note'),\n" in body
    assert "    amount: decimal({ digits: 14, places: 4, min: '-1000', max: '1000' }),\n" in body


def test_a_change_leaves_absent_what_was_not_sent() -> None:
    body = exported(schemas("covering", "document"), "documentUpdate")
    assert "    starts_on: date().exactOptional(),\n" in body
    assert "    ends_on: date().nullable().exactOptional(),\n" in body
    assert ".default(" not in body


def test_only_names_that_differ_are_translated() -> None:
    assert "    class: 'class_',\n    starts_on: 'startsOn',\n" in exported(
        schemas("covering", "document"), "documentCreate"
    )
    assert "named(" not in exported(schemas("covering", "label"), "labelCreate")


def test_a_query_reads_texts_and_makes_a_listing_of_what_was_sent() -> None:
    source = schemas("covering", "category")
    query = exported(source, "listCategoriesQuery")
    assert "    parent_id: int64Text().nullable().default(null),\n" in query
    assert "    limit: int32Text({ min: 1, max: 50 }).default(10),\n" in query
    listing = exported(source, "listingOfListCategories")
    assert "filters: chosen(query, ['sort', 'limit', 'cursor'])," in listing
    assert "of: ['list_categories', ...within]," in listing


def test_a_list_with_pages_by_offset_is_told_apart_by_nothing() -> None:
    operation = next(item for item in planned("press").operations if item.name.snake == "list_articles")
    assert listing_of(planned("press"), operation) == "listingOfListArticles(query)"
    assert "limit: query.limit, offset: query.offset }" in schemas("press", "article")


def test_choices_that_are_too_long_for_a_line_get_a_name() -> None:
    source = schemas("covering", "document")
    assert "const LIST_DOCUMENTS_SORT_VALUES = [\n  'class',\n" in source
    assert "    sort: distinctList(choice(LIST_DOCUMENTS_SORT_VALUES), { max: 8 }).default([]),\n" in source


def test_views_write_values_as_they_go_over_the_wire() -> None:
    view = exported(schemas("covering", "document"), "documentView")
    assert "    class: row.class_,\n" in view
    assert "    amount: row.amount.toFixed(4),\n" in view
    assert "    blob: row.blob?.toString('base64') ?? null,\n" in view
    assert "    day: day(row.createdAt),\n" in schemas("shortlinks", "link")


def test_a_table_that_is_called_like_a_view_has_another_name() -> None:
    data = {
        "blueprint": 1,
        "name": "hits",
        "entities": [
            {"name": "Article", "attributes": [{"name": "title", "type": "string", "max_length": 9}]},
            {"name": "ArticleView", "attributes": [{"name": "place", "type": "string", "max_length": 9}]},
        ],
        "resources": [{"entity": "Article"}, {"entity": "ArticleView"}],
        "permissions": [
            {"entity": name, "actions": ["list", "read"], "allow": ["public"]} for name in ("Article", "ArticleView")
        ],
    }
    plan = resolve(from_data(data), registry.stack("express", "sqlite"))
    group = next(item for item in plan.groups if item.name.snake == "article_view")
    source = schema_module(plan, group)
    assert "import type { ArticleView as ArticleViewModel } from" in source
    assert "function articleViewView(row: ArticleViewModel): ArticleViewView {" in source


def test_values_of_links_and_computed_ones_are_read_from_beside_the_row() -> None:
    linked = schemas("covering", "label")
    assert "    position: row.linked.position,\n" in exported(linked, "documentLabelsOnItemView")
    assert "Linked<\n  Label,\n" in exported(linked, "DocumentLabelsOnItemViewRow")
    nested = nested_module(planned("blog"))
    assert "Shown<Pick<User, 'username'>, { readonly followed: boolean }>" in nested
    assert "author: bylineView(row.shown.author)" in nested


def test_a_wrapped_body_and_answer() -> None:
    source = schemas("press", "article")
    assert "z.strictObject({ article: createArticleRequest })" in exported(source, "createArticleEnvelope")
    assert "return { article: articleWholeView(row) };" in exported(source, "createArticleReply")
    assert "articlesCount: page.total" in exported(source, "listArticlesReply")


def test_measures_are_decimals_or_null() -> None:
    result = exported(schemas("covering", "document"), "analyzeDocumentsResult")
    assert "count: row.count as number," in result
    assert "small_avg: (row.small_avg as Big | null)?.toFixed(6) ?? null," in result


@pytest.mark.parametrize("name", ["covering", "blog", "crm", "gallery", "handbook", "shortlinks", "uploads"])
def test_no_name_is_exported_twice_and_no_line_is_too_long(name: str) -> None:
    plan = planned(name)
    modules = {schema_path(group): schema_module(plan, group) for group in plan.groups}
    for path, source in {**modules, "nested": nested_module(plan)}.items():
        names = re.findall(r"^(?:export )?(const|function|interface|type) (\w+)", source, re.M)
        values = [item for kind, item in names if kind in ("const", "function")]
        types = [item for kind, item in names if kind in ("interface", "type")]
        assert len(values) == len(set(values)), path
        assert len(types) == len(set(types)), path
        assert max(map(len, source.split("\n"))) <= 110, path


def test_types_that_are_too_long_have_their_parts_on_lines() -> None:
    kind = Generic("Shown", [Generic("Pick", ["Book", Union([f"'{'a' * 60}'", f"'{'b' * 60}'"])]), Members(["a: b"])])
    assert type_lines("type Row = ", kind, ";") == [
        "type Row = Shown<",
        "  Pick<",
        "    Book,",
        f"    | '{'a' * 60}'",
        f"    | '{'b' * 60}'",
        "  >,",
        "  { a: b }",
        ">;",
    ]


def test_a_link_keeps_the_name_that_the_store_gives_it() -> None:
    described = (BLUEPRINTS / "covering.yaml").read_text().replace("{name: remark,", "{name: class,")
    plan = resolve(load(described.encode()), registry.stack("express", "sqlite"))
    source = "".join(schema_module(plan, group) for group in plan.groups)
    assert "class: row.linked.class_," in source
    assert "readonly class_: string | null" in source
