"""Text in Markdown stays text."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tools.packs.markdown import code, table, text

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)


def inline(source: str) -> list[Token]:
    """The tokens inside the one paragraph that the source is."""
    tokens = RENDERER.parse(source)
    if not tokens:
        return []
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    return tokens[1].children or []


@given(LINES)
@example("# heading")
@example("1. item")
@example("12) item")
@example("- item")
@example("+ item")
@example("===")
@example("---")
@example("***")
@example("> quote")
@example("`code` *em* __strong__ ~~gone~~")
@example("[link](https://example.com) ![x](y)")
@example("<script>alert(1)</script> &lt; &#x41;")
@example("https://example.com me@example.com www.example.com")
@example("a | b\n--- | ---")
@example("\\")
@example("snake_case_name and _em_")
@example("\t")
def test_text_renders_as_itself(value: str) -> None:
    tokens = inline(text(value))
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == " ".join(value.split())


@given(LINES)
@example("`")
@example("``a`")
@example("a | b")
@example("\\|")
def test_code_in_a_table_renders_as_itself(value: str) -> None:
    flat = " ".join(value.split())
    if not flat:
        return
    cells = table(["Head"], [[code(value)]])
    spans = [child for token in RENDERER.parse(cells) for child in token.children or [] if child.type == "code_inline"]
    assert [span.content for span in spans] == [flat]
