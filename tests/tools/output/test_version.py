"""The generator's version changes with what decides an output, and with nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.output import version

STACK = {"framework": "first", "datastore": "store"}
OTHER = {"framework": "second", "datastore": "store"}


@pytest.fixture(name="write")
def _write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def write(name: str) -> None:
        path = tmp_path / "tools" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{path.read_text() if path.exists() else ''}x")
        version._version.cache_clear()

    for name in ("blueprint/a.py", "doctor.py", "packs/frameworks/shared.py", "packs/frameworks/first/a.py",
                 "packs/frameworks/second/a.py", "packs/datastores/store/a.py"):  # fmt: skip
        write(name)
    monkeypatch.setattr(version, "TOOLS", tmp_path / "tools")
    yield write
    version._version.cache_clear()


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("blueprint/a.py", True, True),
        ("blueprint/b.py", True, True),
        ("packs/frameworks/shared.py", True, True),
        ("packs/datastores/store/a.py", True, True),
        ("packs/frameworks/first/deep/b.py", True, False),
        ("packs/frameworks/second/a.py", False, True),
        ("packs/frameworks/third/a.py", False, False),
        ("packs/datastores/other/a.py", False, False),
        ("doctor.py", False, False),
        ("blueprint/__pycache__/a.pyc", False, False),
    ],
)
def test_a_stack_has_the_version_of_its_own_packs(
    write: Callable[[str], None], name: str, first: bool, second: bool
) -> None:
    before = [version.generator_version(stack) for stack in (STACK, OTHER)]
    write(name)
    after = [version.generator_version(stack) for stack in (STACK, OTHER)]
    assert [old != new for old, new in zip(before, after, strict=True)] == [first, second]


def test_the_version_of_everything_has_every_pack_in_it(write: Callable[[str], None]) -> None:
    before = version.generator_version()
    write("packs/frameworks/second/a.py")
    assert version.generator_version() != before
