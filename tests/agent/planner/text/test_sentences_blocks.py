"""Lines that belong together without saying so: endpoints, blocks that stand further in, bullets that go on."""

from agent.planner.text.sentences import Clause, Kind, clauses


def _of(text: str, kind: Kind) -> list[Clause]:
    return [clause for clause in clauses(text) if clause.kind is kind]


def test_each_endpoint_is_a_statement_of_its_own_and_what_stands_below_is_about_it() -> None:
    found = _of("GET /boats\nPOST /boats\nname and size\n\nOther words.", Kind.PROSE)
    assert [clause.text for clause in found] == ["GET /boats", "POST /boats", "name and size", "Other words."]
    assert [clause.parent for clause in found] == ["GET /boats", "POST /boats", "POST /boats", ""]


def test_an_object_below_an_endpoint_is_code() -> None:
    [code] = _of('POST /boats\n  {"name": "Ida"}', Kind.CODE)
    assert (code.text, code.parent) == ('{"name": "Ida"}', "POST /boats")


def test_capitals_above_endpoints_are_a_title() -> None:
    assert [clause.text for clause in _of("BOATS\nGET /boats", Kind.HEADING)] == ["BOATS"]


def test_titles_may_be_framed() -> None:
    assert [clause.text for clause in _of("== Boats ==\nThey float.", Kind.HEADING)] == ["Boats"]


def test_lines_further_in_are_about_the_title_above_them() -> None:
    text = "Boats\n  Name (unique), size.\n\nCrew members\n  A name. Fields:\n    rank\n    born on\n\nRULES\n- none"
    told = {clause.text: clause.topic for clause in clauses(text) if clause.kind is not Kind.HEADING}
    assert told["Name (unique), size."] == "Boats"
    assert told["A name."] == "Crew members"
    assert [clause.text for clause in _of(text, Kind.BULLET)] == ["rank", "born on", "none"]


def test_a_bullet_goes_on_in_lines_further_in() -> None:
    assert [clause.text for clause in _of("- the boat is\n  hired out\n- and back", Kind.BULLET)] == [
        "the boat is hired out",
        "and back",
    ]


def test_a_marked_name_above_a_table_is_what_the_table_is_about() -> None:
    rows = _of("**boats** (also called hulls)\n\n| field | type |\n|---|---|\n| name | text |", Kind.ROW)
    assert {clause.parent for clause in rows} == {"boats"}
