"""Templates: what they lack is an error, and what they are given is only text."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from tools.packs.rendering import language_of, render_tree


def tree(root: Path, **templates: str) -> Path:
    for name, content in templates.items():
        path = root / "base" / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def test_a_name_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="absent"):
        render_tree(tree(tmp_path, a_DOT_py_DOT_j2="x = {{ absent }}\n"), "base", {"present": 1})


def test_a_missing_attribute_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        render_tree(tree(tmp_path, a_DOT_j2="{{ item.absent }}\n"), "base", {"item": {"present": 1}})


def test_files_are_sorted_named_without_the_ending_and_know_their_rules(tmp_path: Path) -> None:
    root = tree(
        tmp_path, z_DOT_md_DOT_j2="z\n", app__a_DOT_py_DOT_j2="a\n", Dockerfile_DOT_j2="d\n", b_DOT_txt="not one"
    )
    files = render_tree(root, "base", {}, {"app/a.py": ("a.rule",)})
    assert [(file.path, file.language, file.rules) for file in files] == [
        ("Dockerfile", "text", ()),
        ("app/a.py", "python", ("a.rule",)),
        ("z.md", "markdown", ()),
    ]


def test_what_is_placed_is_neither_rendered_nor_escaped(tmp_path: Path) -> None:
    hostile = "{{ 7*7 }}{% raw %}<b>&\"'"
    files = render_tree(tree(tmp_path, a_DOT_j2="{{ text }}\n"), "base", {"text": hostile})
    assert files[0].content == f"{hostile}\n"


def test_blocks_leave_no_blank_lines_and_the_last_line_keeps_its_end(tmp_path: Path) -> None:
    root = tree(tmp_path, a_DOT_j2="{% for item in items %}\n{{ item }}\n{% endfor %}\nend\n")
    assert render_tree(root, "base", {"items": [1, 2]})[0].content == "1\n2\nend\n"


@pytest.mark.parametrize(
    ("path", "language"),
    [("a.py", "python"), ("a/b.yml", "yaml"), ("x.toml", "toml"), (".gitignore", "text"), ("Dockerfile", "text")],
)
def test_the_language_follows_from_the_ending(path: str, language: str) -> None:
    assert language_of(path) == language
