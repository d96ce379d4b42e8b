"""Who does or has what."""

from agent.planner.text.chunks import Noun
from agent.planner.text.statements import statements


def _words(nouns: list[Noun]) -> list[str]:
    return [" ".join(noun.words) for noun in nouns]


def _all(text: str) -> list[tuple[list[str], str, list[str], list[tuple[str, list[str]]]]]:
    return [
        (
            _words(item.subjects),
            item.verb,
            _words(item.objects),
            [(phrase.word, _words(phrase.nouns)) for phrase in item.phrases],
        )
        for item in statements(text)
    ]


def test_a_list_behind_a_colon() -> None:
    assert _all("a library API: books, authors and loans")[-1] == (["library api"], ":", ["book", "author", "loan"], [])


def test_the_subject_is_cut_from_the_list_before_it() -> None:
    found = _all("Blog with posts, comments and tags, users can write posts")
    assert found[0][3] == [("with", ["post", "comment", "tag"])]
    assert found[1][:3] == (["user"], "write", ["post"])


def test_a_second_verb_keeps_the_subject() -> None:
    found = _all("A course has many lessons and belongs to one instructor, and students enroll in courses")
    assert [item[:2] for item in found] == [(["course"], "have"), (["course"], "belong"), (["student"], "enroll")]
    assert found[1][3] == [("to", ["instructor"])]


def test_a_participle_is_no_subject_of_what_follows() -> None:
    found = _all("Tasks assigned to users belong to a project")
    assert found[1] == (["task"], "belong", [], [("to", ["project"])])


def test_several_verbs_share_an_object() -> None:
    (found,) = statements("Admins can create, edit and delete books")
    assert [verb.lemma for verb in found.verbs] == ["create", "edit", "delete"]
    assert _words(found.objects) == ["book"]


def test_a_pronoun_is_kept() -> None:
    assert statements("It belongs to a room")[0].pronoun == "it"
