import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from tests.tools.api_generator.plans import EXAMPLES, example_plan, plan_of
from tools.api_generator import openapi_document, reference_page, reference_policy
from tools.api_generator.reference.markup import rich

ATTACK = "</script></style><img src=x onerror=alert(1)>\"' {{ 7 * 7 }} `<b>` ## x"


class Page(HTMLParser):
    """What stands in a page: its tags with their attributes, ids, and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


def page_of(name: str) -> str:
    return reference_page(openapi_document(example_plan(name)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_operation_and_schema_can_be_linked_to(name: str) -> None:
    plan = example_plan(name)
    ids = Page(page_of(name)).values("id")
    assert len(ids) == len(set(ids))
    assert {item.name.snake for item in plan.operations} <= set(ids)
    assert {f"schema-{schema}" for schema in openapi_document(plan)["components"]["schemas"]} <= set(ids)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_leads_to_a_place_on_the_page(name: str) -> None:
    page = Page(page_of(name))
    places = {f"#{place}" for place in page.values("id")}
    assert set(page.values("href")) <= places


def test_nothing_is_fetched_and_no_handler_stands_in_a_tag() -> None:
    page = Page(page_of("covering"))
    assert page.values("src") == []
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)
    assert not {"link", "iframe", "object", "form", "img"} & {tag for tag, _ in page.tags}


def test_the_policy_allows_exactly_the_style_and_script_of_the_page() -> None:
    text = page_of("notes")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in reference_policy()
    assert "unsafe" not in reference_policy()


def test_hostile_texts_stay_texts() -> None:
    plan = plan_of(
        {
            "title": ATTACK,
            "description": ATTACK,
            "entities": [{"name": "Note", "description": ATTACK, "attributes": [{"name": "t", "description": ATTACK}]}],
            "resources": [{"entity": "Note"}],
        }
    )
    text = reference_page(openapi_document(plan))
    assert "<img" not in text
    assert "<b>" not in text
    assert "{{ 7 * 7 }}" in text
    assert [tag for tag, _ in Page(text).tags].count("script") == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a `b<c>` d", "<p>a <code>b&lt;c&gt;</code> d</p>"),
        ("## A <b>\n\nc", "<h2>A &lt;b&gt;</h2>\n<p>c</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("", ""),
    ],
)
def test_descriptions_know_only_paragraphs_headings_and_code(text: str, html: str) -> None:
    assert str(rich(text)) == html
