"""Keys made by the application."""

import time

import pytest

from app.core.ids import new_id


def test_keys_are_of_version_7_and_tell_their_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0x0123456789AB * 1_000_000 + 999_999)
    key = str(new_id())
    assert key.startswith("01234567-89ab-7fff-")
    assert key[19] in "89ab"


def test_what_is_made_later_is_greater() -> None:
    made = [new_id() for _ in range(2_000)]
    assert made == sorted(set(made))
