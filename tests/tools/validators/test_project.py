from pathlib import Path

import pytest

from tools.errors import BadInput
from tools.validators.project import load_project

WHOLE = '{"language": "python", "datastore": "sqlite", "commands": {"test": ["pytest"]}, "more": 1}'


def described(folder: Path, text: str) -> Path:
    (folder / ".backend").mkdir()
    (folder / ".backend" / "project.json").write_text(text)
    return folder


def test_a_description_is_read(tmp_path: Path) -> None:
    project = load_project(described(tmp_path, WHOLE))
    assert (project.language, project.datastore) == ("python", "sqlite")
    assert project.commands == {"test": ("pytest",)}


def test_a_folder_without_one_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_project(tmp_path)
    assert caught.value.code == "no-project"


@pytest.mark.parametrize("text", ["", "[]", "{}", WHOLE.replace('["pytest"]', '"rm -rf"'), "\x00"])
def test_a_broken_one_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_project(described(tmp_path, text))
    assert caught.value.code == "broken-project"
