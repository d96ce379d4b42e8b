from tests.tools.api_generator.plans import example_plan, plan_of
from tools.blueprint.graphql import model as graphql_types
from tools.blueprint.graphql.build import graphql_model


def fields(name: str) -> dict[str, graphql_types.NestedField]:
    api = graphql_model(example_plan("covering"))
    owner = next(item for item in api.objects if item.name == name)
    return {field.name: field for field in owner.nested}


def test_every_operation_runs_from_one_field_or_from_a_row() -> None:
    plan = example_plan("covering")
    api = graphql_model(plan)
    top = [field.operation.name.snake for field in (*api.queries, *api.mutations)]
    nested = {field.operation.name.snake for item in api.objects for field in item.nested}
    assert len(top) == len(set(top))
    assert {item.name.snake for item in plan.operations} == set(top) | (nested - set(top))


def test_a_reference_leads_to_its_row_and_back() -> None:
    found = fields("Document")
    category = found["category"]
    assert (category.kind, category.parent_column, category.target_column) == ("one", "category_id", "id")
    assert category.operation.name.snake == "read_category"
    comments = found["comments"]
    assert (comments.kind, comments.parent_column, comments.target_column) == ("many", "id", "document_id")
    assert comments.operation.name.snake == "list_comments"


def test_rows_that_refer_to_it_have_the_name_that_the_blueprint_gives_them() -> None:
    assert {"children", "documents"} <= fields("Category").keys()
    assert "categories" not in fields("Category")
    later = fields("Document")["supersededBy"]
    assert (later.kind, later.type, later.arguments) == ("one", "Document", ())
    assert (later.parent_column, later.target_column) == ("id", "supersedes_id")
    assert later.operation.name.snake == "read_document"
    assert "documents" not in fields("Document")


def _books(*relationships: dict[str, str]) -> list[str]:
    """Fields of the author, where books have these relationships to it."""
    plan = plan_of(
        {
            "entities": [{"name": "Author"}, {"name": "Book", "attributes": [{"name": "title"}]}],
            "relationships": [{"from": "Book", "to": "Author", **item} for item in relationships],
            "resources": [{"entity": "Author"}, {"entity": "Book"}],
            "api": {"styles": ["rest", "graphql"]},
        }
    )
    author = next(item for item in graphql_model(plan).objects if item.name == "Author")
    return [field.name for field in author.nested]


def test_a_relationship_that_is_added_renames_no_field() -> None:
    author, editor = {"name": "author"}, {"name": "editor"}
    assert _books(author) == ["books"]
    assert _books(editor) == ["booksByEditor"]
    assert _books(editor, author) == ["booksByEditor", "books"]
    assert _books({"name": "writer", "inverse": "works"}, author) == ["works", "books"]


def test_a_name_that_is_taken_is_not_taken_twice() -> None:
    assert _books({"name": "author", "inverse": "texts"}, {"name": "editor", "inverse": "texts"}) == [
        "texts",
        "booksByEditor",
    ]
    assert _books({"name": "author", "inverse": "id"}) == ["books"]


def test_one_row_at_most_is_an_object_without_an_inverse_name_too() -> None:
    assert _books({"name": "author", "cardinality": "one_to_one"}) == ["book"]
    assert _books({"name": "editor", "cardinality": "one_to_one"}) == ["bookByEditor"]


def test_a_natural_key_is_followed_by_its_column() -> None:
    country = fields("Document")["country"]
    assert (country.parent_column, country.target_column) == ("country_code", "code")


def test_links_lead_to_rows_with_the_values_of_the_link() -> None:
    labels = fields("Document")["labelsOn"]
    assert (labels.kind, labels.target_column) == ("linked", None)
    assert labels.type == "DocumentLabelsOnItemConnection"


def test_rows_that_no_operation_reads_have_no_field() -> None:
    entities = [{"name": "Author"}, {"name": "Book"}]
    relationships = [{"name": "author", "from": "Book", "to": "Author"}]
    data = {"entities": entities, "relationships": relationships, "resources": [{"entity": "Book"}]}
    (book,) = graphql_model(plan_of({**data, "api": {"styles": ["rest", "graphql"]}})).objects
    assert book.nested == ()


def test_rows_that_cannot_be_listed_by_their_reference_have_no_field() -> None:
    listing = {
        "name": "list_books", "intent": "crud.list", "group": "Book", "method": "GET", "path": "/books",
        "access": {"public": True}, "response": {"value": "page", "view": "Book"},
    }  # fmt: skip
    nested = {}
    for filters in ([], ["author_id"]):
        plan = plan_of(
            {
                "entities": [{"name": "Author", "attributes": []}, {"name": "Book", "attributes": [{"name": "title"}]}],
                "relationships": [{"name": "author", "from": "Book", "to": "Author"}],
                "resources": [{"entity": "Author"}],
                "operations": [{**listing, "steps": [{"list": "Book", "as": "page", "filters": filters}]}],
            }
        )
        author = next(item for item in graphql_model(plan).objects if item.name == "Author")
        nested[len(filters)] = [field.name for field in author.nested]
    assert nested == {0: [], 1: ["books"]}


def test_arguments_know_the_inputs_that_they_become() -> None:
    api = graphql_model(example_plan("library"))
    update = next(field for field in api.mutations if field.name == "updateBook")
    assert [(item.name, item.source) for item in update.arguments] == [
        ("id", "path"),
        ("expectedVersion", "expected_version"),
        ("input", "body"),
    ]
    books = next(field for field in api.queries if field.name == "books")
    sources = {item.name: item.source for item in books.arguments}
    assert sources == {"filter": "filter", "orderBy": "order", "first": "first", "after": "after"}


def test_enum_values_keep_what_operations_know_them_by() -> None:
    api = graphql_model(example_plan("covering"))
    kinds = next(item for item in api.enums if item.name == "DocumentKind")
    assert ("VERY_LONG", "very long") in [(value.name, value.wire) for value in kinds.values]
    orders = next(item for item in api.enums if item.name == "CategoryOrder")
    assert ("LABEL_DESC", "-label") in [(value.name, value.wire) for value in orders.values]
