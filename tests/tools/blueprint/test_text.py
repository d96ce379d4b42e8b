"""Texts of a Blueprint are lines, so that no output has to look out for breaks."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint.document import dump, from_data, load
from tools.blueprint.text import line

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(TEXTS)
def test_a_line_has_no_breaks_controls_or_turns(text: str) -> None:
    found = line(text)
    assert found == found.strip()
    assert "  " not in found
    assert len(found.splitlines()) <= 1
    assert {unicodedata.category(char) for char in found} & {"Cc", "Zl", "Zp"} == set()
    assert {unicodedata.bidirectional(char) for char in found} & {
        "LRO",
        "RLO",
        "LRE",
        "RLE",
        "PDF",
        "LRI",
        "RLI",
    } == set()
    assert line(found) == found


@given(TEXTS)
def test_letters_and_digits_stay(text: str) -> None:
    assert [char for char in line(text) if char.isalnum()] == [char for char in text if char.isalnum()]


def test_what_people_write_stays() -> None:
    assert line("smile 😀 👩‍👧 عربى Ω “x” – y") == "smile 😀 👩‍👧 عربى Ω “x” – y"
    assert line(" a\r\n\tb\u2028c\u00a0d\u0085e\n\n") == "a b c d e"
    assert line("\ufeffx\u202ey\u2066z\ufffe\U0001ffff") == "xyz"


def test_a_blueprint_keeps_its_texts_as_lines() -> None:
    data = {
        "name": "shop",
        "description": "First.\r\n\n\tSecond.\n",
        "entities": [{"name": "Item", "description": "\n"}],
    }
    blueprint = from_data(data)
    assert blueprint.description == "First. Second."
    assert blueprint.entities[0].description == ""
    assert load(dump(blueprint)) == blueprint
