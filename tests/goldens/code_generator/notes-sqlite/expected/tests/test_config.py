"""What stops the start, and what is said then."""

import pytest

from app.core.config import ConfigurationError, get_settings
from app.core.database import Database


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
