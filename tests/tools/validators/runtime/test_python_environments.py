import re
from pathlib import Path

import pytest

from tools.errors import AgentError
from tools.validators.runtime.commands import run
from tools.validators.runtime.environment import clean_environment
from tools.validators.runtime.python_environments import (
    Interpreter,
    python_environment,
    reachable_interpreter,
)
from tools.validators.runtime.workspace import workspace

ROOT = Path(__file__).parents[4]


def lock_of(name: str) -> bytes:
    """The stanza of one pure distribution without dependencies, out of our own lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = re.search(rf"^{name}==.*?(?=^\S)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{name} is not in the lock"
    return found[0].encode()


def tell(python: Interpreter, program: str) -> str:
    with workspace() as work:
        home = work.folder("home")
        result = run(
            [str(python.executable), "-c", program],
            cwd=home,
            env=clean_environment(home, python.variables),
            user=work.user,
            timeout_seconds=60,
        )
        return result.check("Python").stdout.strip()


def test_children_can_run_our_python() -> None:
    assert tell(reachable_interpreter(), "import ssl, sqlite3, sys; print(sys.version_info[:2])") == "(3, 11)"


def test_an_environment_holds_what_is_locked_and_nothing_else() -> None:
    python = python_environment(lock_of("packaging"))
    program = "import importlib.metadata as m; print([d.name for d in m.distributions()])"
    assert tell(python, program) == "['packaging']"


def test_children_cannot_change_an_environment() -> None:
    python = python_environment(lock_of("packaging"))
    with pytest.raises(AgentError, match="exit code"):
        tell(python, "import packaging; open(packaging.__file__, 'a')")


def test_a_wrong_hash_is_refused_and_nothing_is_kept() -> None:
    lock = re.sub(rb"sha256:[0-9a-f]{64}", b"sha256:" + b"0" * 64, lock_of("packaging"))
    for _ in range(2):
        with pytest.raises(AgentError) as caught:
            python_environment(lock)
        assert caught.value.code == "install-failed"
