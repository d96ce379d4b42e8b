"""The same plan gives the same bytes, whatever the process hashes its sets by, and wherever it runs."""

import os
import subprocess
import sys

from tests.tools.code_generator.outputs import EXAMPLES
from tools.packs import registry


def test_two_processes_print_the_same_bytes() -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "COLUMNS": "40"},
    ]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.tools.code_generator.printed"],
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            text=True,
        )
        for variables in surroundings
    ]
    first, second = (process.communicate()[0].splitlines() for process in started)
    assert [process.returncode for process in started] == [0, 0]
    assert [(mine, other) for mine, other in zip(first, second, strict=True) if mine != other] == []
    assert len({line.split()[0] for line in first}) == len(EXAMPLES)
    assert len({line.split()[1] for line in first}) == len(registry.stacks())
