"""All or nothing, and never over somebody's own work."""

import json
import os
from pathlib import Path

import pytest

from tests.tools.output.samples import artifact, delivery
from tools.errors import BadInput
from tools.output import write


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".backend" not in path.parts
    }


def test_a_new_directory_gets_files_manifest_and_evidence(tmp_path: Path) -> None:
    out = write(tmp_path / "deep" / "out", delivery(artifact("app/main.py", "print()\n"), artifact("README.md")))
    assert tree(out) == {"app/main.py": b"print()\n", "README.md": b"x\n"}
    manifest = json.loads((out / ".backend/manifest.json").read_bytes())
    assert manifest["files"]["app/main.py"]["documents"] == ["some-document"]
    assert manifest["files"]["app/main.py"]["kind"] == "generated"
    assert ".backend/evidence.json" not in manifest["files"]
    evidence = json.loads((out / ".backend/evidence.json").read_bytes())
    assert evidence["rows"][0]["duration_ms"] == 7
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write(tmp_path / "a", delivery(artifact("x"), artifact("y")))
    second = write(tmp_path / "b", delivery(artifact("y"), artifact("x")))
    write(first, delivery(artifact("x"), artifact("y")))
    for name in ("x", "y", ".backend/manifest.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_files_that_are_no_longer_made_go_with_their_empty_folders(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("old/deep/a"), artifact("b")))
    write(out, delivery(artifact("b", "new\n")))
    assert tree(out) == {"b": b"new\n"}
    assert not (out / "old").exists()


def test_a_directory_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"mine\.txt"):
        write(tmp_path, delivery(artifact("x")))
    assert tree(tmp_path) == {"mine.txt": b"mine"}


def test_a_repository_with_secrets_is_a_free_place_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref")
    (tmp_path / ".env").write_text("SECRET=1")
    write(tmp_path, delivery(artifact("x")))
    assert tree(tmp_path) == {".git/HEAD": b"ref", ".env": b"SECRET=1", "x": b"x\n"}


def test_files_of_the_user_stay(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("a")))
    (out / "mine").mkdir()
    (out / "mine/notes.md").write_text("notes")
    write(out, delivery(artifact("a", "2\n")))
    assert tree(out) == {"a": b"2\n", "mine/notes.md": b"notes"}


def test_a_user_file_is_made_once(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("hook.py", "v1\n", "user")))
    (out / "hook.py").write_text("mine\n")
    write(out, delivery(artifact("hook.py", "v2\n", "user")))
    write(out, delivery(artifact("other")))
    assert (out / "hook.py").read_text() == "mine\n"


def test_edited_files_are_named_and_nothing_changes(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("a"), artifact("b"), artifact("c")))
    (out / "b").write_text("edited\n")
    before = tree(out)
    with pytest.raises(BadInput) as caught:
        write(out, delivery(artifact("a", "new\n"), artifact("c", "new\n")))
    assert caught.value.code == "edited-by-hand"
    assert "by hand: b." in caught.value.message
    assert tree(out) == before


def test_an_edit_that_is_what_would_be_written_is_none(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("a", "1\n")))
    (out / "a").write_text("2\n")
    with pytest.raises(BadInput):
        write(out, delivery(artifact("a", "3\n")))


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("a")))
    (out / "a").unlink()
    write(out, delivery(artifact("a")))
    assert tree(out) == {"a": b"x\n"}


def test_a_file_of_the_user_where_a_generated_one_belongs_is_refused(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("a")))
    (out / "b").write_text("mine")
    with pytest.raises(BadInput, match="of your own"):
        write(out, delivery(artifact("a"), artifact("b")))
    assert (out / "b").read_text() == "mine"


@pytest.mark.parametrize("link", ["app", "app/main.py", ".backend"])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "main.py").write_text("precious")
    out = write(tmp_path / "out", delivery(artifact("README.md")))
    place = out / link
    if link == ".backend":
        place.rename(outside / "backend")
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside / "main.py" if link.endswith(".py") else outside)
    with pytest.raises(BadInput):
        write(out, delivery(artifact("README.md"), artifact("app/main.py")))
    assert (outside / "main.py").read_text() == "precious"


def test_a_manifest_that_points_outside_removes_nothing(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    out = write(tmp_path / "out", delivery(artifact("a")))
    victim.write_text("x\n")
    manifest = json.loads((out / ".backend/manifest.json").read_bytes())
    manifest["files"]["../victim"] = manifest["files"]["a"]
    (out / ".backend/manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BadInput):
        write(out, delivery(artifact("a")))
    assert victim.exists()


@pytest.mark.parametrize("content", ["", "{}", "[]", "not json", '{"manifest": 2}'])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    out = write(tmp_path / "out", delivery(artifact("a")))
    (out / ".backend/manifest.json").write_text(content)
    with pytest.raises(BadInput) as caught:
        write(out, delivery(artifact("a")))
    assert caught.value.code == "bad-manifest"


def test_a_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(BadInput, match="not a directory"):
        write(tmp_path / "out", delivery(artifact("a")))


def test_a_parent_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        write(tmp_path / "file" / "out", delivery(artifact("a")))


@pytest.mark.parametrize("place", ["/", "~", "a\0b"])
def test_places_that_hold_no_output_are_refused(place: str) -> None:
    with pytest.raises(BadInput):
        write(Path(place), delivery(artifact("a")))


def test_unsafe_paths_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write(tmp_path / "out", delivery(artifact("a"), artifact("../b")))
    assert os.listdir(tmp_path) == []
