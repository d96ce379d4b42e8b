"""``make run`` hands any text over as it is: nothing of it is executed on the way."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.meta.sources import ROOT

HOSTILE = [
    "$(shell touch {mark})",
    "`touch {mark}`",
    '"; touch {mark}; echo "',
    "'; touch {mark}; '",
    "$$(touch {mark}) ${{HOME}} $x #comment \\",
    "--help",
    "two\nlines",
    "ünïcode — “quotes”",
]
STUB = "#!/usr/bin/env python3\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    stub = tmp_path / "backend-engineer"
    stub.write_text(STUB, encoding="utf-8")
    stub.chmod(0o755)
    return tmp_path


def make(programs: Path, arguments: list[str], variables: dict[str, str]) -> list[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    told = subprocess.run(
        ["make", "--silent", "--old-file=.venv/.installed", "run", f"BIN={programs}", *arguments],
        cwd=ROOT,
        env={**inherited, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(told.stdout))


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_request_arrives_unchanged(programs: Path, pattern: str) -> None:
    mark = programs / "executed"
    request = pattern.format(mark=mark)
    assert make(programs, [f"REQUEST={request}"], {})[-2:] == ["--", request]
    assert make(programs, [], {"REQUEST": request})[-2:] == ["--", request]
    assert not mark.exists()


def test_a_hostile_output_folder_arrives_unchanged(programs: Path) -> None:
    out = f"a b; $(shell touch {programs / 'executed'})"
    arguments = make(programs, [f"OUT={out}"], {})
    assert arguments[arguments.index("--out") + 1] == out
    assert not (programs / "executed").exists()


def test_the_default_is_a_live_proof_of_the_sample_request(programs: Path) -> None:
    arguments = make(programs, [], {})
    assert arguments[:5] == ["run", "--stack", "fastapi,postgresql", "--validate", "live"]
    assert arguments[-1].startswith("Build a library API")
