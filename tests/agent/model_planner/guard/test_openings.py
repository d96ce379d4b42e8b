"""Words open what they speak of, and no more."""

import pytest

from agent.model_planner.guard.openings import Deed, asks

ENTITIES = ("Book", "Note", "Use")
PUBLIC = "{} of Book is open to public"


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        (PUBLIC.format("delete"), "Everyone can delete books, even without signing in"),
        (PUBLIC.format("list"), "Guests may see all books"),
        (PUBLIC.format("create"), "Make every route of books public"),
        (PUBLIC.format("read"), "No sign-in at all, please"),
        (PUBLIC.format("read"), "Only admins may delete books, everyone else may read them"),
        ("update of Book is open to editor", "Editors may change books"),
        ("list of Book is open to authenticated", "Let every signed-in user read all books"),
        ("nobody has to sign in", "We do not need accounts"),
        ("callers may send more requests", "let them call as often as they like"),
        ("passwords may be weaker", "passwords of 8 characters are enough"),
        ("Book.code is no longer sensitive", "show the code of a book"),
        ("whoever registers is editor", "all who register are editors"),
        ("Note has another owner, or none", "notes are shared by all users"),
    ],
)
def test_what_is_asked_for(opened: str, said: str) -> None:
    assert asks([opened], said, said, ENTITIES)


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        (PUBLIC.format("delete"), "Only admins may delete all books"),
        (PUBLIC.format("delete"), "Only admins may delete books, everyone else may read them"),
        (PUBLIC.format("delete"), "Members may delete books"),
        (PUBLIC.format("delete"), "Anyone may read books"),
        (PUBLIC.format("delete"), "Anyone may delete notes"),
        (PUBLIC.format("list"), "Readers sign in with email and password"),
        ("update of Book is open to member", "Only editors may change books"),
        ("nobody has to sign in", "Anyone may read books"),
        ("callers may send more requests", "Members may change notes"),
        ("callers may send more requests", "Rate limit of 60 requests per minute"),
        ("passwords may be weaker", "Readers sign in with email and password"),
        ("Book.code is no longer sensitive", "Books have a name and a secret code"),
        ("Book.code is no longer sensitive", "Editors may see the title"),
        ("whoever registers is admin", "Readers register with email and password"),
        ("Note has another owner, or none", "each user sees only their own notes"),
        ("Note has another owner, or none", "every note belongs to a user"),
    ],
)
def test_what_is_not(opened: str, said: str) -> None:
    assert not asks([opened], said, said, ENTITIES)


def test_what_is_cut_out_of_a_sentence_says_what_the_sentence_says() -> None:
    opened = ["delete of Book is open to member"]
    assert asks(opened, "members may delete books", "All members may delete books.", ENTITIES)
    assert not asks(opened, "members may delete books", "Only senior members may delete books.", ENTITIES)


def test_each_thing_is_asked_for() -> None:
    said = "Anyone may read books"
    assert not asks([PUBLIC.format("read"), PUBLIC.format("delete")], said, said, ENTITIES)


@pytest.mark.parametrize(
    ("opened", "said", "quote"),
    [
        (PUBLIC.format("list"), "Visitors must not see books", ""),
        ("delete of Book is open to member", "Members may never delete books", ""),
        ("delete of Book is open to member", "Members are not allowed to delete books", ""),
        ("delete of Book is open to member", "It is false that members may delete books", "members may delete books"),
        ("delete of Book is open to admin", "No one other than admins may delete books", "admins may delete books"),
        ("delete of Book is open to member", "Admins may delete books", ""),
        ("delete of Book is open to authenticated", "Admins may delete all books", ""),
        ("update of Book is open to member", "Admins may edit and members may read books", ""),
        (PUBLIC.format("list"), "Everyone may read books except guests", "Everyone may read books"),
        (PUBLIC.format("read"), "Nobody gets in without signing in", ""),
        ("nobody has to sign in", "Nobody gets in without signing in", ""),
        ("nobody has to sign in", "Anyone can use the catalog", ""),
        ("anybody may make an account", "No visitor may join by herself", ""),
        ("anybody may make an account", "Visitors read the blog", ""),
        ("passwords may be weaker", "Passwords never have fewer than 12 characters", ""),
        ("callers may send more requests", "Callers should never exceed the rate limit", ""),
        ("Book.code is no longer sensitive", "Never show the code of a book", ""),
        ("the view Book shows Note to public", "Books have a title", ""),
        ("the view Book shows Note to public", "Never show the notes of books", ""),
    ],
)
def test_what_forbids_or_names_others_asks_for_nothing(opened: str, said: str, quote: str) -> None:
    assert not asks([opened], quote or said, said, ENTITIES)


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        ("nobody has to sign in", "Everything works without a login"),
        (PUBLIC.format("list"), "No account needed to read books"),
        (PUBLIC.format("list"), "Guests may see all books, but they may not change them"),
        ("callers may send more requests", "There is no rate limit"),
        ("passwords may be weaker", "no password rules of any length please"),
        ("delete of Book is open to member", "Members may read, create and delete books"),
        ("delete of Book is open to member", "Books may be deleted by members"),
        ("delete of Book is open to editor", "Everybody may delete books"),
        ("anybody may make an account", "Visitors may sign up by themselves"),
        ("the view Book shows Note to public", "Show the notes with each book"),
    ],
)
def test_what_takes_a_guard_away_names_it(opened: str, said: str) -> None:
    assert asks([opened], said, said, ENTITIES)


def test_an_operation_is_opened_by_words_about_what_it_does() -> None:
    opened = ["the operation wipe is open to public"]
    wipe = {"wipe": Deed(frozenset({"delete"}), frozenset({"Note"}))}
    for said, asked in (
        ("Anybody may browse books", False),
        ("Anybody may delete books", False),
        ("Anybody may browse notes", False),
        ("Anybody may delete notes", True),
    ):
        assert asks(opened, said, said, ENTITIES, wipe) is asked
