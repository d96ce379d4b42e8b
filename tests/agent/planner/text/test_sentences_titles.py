"""What stands above and before a clause: titles of tables, bold leads, underlined, shouted and numbered headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.sentences import LONGEST, Clause, Kind, clauses

MARKS = ["\n", "\n\n", "# ", "- ", "* ", "1. ", "| ", " |", "**", "__", ": ", ". ", "; ", "===", "---", "```", "(", ")"]
SAID = ["Farm", "name", "MILK DELIVERY", "keeps", "[ ] ", "a", " "]
PIECES = st.lists(st.sampled_from([*MARKS, *SAID]), max_size=300).map(lambda pieces: "".join(pieces)[:2000])
SPOKEN = st.text(alphabet="bdgrtBD .,:!?\n#|*", max_size=2000)
"""Nothing that is dropped on purpose: no numbers, no remarks in brackets or behind a dash, no fences."""


def _told(text: str) -> list[tuple[Kind, str]]:
    return [(clause.kind, clause.text) for clause in clauses(text)]


def _last(text: str) -> Clause:
    return clauses(text)[-1]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("Cell\n\n| number | int |", "Cell"),
        ("Cell\n| number | int |", "Cell"),
        ("Cell (a place in the cold store)\n- number", "Cell"),
        ("`Cell`\n- number", "Cell"),
        ("**Cold cell**\n- number", ""),
        ("Cell\n\n- number", "Cell"),
        ("Cell\n1. number\n2. level", "Cell"),
        ("Cell:\n- number", "Cell:"),
    ],
)
def test_a_line_alone_above_a_list_or_a_table_is_its_title(text: str, above: str) -> None:
    assert _last(text).parent == above
    assert _last(text).kind in {Kind.BULLET, Kind.ROW}


@pytest.mark.parametrize("text", ["cell\n- number", "It has cells\n- number", "Cells are kept.\n- number"])
def test_a_statement_above_a_list_is_no_title(text: str) -> None:
    assert clauses(text)[0].kind is Kind.PROSE
    assert _last(text).parent == ""


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("## Milk delivery\nReceived at, litres", "Milk delivery"),
        ("## 3.1 Milk delivery\nReceived at, litres", "Milk delivery"),
        ("**Milk delivery**\nReceived at, litres", "Milk delivery"),
        ("**Milk delivery**:\nReceived at, litres", "Milk delivery"),
        ("Milk delivery\n=============\nReceived at, litres", "Milk delivery"),
        ("Milk delivery\n---\nReceived at, litres", "Milk delivery"),
        ("MILK DELIVERY\n\nReceived at, litres", "MILK DELIVERY"),
        ("MILK DELIVERY:\n\nReceived at, litres", "MILK DELIVERY"),
        ("2. Milk delivery\n\nReceived at, litres", "Milk delivery"),
        ("# Milk **delivery**\n\nReceived at, litres", "Milk delivery"),
    ],
)
def test_headings(text: str, heading: str) -> None:
    assert _told(text) == [(Kind.HEADING, heading), (Kind.PROSE, "Received at, litres")]
    assert (_last(text).heading, _last(text).topic) == (heading, heading)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Milk delivery\n\nReceived at, litres.", Kind.PROSE),
        ("Milk is delivered\nand weighed\n\nLitres.", Kind.PROSE),
        ("2. books are kept here by all of us\n\nLitres.", Kind.BULLET),
        ("2. Milk delivery\n3. Egg delivery\n", Kind.BULLET),
        ("API keys\n\nLitres.", Kind.PROSE),
    ],
)
def test_a_first_line_that_is_no_heading(text: str, kind: Kind) -> None:
    first, *rest = clauses(text)
    assert first.kind is kind
    assert all(clause.topic == "" for clause in (first, *rest[:1]))


def test_a_ruler_between_paragraphs_is_no_heading() -> None:
    assert _told("Farms keep cows.\n\n---\n\nCows give milk.") == [
        (Kind.PROSE, "Farms keep cows."),
        (Kind.PROSE, "Cows give milk."),
    ]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("**Farm.** Name, number. It has a tank.\n\nOther.", ["Farm", "Farm", ""]),
        ("- **Farm** - name, number\n- plain", ["Farm", ""]),
        ("Farm: name, number\nDriver: name", ["Farm", "Driver"]),
        ("Farms have names. They have numbers.", ["", ""]),
        ("# Farm\nName.\n\n**Driver.** Name.\n\nNumber.", ["", "Farm", "Driver", "Farm"]),
        ("# Farm\nName.\n# It has all\nName.", ["", "Farm", "", ""]),
    ],
)
def test_topics(text: str, topics: list[str]) -> None:
    assert [clause.topic for clause in clauses(text)] == topics


@pytest.mark.parametrize("box", ["[ ] ", "[x] ", "[X] ", "R8 ", "FR-12: ", "1) "])
def test_bullets_lose_boxes_and_labels(box: str) -> None:
    assert _told(f"- {box}Guides lead tours") == [(Kind.BULLET, "Guides lead tours")]


def test_a_bold_lead_becomes_a_plain_one() -> None:
    assert _told("- **Farm** (a place) - name, number") == [(Kind.BULLET, "Farm: name, number")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("**bold** and __Strong words__ go", "bold and Strong words go"),
        ("snake_case_names and __init__ stay", "snake_case_names and __init__ stay"),
        ("2 * 3 ** 4 stays", "2 * 3 ** 4 stays"),
    ],
)
def test_emphasis_goes_and_other_marks_stay(text: str, told: str) -> None:
    assert _told(text) == [(Kind.PROSE, told)]


@given(PIECES | st.text(max_size=2000))
def test_any_text_is_cut(text: str) -> None:
    found = clauses(text)
    assert [clause.index for clause in found] == list(range(len(found)))
    assert sum(len(clause.text) for clause in found) <= 2 * len(text) + LONGEST
    for clause in found:
        assert clause.text.strip()
        assert clause.topic == "" or len(clause.topic) <= 62


@given(SPOKEN)
def test_no_word_is_lost(text: str) -> None:
    told = " ".join(clause.text for clause in clauses(text))
    letters = str.maketrans(dict.fromkeys(".,:!?#|*()", " "))
    assert set(text.translate(letters).split()) <= set(told.translate(letters).split())
