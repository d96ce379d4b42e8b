"""Documents that tests write."""

from pathlib import Path

HEAD = """\
---
id: {id}
title: A title
topic: api
task_types: [design_api]
sources: [{{name: "RFC 9110", url: "https://www.rfc-editor.org/rfc/rfc9110"}}]
{more}
---

{text}
"""


def write(folder: Path, id: str, more: str = "rules: []", text: str = "Plain words about nothing.") -> Path:
    """A well-formed document, but for what the test puts into it."""
    path = folder / f"{id}.md"
    path.write_text(HEAD.format(id=id, more=more, text=text), encoding="utf-8")
    return path
