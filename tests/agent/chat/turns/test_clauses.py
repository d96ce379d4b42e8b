"""One turn asks for several things: each becomes a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.chat.turns.clauses import clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rename title to name and make it unique", ["rename title to name", "make it unique"]),
        ("rename a to b, c to d and e to f", ["rename a to b", "rename c to d", "rename e to f"]),
        ("add a bio to users and a note to books", ["add a bio to users", "add a note to books"]),
        ("Add a subtitle to books. Then make it required, please.", ["Add a subtitle to books", "make it required"]),
        ("members can create and delete books", ["members can create and delete books"]),
        ("members can create books and admins can delete them", ["members can create books", "admins can delete them"]),
        ("title and isbn must be unique", ["title and isbn must be unique"]),
        ("rating between 1 and 10", ["rating between 1 and 10"]),
        ("add tags (name, colour) and make them unique", ["add tags (name, colour)", "make them unique"]),
        ("books have an isbn (unique, and required)", ["books have an isbn (unique, and required)"]),
        ("could you please use JWT", ["use JWT"]),
        ("- use JWT\n- add GraphQL", ["use JWT", "add GraphQL"]),
        ("add a Tag with name; a book belongs to a tag", ["add a Tag with name", "a book belongs to a tag"]),
        ("Page by cursor, and may we have GraphQL too", ["Page by cursor", "may we have GraphQL"]),
        ("I'd be glad if books could be called items, and if title was unique",
         ["books must be called items", "title was unique"]),
        ("Readers get lost, so books should have a map", ["books should have a map"]),
        ("Books have a price, so members must pay", ["Books have a price", "members must pay"]),
        ("drop isbn, nobody looks at it", ["drop isbn", "nobody looks at it"]),
        ("for books, could you add a note", ["for books, could you add a note"]),
        ("nobody uses isbn, please drop it", ["nobody uses isbn, drop it"]),
        ("hello", []),
        ("", []),
        (" . ; , ", []),
    ],
)  # fmt: skip
def test_it_is_split_where_something_new_is_asked(text: str, expected: list[str]) -> None:
    assert list(clauses(text)) == expected


@given(st.text(alphabet="abc ,;.()and\n'\"-`", max_size=200))
def test_nothing_is_made_up(text: str) -> None:
    assert all(set(clause) <= set(text + "rename add") for clause in clauses(text))
