"""The registry finds packs by their folders, and says what there is when one is missing."""

import pytest

from tests.meta.sources import ROOT
from tools.errors import Unsupported
from tools.packs import registry


def test_every_folder_with_a_pack_is_found_under_its_own_id() -> None:
    loaders = {
        "languages": registry.language,
        "frameworks": registry.framework,
        "persistence": registry.persistence,
        "datastores": registry.datastore,
    }
    for kind, loader in loaders.items():
        folders = sorted(path.parent.name for path in (ROOT / "tools" / "packs" / kind).glob("*/pack.py"))
        assert list(registry.ids(kind)) == folders
        assert [loader(pack_id).id for pack_id in folders] == folders


def test_a_kind_without_packs_has_no_ids() -> None:
    assert registry.ids("brokers") == ()


@pytest.mark.parametrize("wanted", ["koa", "", "../languages/python", "fastapi ", "FastAPI", "os", "__init__"])
def test_an_unknown_framework_is_refused_with_what_there_is(wanted: str) -> None:
    with pytest.raises(Unsupported) as refused:
        registry.framework(wanted)
    assert refused.value.to_dict()["supported"] == list(registry.ids("frameworks"))
    assert refused.value.wanted == wanted
    assert "fastapi" in refused.value.hint


def test_an_unknown_datastore_is_refused_with_what_there_is() -> None:
    with pytest.raises(Unsupported) as refused:
        registry.stack("fastapi", "oracle")
    assert refused.value.supported == registry.ids("datastores")


def test_a_datastore_that_the_framework_cannot_use_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    library = registry.persistence(registry.framework("fastapi").persistence)
    monkeypatch.setattr(type(library), "datastores", ("sqlite",))
    with pytest.raises(Unsupported) as refused:
        registry.stack("fastapi", "postgresql")
    assert refused.value.supported == ("sqlite",)


def test_stacks_are_whole_sorted_and_each_can_be_had_by_name() -> None:
    found = registry.stacks()
    assert list(found) == sorted(found, key=lambda stack: (stack.framework, stack.datastore))
    assert found == tuple(registry.stack(stack.framework, stack.datastore) for stack in found)
    assert {(stack.framework, stack.datastore) for stack in found} >= {
        ("fastapi", "postgresql"),
        ("fastapi", "sqlite"),
    }
