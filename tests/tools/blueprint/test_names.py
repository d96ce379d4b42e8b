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
