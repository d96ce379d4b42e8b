"""A Blueprint with everything in it, and any text at every place that takes one."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

COVERING = Path("tests/blueprints/covering.yaml")
TEXTS = (
    "```\nfenced\n```", "~~~ other fence", '"""', "'''", "*/ /* //", "</script><script>alert(1)</script>", "<!-- x -->",
    "{{7*7}}", "{% raw %}", "{# x #}", "${HOME} $(id)", "`id`", "%s %(x)s %%", "back\\slash \\N{DASH} \\", "\\",
    "a\u2028b\u2029c", "\u202eturned\u202c \u2066x\u2069", "smile 😀 👩‍👩‍👧", "# heading", "- item", "+ item", "1. one",
    "| cell | cell |", "> quote", "    four blanks", "tab\tand\nline\n\nparagraph", "\n", "--", "-- ; DROP TABLE x;",
    "'; DROP TABLE x; --", '" quoted"', "'", ":colon: name", "key: value", "&amp; <b>bold</b>", "]]>", "<![CDATA[",
    "[link](javascript:alert(1))", "![i](x)", "[x]: /url", "www.example.org", "@someone", "~~gone~~", "$x^2$",
    "=====", "___", "***", "\ufeffmark", "\ufffe\uffff", "\u0085next", "NUL-free \x80\x9f", "’ – × Ω а", "عربى",
    "T" + "ODO: this", "FIX" + "ME", "NotImplemented" + "Error", "lorem ipsum", "your code " + "goes here",
    "noqa", "type: ignore", "fmt: off", "mypy: ignore-errors", "coding: latin-1", "long " * 399, "x" * 2000,
    '"' * 50, "`" * 50, "\\" * 50, "{" * 20, "%" * 20, "..", "…", "e\u0301", "?" * 90 + '"', "a" * 103 + '"""',
)  # fmt: skip
"""Texts that mean something to one of the outputs' languages."""

_PLACES = frozenset({"description", "title", "summary", "message", "reason"})


def hostile(texts: list[str]) -> dict[str, Any]:
    """The covering Blueprint with these texts, in turn, wherever a text may stand."""
    source = cycle(texts)
    data: dict[str, Any] = yaml.safe_load(COVERING.read_text(encoding="utf-8"))
    for part in _parts(data):
        part["description"] = next(source)
    data["title"] = next(source)
    document = next(entity for entity in data["entities"] if entity["name"] == "Document")
    document["checks"][0]["message"] = next(source)
    document["indexes"][0]["reason"] = next(source)
    data["non_functionals"] = dict.fromkeys(("availability", "performance", "consistency"), next(source))
    data["operations"] = [_operation(source)]
    return data


def _parts(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield data
    for kind in ("entities", "relationships"):
        for part in data[kind]:
            yield part
            yield from part.get("attributes", ())
    yield from data["roles"]


def _operation(source: Iterator[str]) -> dict[str, Any]:
    """An operation of the user's own, for the places that only those have."""
    return {
        "name": "check_label", "group": "Label", "method": "POST", "path": "/label-checks", "summary": next(source),
        "inputs": [{"name": "wanted", "max_length": 20, "required": True, "description": next(source)}],
        "errors": [{"name": "is_odd", "status": 409, "title": next(source)}],
        "steps": [
            {"check": "input.wanted != 'odd'", "else": "is_odd"},
            {"create": "Label", "as": "made", "set": {"name": "input.wanted"}},
        ],
        "response": {"status": 201, "value": "made", "view": "Label"},
    }  # fmt: skip
