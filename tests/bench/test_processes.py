"""Measured processes: what they spent, and that a failed one is no measurement."""

import pytest

from bench.processes import spent
from tools.errors import CheckFailed

HOLDS = "import time; held = bytearray(80_000_000); time.sleep(0.2); print('held')"


def test_time_memory_and_what_was_written() -> None:
    process = spent(["-c", HOLDS])
    assert process.stdout == "held\n"
    assert process.seconds >= 0.2
    assert process.peak_mb >= 80


def test_a_process_that_fails_was_not_measured() -> None:
    with pytest.raises(CheckFailed, match="exit code 3") as refused:
        spent(["-c", "import sys; print('so far'); sys.exit(3)"])
    assert "so far" in refused.value.hint


def test_another_ending_may_be_accepted() -> None:
    assert spent(["-c", "raise SystemExit(3)"], accepted=(0, 3)).stdout == ""


def test_no_model_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND_ENGINEER_MODEL", "some-model")
    names = "os.environ.get('BACKEND_ENGINEER_MODEL'), os.environ['MORE']"
    told = spent(["-c", f"import os; print({names})"], {"MORE": "1"})
    assert told.stdout == "None 1\n"
