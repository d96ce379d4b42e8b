"""What a service tells of a body is told as it stands in the object around it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.printed import print_project


@dataclass(frozen=True)
class _Error:
    pointer: str | None = None
    parameter: str | None = None


class _Problem(Exception):
    def __init__(self, errors: tuple[_Error, ...]) -> None:
        super().__init__("refused")
        self.errors = errors


def _inside(folder: Path) -> Any:
    """The printed context manager, without the imports of its module."""
    source = (folder / "app/core/validation.py").read_text(encoding="utf-8")
    names: dict[str, Any] = {
        "Iterator": Iterator, "Problem": _Problem, "FieldError": _Error, "contextmanager": contextmanager,
        "replace": replace, "Sequence": Sequence,
    }  # fmt: skip
    printed = source[source.index("def _pointer") : source.index("def unless_kept")]
    exec(compile(printed, "validation.py", "exec"), names)  # noqa: S102
    return names["inside"]


def test_pointers_lead_through_the_wrapper_and_parameters_do_not(tmp_path: Path) -> None:
    print_project("journal", "sqlite", tmp_path)
    inside = _inside(tmp_path)
    with pytest.raises(_Problem) as caught, inside("article"):
        raise _Problem((_Error(pointer="/slug"), _Error(pointer=""), _Error(parameter="limit")))
    assert caught.value.errors == (
        _Error(pointer="/article/slug"),
        _Error(pointer="/article"),
        _Error(parameter="limit"),
    )


def test_routes_with_a_wrapper_tell_so(tmp_path: Path) -> None:
    print_project("journal", "sqlite", tmp_path)
    routes = (tmp_path / "app/api/articles.py").read_text(encoding="utf-8")
    assert routes.count('with inside("article"):') == 1
