"""The project's own sources, as the rules see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("agent", "tools", "prompts", "knowledge", "evals", "bench")
PACK_KINDS = ("languages", "frameworks", "datastores", "persistence", "brokers")


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path from the project's root, with slashes, and its text."""

    path: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and the bare name: ``("tools", "packs", "registry")``."""
        *folders, name = self.path.split("/")
        return (*folders, name.split(".")[0])

    @property
    def module(self) -> str:
        """The dotted name; a package is named by its folder."""
        return ".".join(self.parts).removesuffix(".__init__")


def sources(suffix: str, *folders: str) -> list[Source]:
    """All files with the suffix under the given top-level folders, sorted by path."""
    return sorted(_sources(suffix, folders), key=lambda source: source.path)


def _sources(suffix: str, folders: tuple[str, ...]) -> Iterator[Source]:
    for folder in folders:
        for path in (ROOT / folder).rglob(f"*{suffix}"):
            if path.is_file() and "goldens" not in path.parts:
                yield Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def pack_ids() -> dict[str, str]:
    """Pack id → its kind, for every folder under tools/packs/<kind>/."""
    found = {}
    for kind in PACK_KINDS:
        for path in sorted((ROOT / "tools" / "packs" / kind).glob("*/")):
            if path.name.isidentifier() and not path.name.startswith("_"):
                found[path.name] = kind
    return found
