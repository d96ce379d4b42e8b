"""Whatever a person writes into a Blueprint stays one harmless text in every file."""

import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from graphql import build_schema, validate_schema
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.golden import write_tree
from tests.tools.code_generator.outputs import output_of, parse, plan_of, ruff_findings, type_findings
from tests.tools.code_generator.texts import TEXTS, hostile
from tools.blueprint.text import line
from tools.packs.markdown import text as markdown
from tools.validators.static.registry import check_static

SETTINGS = settings(max_examples=6, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
WRITTEN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120)
LISTS = st.lists(st.one_of(st.sampled_from(TEXTS), WRITTEN), min_size=60, max_size=60)
STORES = st.sampled_from(("sqlite", "postgresql"))


class _Page(HTMLParser):
    """Counts the elements that are not the page's own, and checks that all that opens is closed."""

    OWN = frozenset({
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "h4", "small", "label", "input",
        "p", "div", "nav", "section", "a", "ul", "li", "span", "main", "article", "dl", "dt", "dd", "code", "details",
        "summary", "pre", "script",
    })  # fmt: skip
    EMPTY = frozenset({"meta", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.scripts = 0
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        handlers = [
            name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "").lower()[:11]
        ]
        if tag not in self.OWN or handlers:
            self.foreign.append(tag)
        self.scripts += tag == "script"
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.foreign.append(f"/{tag}")


@SETTINGS
@given(LISTS, STORES)
@example(list(TEXTS), "postgresql")
@example(list(reversed(TEXTS)), "sqlite")
def test_every_file_holds_texts_as_texts(texts: list[str], store: str) -> None:
    data = hostile(texts)
    files, plain = output_of(data, store), output_of(hostile(["Covering"]), store)
    for path, content in files.items():
        parse(path, content)
    _check_readme(files["README.md"], plain["README.md"], data)
    _check_page(files["docs.html"])
    ElementTree.fromstring(files["database/er.svg"])  # noqa: S314 - our own output
    assert validate_schema(build_schema(files["schema.graphql"])) == []
    if store == "sqlite":
        _check_sql(files)
    for path in ("Dockerfile", ".env.example", "compose.yaml", ".github/workflows/ci.yml", "database/er.mmd"):
        assert files[path] == plain[path], path


def _check_readme(readme: str, plain: str, data: dict[str, Any]) -> None:
    """The texts are a heading and a paragraph, and nothing else changes."""
    title, description = line(data["title"]) or "Covering", line(data["description"])
    paragraphs = [f"# {markdown(title)}", *([markdown(description)] if description else []), "## Run it"]
    assert readme.startswith("\n\n".join(paragraphs))
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(readme)
    inline = next(token for token in tokens if token.type == "inline")
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    paragraph = ("paragraph_open", "inline", "paragraph_close")
    blocks, wanted = (
        [token.type for token in found if token.type not in paragraph] for found in (tokens, reader.parse(plain))
    )
    assert blocks == wanted


def _check_page(page: str) -> None:
    parser = _Page()
    parser.feed(page)
    parser.close()
    assert parser.foreign == []
    assert parser.scripts == 1


def _check_sql(files: dict[str, str]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.create_collation("code_point", lambda one, other: (one > other) - (one < other))
    connection.executescript(files["database/schema.sql"])
    connection.executescript(files["seeds/seed.sql"])
    connection.executescript(files["migrations/sql/0001_initial.down.sql"])


def test_outputs_are_formatted_and_clean(tmp_path: Path) -> None:
    made = [0]

    @settings(SETTINGS, max_examples=4)
    @given(LISTS, STORES)
    @example(list(TEXTS), "postgresql")
    @example(list(reversed(TEXTS)), "sqlite")
    def collect(texts: list[str], store: str) -> None:
        made[0] += 1
        write_tree(tmp_path / str(made[0]), output_of(hostile(texts), store))

    collect()
    assert ruff_findings(tmp_path) == ""


def test_the_type_checker_reads_texts_as_texts(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    write_tree(tmp_path, output_of(hostile(list(TEXTS))))
    assert type_findings(tmp_path, tmp_path_factory.getbasetemp()) == ""


def test_the_static_checks_let_texts_pass(tmp_path: Path) -> None:
    for number, store in enumerate(("sqlite", "postgresql")):
        data = hostile(list(TEXTS[number * 40 :] + TEXTS[: number * 40]))
        folder = tmp_path / store
        write_tree(folder, output_of(data, store))
        rows = check_static(folder, {"plan": plan_of(data, store)})
        assert [(row.subject, row.findings) for row in rows if row.status not in ("passed", "not_applicable")] == []
