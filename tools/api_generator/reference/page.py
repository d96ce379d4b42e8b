"""The reference page: one HTML file that needs nothing else."""

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tools.api_generator.reference.content import models, sections
from tools.api_generator.reference.markup import inline, rich

_ONLY_HERE = ("default-src 'none'", "base-uri 'none'", "form-action 'none'")


def reference_page(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document that `openapi_document` made."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            info=document["info"],
            sections=sections(document),
            models=models(document),
            policy="; ".join((*_ONLY_HERE, *_sources())),
            style=_asset("style.css"),
            script=_asset("search.js"),
        )
    )


def reference_policy() -> str:
    """The Content-Security-Policy header for the page: its own style and script by their hashes, and nothing else."""
    return "; ".join((*_ONLY_HERE, "frame-ancestors 'none'", *_sources()))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tools.api_generator.reference"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(rich=rich, inline=inline)
    return environment


@cache
def _asset(name: str) -> str:
    """Our own style or script, as it stands between its tags."""
    return _environment().get_template(f"{name}.j2").render()


def _sources() -> tuple[str, str]:
    return f"style-src {_hash('style.css')}", f"script-src {_hash('search.js')}"


def _hash(name: str) -> str:
    digest = hashlib.sha256(_asset(name).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
