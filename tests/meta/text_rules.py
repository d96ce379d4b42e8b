"""Rules about a file's text. Each answers the violations found, as ``path:line: what``."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tests.meta.sources import Source

PYTHON_CEILING = 400
TEMPLATE_CEILING = 120

VERSIONS = (
    re.compile(r"(?<![\d.])\d+\.\d+\.\d+(?![\d.])"),
    re.compile(r"(==|>=|<=|~=|\^|~)\s*v?\d+\.\d+"),
    re.compile(r"(?i:\bfrom\s+|image:\s*)[\w./-]+:\d"),
    re.compile(r"\buses:\s*\S+@v?\d"),
)
# In comments: a domain may have a status of such a name.
UNFINISHED = re.compile(r"(#|//|--|/\*|<!--)\s*(TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError\b")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(root|home|Users|work)/")
# Written for one language, and therefore in it.
KINDS_IN_A_LANGUAGE = frozenset({"frameworks", "persistence"})


def too_long(sources: Iterable[Source], ceiling: int) -> Iterator[str]:
    for source in sources:
        lines = len(source.text.splitlines())
        if lines > ceiling:
            yield f"{source.path}: {lines} lines, the ceiling is {ceiling}"


def literal_versions(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        for number, line in enumerate(source.text.splitlines(), start=1):
            if any(pattern.search(line) for pattern in VERSIONS):
                yield f"{source.path}:{number}: a literal version: {line.strip()}"


def unfinished(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        for number, line in enumerate(source.text.splitlines(), start=1):
            if UNFINISHED.search(line):
                yield f"{source.path}:{number}: unfinished: {line.strip()}"


def machine_paths(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        for number, line in enumerate(source.text.splitlines(), start=1):
            if MACHINE_PATH.search(line):
                yield f"{source.path}:{number}: a path of one machine: {line.strip()}"


def may_name(source: Source, pack_id: str, packs: Mapping[str, str]) -> bool:
    """Whether the file is a place for this pack's name: a folder or module called like it.

    A framework or a persistence library is used from one language, so their packs may name languages.
    """
    if pack_id in source.parts:
        return True
    inside = source.parts[:2] == ("tools", "packs") and len(source.parts) > 3
    return inside and source.parts[2] in KINDS_IN_A_LANGUAGE and packs[pack_id] == "languages"


def packs_named(sources: Iterable[Source], packs: Mapping[str, str]) -> Iterator[str]:
    """Pack ids as words anywhere in a template that is not their own place."""
    for source in sources:
        foreign = [pack_id for pack_id in packs if not may_name(source, pack_id, packs)]
        for pack_id in foreign:
            pattern = re.compile(rf"(?<![A-Za-z0-9]){re.escape(pack_id)}(?![A-Za-z0-9])", re.IGNORECASE)
            for number, line in enumerate(source.text.splitlines(), start=1):
                if pattern.search(line):
                    yield f"{source.path}:{number}: names the pack {pack_id}: {line.strip()}"
