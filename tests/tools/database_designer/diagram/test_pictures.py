"""Mermaid and SVG: complete, well-formed, and with nothing in them that a reader would take for markup."""

from xml.etree import ElementTree

import pytest

from tests.tools.database_designer.plans import EXAMPLES, example_plan, plan_of
from tools.database_designer.diagram.mermaid import mermaid
from tools.database_designer.diagram.svg import svg

NOTES = """erDiagram
  "notes" {
    uuid id PK
    string title
    text body
    bool pinned
    datetime created_at
    datetime updated_at
  }
"""


def test_a_table_in_mermaid() -> None:
    assert mermaid(example_plan("notes", "postgresql")) == NOTES


def test_relations_in_mermaid_tell_how_many() -> None:
    lines = [line.strip() for line in mermaid(example_plan("covering", "sqlite")).splitlines()]
    assert '"organizations" ||--o{ "accounts" : "organization_id"' in lines
    assert '"categories" |o--o{ "categories" : "parent_id"' in lines
    assert '"documents" |o--o| "documents" : "supersedes_id"' in lines
    assert "uuid document_id PK, FK" in lines
    assert "email email UK" in lines


def test_columns_that_are_called_like_key_marks_are_told_apart() -> None:
    columns = [{"name": name} for name in ("pk", "fk", "uk", "ukx")]
    shown = mermaid(plan_of({"entities": [{"name": "Class", "attributes": columns}]}, "sqlite"))
    assert "string pk_\n" in shown
    assert "string ukx\n" in shown
    assert '"classes" {' in shown


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_svg_is_well_formed_and_names_every_column(name: str) -> None:
    plan = example_plan(name, "postgresql")
    root = ElementTree.fromstring(svg(plan))  # noqa: S314 - our own text
    texts = ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]
    for table in plan.tables:
        assert table.physical in texts
        assert {column.physical for column in table.columns} <= set(texts)
    relations = [c for table in plan.tables for c in table.columns if c.reference is not None]
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == len(relations)


def test_a_hostile_title_stays_text() -> None:
    title = "</title><script>alert(1)</script>&amp;\"'"
    shown = svg(plan_of({"title": title, "entities": [{"name": "Thing", "attributes": [{"name": "x"}]}]}, "sqlite"))
    root = ElementTree.fromstring(shown)  # noqa: S314 - our own text
    assert "<script" not in shown
    heading = root.find("{http://www.w3.org/2000/svg}title")
    assert heading is not None
    assert heading.text == f"Entity-relationship diagram of {title}"
