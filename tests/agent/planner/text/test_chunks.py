"""Noun phrases and verbs."""

import pytest

from agent.planner.text.chunks import Noun, Verb, chunks


def _nouns(text: str) -> list[str]:
    return [" ".join(chunk.words) for chunk in chunks(text) if isinstance(chunk, Noun)]


def _verbs(text: str) -> list[str]:
    return [chunk.lemma for chunk in chunks(text) if isinstance(chunk, Verb)]


@pytest.mark.parametrize(
    ("text", "nouns", "verbs"),
    [
        ("members borrow books", ["member", "book"], ["borrow"]),
        ("users review products", ["user", "product"], ["review"]),
        ("customers order products", ["customer", "product"], ["order"]),
        ("a guest books a room", ["guest", "room"], ["book"]),
        ("books, authors and loans", ["book", "author", "loan"], []),
        ("threads, replies and upvotes", ["thread", "reply", "upvote"], []),
        ("managing books", ["book"], ["manage"]),
        ("a booking system", ["booking system"], []),
        ("posts are written by users", ["post", "user"], ["write"]),
        ("tasks assigned to users", ["task", "user"], ["assign"]),
        ("A user can own many vehicles", ["user", "vehicle"], ["own"]),
        ("Authors log in", ["author"], ["login"]),
        ("Leave requests belong to an employee", ["leave request", "employee"], ["belong"]),
        ("a new stock movement", ["stock movement"], []),
        ("tenants (name, email) sign leases", ["tenant", "lease"], ["sign"]),
        ("Cards belong to a deck and store a score", ["card", "deck", "score"], ["belong", "store"]),
        ("vehicles park in spots", ["vehicle", "spot"], ["park"]),
        ("an LMS", ["lms"], []),
        ("tickets from 1 to 5 and seats between 2 and 4", ["ticket", "seat"], []),
    ],
)
def test_parts_of_speech(text: str, nouns: list[str], verbs: list[str]) -> None:
    assert _nouns(text) == nouns
    assert _verbs(text) == verbs


def test_brackets_belong_to_the_noun_before() -> None:
    noun = next(chunk for chunk in chunks("tasks (title, due date)") if isinstance(chunk, Noun))
    assert noun.group == "title, due date"
    assert noun.plural


def test_a_possessor_is_no_part_of_the_name() -> None:
    noun = next(chunk for chunk in chunks("a user's orders") if isinstance(chunk, Noun))
    assert (noun.possessor, noun.words) == (("user",), ("order",))


def test_negation_and_voice() -> None:
    verb = next(chunk for chunk in chunks("posts cannot be deleted") if isinstance(chunk, Verb))
    assert verb.negated
    assert verb.passive
