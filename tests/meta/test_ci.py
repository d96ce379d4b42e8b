"""In CI nothing may be skipped in silence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.meta.sources import ROOT

SKIPS = """
import pytest

@pytest.mark.skip(reason="no engine here")
def test_marked(): ...

def test_inside():
    pytest.skip("no toolchain here")

@pytest.mark.xfail(reason="known", strict=True)
def test_expected():
    raise AssertionError
"""


def outcomes(folder: Path, ci: str, sample: str = SKIPS) -> dict[str, int]:
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    (folder / "test_sample.py").write_text(sample)
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(folder)],
        cwd=folder,
        env={"CI": ci, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    summary = told.stdout.strip().splitlines()[-1].partition(" in ")[0].strip("= ")
    return {name: int(count) for count, name in (part.split() for part in summary.split(", "))}


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "") == {"skipped": 2, "xfailed": 1}


def test_in_ci_a_skip_is_a_failure(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "true") == {"failed": 1, "error": 1, "xfailed": 1}


@pytest.mark.parametrize(("ci", "expected"), [("", {"skipped": 1}), ("true", {"error": 1})])
def test_a_whole_file_counts_too(tmp_path: Path, ci: str, expected: dict[str, int]) -> None:
    assert outcomes(tmp_path, ci, "import pytest\npytest.importorskip('no_such_module')\n") == expected
