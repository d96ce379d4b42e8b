"""Settings of a running backend."""

import pytest

from tests.tools.api_generator.plans import example_plan
from tools.packs.settings import Setting, counts_callers, declared_settings


def declared(name: str, *, limited: bool = True, replays: bool = True) -> dict[str, Setting]:
    return {item.name: item for item in declared_settings(example_plan(name), limited=limited, replays=replays)}


@pytest.mark.parametrize("name", ["covering", "diary", "orders", "tickets"])
def test_every_setting_is_told_of_once_and_keeps_its_own_bounds(name: str) -> None:
    found = declared_settings(example_plan(name), limited=True, replays=True)
    assert len({item.variable for item in found}) == len(found)
    for item in found:
        assert item.description.endswith("."), item
        if item.kind in ("whole", "number") and item.default is not None:
            assert isinstance(item.default, int), item
            assert item.low is None or item.low <= item.default, item
            assert item.high is None or item.default <= item.high, item
        if item.kind not in ("origins", "networks") and item.default is None:
            assert item.required or item.optional, item


def test_the_environment_spells_defaults_as_it_reads_them() -> None:
    found = declared("diary")
    assert found["cookie_secure"].shown == "true"
    assert found["cors_origins"].shown == ""
    assert found["port"].shown == "8000"


def test_secrets_are_marked_and_shown_nowhere() -> None:
    found = declared("orders")
    for name in ("jwt_secret", "events_secret"):
        assert found[name].env().secret, name
        assert found[name].env().example == "", name
    assert found["jwt_secret"].env().default is None
    assert found["jwt_secret"].env().required


def test_whose_address_counts_only_matters_where_callers_are_counted() -> None:
    assert not counts_callers(limited=False, replays=False)
    assert "trusted_proxies" not in declared("orders", limited=False, replays=False)
    assert "trusted_proxies" in declared("orders", limited=False)
