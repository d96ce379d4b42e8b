"""names: casing and plurals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint import names


@pytest.mark.parametrize(
    ("word", "plural"),
    [("book", "books"), ("category", "categories"), ("status", "statuses"), ("address", "addresses"),
     ("person", "people"),
     ("series", "series"), ("bonus", "bonuses"), ("books", "books"), ("box", "boxes"), ("analysis", "analyses")],
)  # fmt: skip
def test_plurals(word: str, plural: str) -> None:
    assert names.plural(word) == plural
    assert names.plural(plural) == plural


@pytest.mark.parametrize("word", ["status", "address", "bus", "analysis", "series", "book"])
def test_a_singular_stays(word: str) -> None:
    assert names.singular(word) == word


@pytest.mark.parametrize(
    ("many", "one"),
    [("citizens", "citizen"), ("tokens", "token"), ("kitchens", "kitchen"), ("lenses", "lens"), ("statuses", "status"),
     ("addresses", "address"), ("buses", "bus"), ("bonuses", "bonus"), ("campuses", "campus"), ("houses", "house"),
     ("warehouses", "warehouse"), ("clauses", "clause"), ("analyses", "analysis"), ("criteria", "criterion"),
     ("people", "person"), ("children", "child"), ("aliases", "alias"), ("canvases", "canvas"), ("caches", "cache"),
     ("batches", "batch"), ("boxes", "box"), ("companies", "company"), ("movies", "movie"), ("cookies", "cookie"),
     ("shoes", "shoe"), ("leaves", "leaf"), ("archives", "archive"), ("drives", "drive"), ("shelves", "shelf"),
     ("indices", "index"), ("menus", "menu"), ("taxis", "taxi"), ("cameras", "camera"), ("schemas", "schema"),
     ("quotas", "quota"), ("men", "man"), ("women", "woman"), ("feet", "foot"), ("databases", "database"),
     ("alumni", "alumnus"), ("quizzes", "quiz"), ("heroes", "hero"), ("causes", "cause"), ("axes", "axis")],
)  # fmt: skip
def test_singulars_and_back(many: str, one: str) -> None:
    assert (names.singular(many), names.singular(one), names.plural(many)) == (one, one, many)
    assert names.plural(one) == many


@pytest.mark.parametrize(
    "word",
    ["lens", "news", "species", "data", "media", "metadata", "physics", "alias", "canvas", "gas", "pasta", "quota",
     "citizen", "kitchen", "cache", "cookie", "archive", "leaf", "chassis", "headquarters", "sms"],
)  # fmt: skip
def test_what_only_looks_like_a_plural_stays(word: str) -> None:
    assert names.singular(word) == word


@given(st.lists(st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True), min_size=1, max_size=4))
def test_casings_agree_on_words_of_letters(parts: list[str]) -> None:
    flat = "_".join(parts)
    assert names.snake(names.kebab(flat)) == names.snake(flat)


def test_identifiers_avoid_reserved_words() -> None:
    namer = names.Namer(frozenset({"class", "Type"}), frozenset({"metadata"}), "snake")
    assert namer.name("class").attr == "class_"
    assert namer.name("metadata").attr == "metadata_"
    assert namer.name("metadata").file == "metadata"
    assert namer.name("type").type == "Type_"
