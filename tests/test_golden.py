"""Goldens are rewritten only where a person reads the difference."""

import pytest

from tests.conftest import pytest_configure


def test_rewriting_is_refused_in_ci(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytestconfig.option, "update_golden", True)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.UsageError, match="refused in CI"):
        pytest_configure(pytestconfig)
    monkeypatch.setenv("CI", "")
    pytest_configure(pytestconfig)
