"""Words mean parts, in any number and case; what means none is told with the nearest names."""

from types import MappingProxyType

import pytest

from agent.chat.turns.references import find, find_all, need, unknown
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address
from agent.planner import Draft
from agent.task import Request
from tests.agent.chat.turns.conftest import STACK, example
from tools.blueprint.edit.model import PartKind
from tools.errors import BadInput


def _unasked(request: Request) -> Draft:
    raise AssertionError("nothing is to be planned")


@pytest.fixture
def scene() -> Scene:
    return Scene(example("library"), STACK, _unasked, MappingProxyType({}))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Book", "Book"), ("books", "Book"), ("the Book entity", "Book"), ("the `books` table", "Book"),
        ("title", "Book.title"), ("titles", "Book.title"), ("the title of books", "Book.title"),
        ("book's title", "Book.title"), ("books' titles", "Book.title"), ("Book.title", "Book.title"),
        ("book title", "Book.title"), ("the title field", "Book.title"), ("published on", "Book.published_on"),
        ("publishedOn", "Book.published_on"), ("the author of books", "Book.author"), ("users", "Member"),
        ("joined on of members", "Member.joined_on"),
    ],
)  # fmt: skip
def test_a_part_is_found(words: str, name: str, scene: Scene) -> None:
    assert [item.name for item in find(words, scene)] == [name]


@pytest.mark.parametrize("words", ["", "the", "no such thing", "title of loans", "x" * 500, "ttitle", "名前", "'; --"])
def test_other_words_mean_nothing(words: str, scene: Scene) -> None:
    assert find(words, scene) == ()


def test_a_list_shares_its_entity(scene: Scene) -> None:
    found = ("Book.title", "Book.isbn")
    assert tuple(item.name for item in find_all("title and isbn of books", scene)) == found
    assert tuple(item.name for item in find_all("book's title and isbn", scene)) == found
    assert find_all("title and nothing of books", scene) == ()


def test_a_pronoun_means_what_was_named_last(scene: Scene) -> None:
    named = (Address(part=PartKind.ATTRIBUTE, name="Book.title"), Address(part=PartKind.ATTRIBUTE, name="Book.isbn"))
    assert find_all("it", scene) == ()
    scene.name(*named)
    assert find_all("it", scene) == named[1:]
    assert find_all("them", scene) == named


def test_of_several_that_of_the_entity_named_last_is_meant(scene: Scene) -> None:
    assert need("name", scene)[0].name == "Member.name"
    scene.name(Address(part=PartKind.ENTITY, name="Author"))
    assert need("names", scene)[0].name == "Author.name"
    assert [(item.id, item.default) for item in scene.notes.questions] == [
        ("which-name", "Member.name"),
        ("which-names", "Author.name"),
    ]


def test_the_nearest_names_are_told(scene: Scene) -> None:
    assert "Book.title" in unknown("titel", scene).hint
    assert "Member, Author, Book" in unknown("zzzz", scene).hint
    with pytest.raises(BadInput, match="called `nothing`"):
        need("title and nothing", scene)
