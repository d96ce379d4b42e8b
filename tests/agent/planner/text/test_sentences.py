"""Clauses: sentences, bullets, headings, rows, code."""

from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.sentences import LONGEST, Kind, clauses, sentences


def test_semicolons_and_sentences() -> None:
    found = [clause.text for clause in clauses("A library API: books; members borrow books. JWT.")]
    assert found == ["A library API: books", "members borrow books.", "JWT."]


def test_brackets_keep_their_semicolons() -> None:
    assert sentences("deals (title; amount); contacts") == ["deals (title; amount)", "contacts"]


def test_a_document() -> None:
    text = "# Shop\n\nA shop keeps:\n- products\n- orders\n\n## Fields\n| a | b |\n\n```\nGET /x\n```\n"
    found = [(clause.kind, clause.text) for clause in clauses(text)]
    assert found == [
        (Kind.HEADING, "Shop"),
        (Kind.PROSE, "A shop keeps:"),
        (Kind.BULLET, "products"),
        (Kind.BULLET, "orders"),
        (Kind.HEADING, "Fields"),
        (Kind.ROW, "a | b"),
        (Kind.CODE, "GET /x"),
    ]
    products = clauses(text)[2]
    assert (products.heading, products.parent) == ("Shop", "A shop keeps:")


def test_wrapped_lines_are_one_sentence() -> None:
    assert [clause.text for clause in clauses("Books have a\ntitle and an\nauthor.")] == [
        "Books have a title and an author."
    ]


@given(st.text(max_size=4000))
def test_no_clause_is_too_long_and_none_is_empty(text: str) -> None:
    for clause in clauses(text):
        assert clause.text.strip()
        assert len(clause.text) <= LONGEST or clause.kind in {Kind.CODE, Kind.HEADING, Kind.ROW}
