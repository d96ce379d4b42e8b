"""The number of random examples is the usual one, unless it is asked for another."""

import pytest

from tests.examples import EXAMPLES, examples


@pytest.mark.parametrize(("asked", "made"), [(None, 150), ("", 150), ("10000", 10_000)])
def test_the_environment_says_how_many(asked: str | None, made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EXAMPLES, raising=False)
    if asked is not None:
        monkeypatch.setenv(EXAMPLES, asked)
    assert examples(150) == made
