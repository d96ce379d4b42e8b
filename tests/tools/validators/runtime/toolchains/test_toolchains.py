from pathlib import Path

import pytest

from tools.errors import CheckFailed, Unsupported
from tools.validators.runtime.toolchains.registry import languages, prepare
from tools.validators.runtime.toolchains.toolchain import Toolchain


def test_the_languages_of_this_release() -> None:
    assert languages() == ["python", "typescript"]


@pytest.mark.parametrize("language", ["cobol", "registry", "toolchain", "../python"])
def test_other_languages_are_refused_with_what_there_is(tmp_path: Path, language: str) -> None:
    with pytest.raises(Unsupported) as caught:
        prepare(language, tmp_path)
    assert caught.value.supported == ("python", "typescript")


@pytest.mark.parametrize("language", ["python", "typescript"])
def test_a_project_without_a_lock_is_refused(tmp_path: Path, language: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        prepare(language, tmp_path)
    assert caught.value.code == "no-lock"


def test_the_projects_programs_come_first() -> None:
    toolchain = Toolchain("1", (Path("/env/bin"),), {"A": "1"})
    seen = toolchain.environment(Path("/tmp/home"), {"B": "2"})
    assert seen["PATH"].startswith("/env/bin:/usr/local/sbin:")
    assert (seen["A"], seen["B"], seen["HOME"]) == ("1", "2", "/tmp/home")
