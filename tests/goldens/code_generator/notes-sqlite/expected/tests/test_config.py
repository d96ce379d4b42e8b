"""What stops the start, and what is said then."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core import clock
from app.core.config import ConfigurationError, get_settings
from app.core.database import Database
from app.main import create_app


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nowhere"),
        ("DATABASE_URL", "unknown://user:hidden@host:port/name"),
        ("PORT", "many"),
    ],
)
def test_names_the_variable_that_is_wrong_and_never_its_value(
    monkeypatch: pytest.MonkeyPatch, store: Database, name: str, value: str
) -> None:
    get_settings.cache_clear()
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        get_settings()
    assert f"  {name}: " in str(caught.value)
    assert value not in str(caught.value)
    assert "hidden" not in str(caught.value)


def test_the_clock_is_moved_by_its_setting(monkeypatch: pytest.MonkeyPatch, store: Database) -> None:
    monkeypatch.setattr(clock, "ahead", clock.ahead)
    create_app(get_settings().model_copy(update={"clock_offset_seconds": 3600}))
    assert clock.now() - datetime.now(UTC) > timedelta(minutes=59)
