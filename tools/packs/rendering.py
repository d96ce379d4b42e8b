"""Renders the templates of a pack: a tree of `.j2` files, each one file of the output."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.packs.base import File

_LANGUAGES: dict[str, str] = tomllib.loads(Path(__file__).with_name("endings.toml").read_text(encoding="utf-8"))


@cache
def _environment(root: Path) -> Environment:
    # Nothing here is HTML: the output is source text, and what goes into it was quoted for its language.
    return Environment(
        loader=FileSystemLoader(root),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701
    )


def language_of(path: str) -> str:
    """The language of a file, by its ending."""
    return _LANGUAGES.get(Path(path).suffix, "text")


def render_tree(
    root: Path,
    tree: str,
    context: Mapping[str, object] | None = None,
    rules: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[File, ...]:
    """The files of `root/tree/**/*.j2`, sorted by path; `rules` gives the rules of some of them."""
    environment = _environment(root)
    found = []
    for source in sorted((root / tree).rglob("*.j2")):
        path = source.relative_to(root / tree).as_posix().removesuffix(".j2")
        name = source.relative_to(root).as_posix()
        content = environment.get_template(name).render(dict(context or {}))
        found.append(File(path, content, language_of(path), rules=(rules or {}).get(path, ())))
    return tuple(found)
