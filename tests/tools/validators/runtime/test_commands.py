import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.errors import CheckFailed, DeadlineExceeded
from tools.validators.runtime.commands import CommandResult, run
from tools.validators.runtime.environment import clean_environment, index_environment
from tools.validators.runtime.workspace import workspace

Shell = Callable[..., CommandResult]


@pytest.fixture
def shell() -> Iterator[Shell]:
    with workspace() as work:
        home = work.folder("home")

        def call(script: str, timeout_seconds: float = 20) -> CommandResult:
            return run(
                ["sh", "-c", script],
                cwd=home,
                env=clean_environment(home),
                user=work.user,
                timeout_seconds=timeout_seconds,
            )

        yield call


def test_output_and_errors_come_apart(shell: Shell) -> None:
    result = shell("echo out; echo err >&2; exit 4")
    assert (result.exit_code, result.stdout, result.stderr) == (4, "out\n", "err\n")
    assert not result.ok


def test_check_tells_the_end_of_the_output(shell: Shell) -> None:
    with pytest.raises(CheckFailed, match="exit code 4") as caught:
        shell("echo the cause >&2; exit 4").check("Compiling")
    assert "the cause" in caught.value.hint
    assert shell("true").check("Nothing").ok


def test_a_command_that_takes_too_long_is_ended(shell: Shell) -> None:
    with pytest.raises(DeadlineExceeded):
        shell("sleep 300", timeout_seconds=0.3)


def test_a_program_that_does_not_exist_answers_127(tmp_path: Path) -> None:
    result = run(["no-such-program"], cwd=tmp_path, env=clean_environment(tmp_path), user=None, timeout_seconds=20)
    assert result.exit_code == 127
    assert "no-such-program" in result.stderr


def test_bytes_that_are_no_text_do_not_hurt(shell: Shell) -> None:
    assert shell(r"printf '\377\000ok'").stdout.endswith("ok")


def test_standard_input_is_empty(shell: Shell) -> None:
    assert shell("cat; echo end").stdout == "end\n"


def test_root_never_runs_foreign_code(shell: Shell) -> None:
    expected = 65534 if os.geteuid() == 0 else os.geteuid()
    assert shell("id -u").stdout.strip() == str(expected)
    if os.geteuid() == 0:
        assert shell("id -G").stdout.split() == ["65534"]


def test_installers_see_the_index_settings_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    monkeypatch.setenv("npm_config_registry", "https://npm.example")
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-ours")
    seen = index_environment({"EXTRA": "1"})
    assert seen["PIP_INDEX_URL"] == "https://index.example/simple"
    assert seen["npm_config_registry"] == "https://npm.example"
    assert seen["EXTRA"] == "1"
    assert seen["HOME"] == os.environ["HOME"]
    assert "OPENAI_API_KEY" not in seen
