"""The command line as a module."""

import subprocess
import sys


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "agent.cli.main", "--help"], capture_output=True, text=True, check=True
    )
    assert "chat" in done.stdout
