"""Finds packs by their folders; nothing else knows which exist."""

import importlib
from functools import cache
from pathlib import Path
from typing import Any, cast

from tools.blueprint.plan.render_plan import Stack
from tools.errors import Unsupported
from tools.packs.base import DatastorePack, FrameworkPack, LanguagePack, PersistencePack

ROOT = Path(__file__).parent
KINDS = ("languages", "frameworks", "datastores", "persistence", "brokers")


@cache
def ids(kind: str) -> tuple[str, ...]:
    """Ids of the packs of a kind (`frameworks`), sorted."""
    folder = ROOT / kind
    return tuple(sorted(path.parent.name for path in folder.glob("*/pack.py")))


@cache
def _load(kind: str, pack_id: str) -> Any:
    if pack_id not in ids(kind):
        raise Unsupported(kind.removesuffix("s"), pack_id, ids(kind))
    return importlib.import_module(f"tools.packs.{kind}.{pack_id}.pack").PACK


def language(pack_id: str) -> LanguagePack:
    return cast(LanguagePack, _load("languages", pack_id))


def framework(pack_id: str) -> FrameworkPack:
    return cast(FrameworkPack, _load("frameworks", pack_id))


def persistence(pack_id: str) -> PersistencePack:
    return cast(PersistencePack, _load("persistence", pack_id))


def datastore(pack_id: str) -> DatastorePack:
    return cast(DatastorePack, _load("datastores", pack_id))


def stack(framework_id: str, datastore_id: str) -> Stack:
    """The stack of a framework and a datastore; Unsupported when a pack is missing or the two do not go together."""
    chosen = framework(framework_id)
    library = persistence(chosen.persistence)
    store = datastore(datastore_id)
    if store.id not in library.datastores:
        raise Unsupported(f"datastore for {framework_id}", datastore_id, library.datastores)
    return Stack(language=chosen.language, framework=chosen.id, persistence=library.id, datastore=store.id)


def stacks() -> tuple[Stack, ...]:
    """Every supported stack, sorted by framework, then datastore."""
    return tuple(
        stack(framework_id, store)
        for framework_id in ids("frameworks")
        for store in sorted(persistence(framework(framework_id).persistence).datastores)
    )
