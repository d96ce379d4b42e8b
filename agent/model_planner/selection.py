"""Which keys of the Blueprint's format somebody needs who mends these edits."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from agent.model_planner import compact
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model.patterns import PATTERNS

_KINDS = frozenset(kind.value for kind in PartKind)
_INNER = re.compile(r"(?<=[:+])[a-z]\w*")
"""Parts inside a part, in its line: `key:key`, `+facets`."""
_EXPRESSION = re.compile(r"(\w+)!?:cel\b")
_WRITTEN = re.compile(r'(?<!\w)(\w+)\\?"\s*:')
"""A key in JSON, or in a text that holds JSON; looked for where a word begins alone, for words may be long."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Lines of the short form."""

    parts: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    expressions: bool = False
    """Whether the edits hold expressions."""


def keys_for(edits: Sequence[JsonValue]) -> Keys:
    """The keys of the parts that the edits set, and of what stands inside these; all parts where one is of no kind."""
    edits_alone = (edit for edit in edits if isinstance(edit, dict) and "stack" not in edit)
    made = [edit for edit in edits_alone if edit.get("op") not in ("remove", "rename")]
    kinds = {str(edit.get("part")) for edit in made}
    patterns = _patterns([str(edit.get("name")) for edit in made if edit.get("part") == PartKind.PATTERN])
    parts = _parts({*kinds, *_inner(patterns)} if kinds <= _KINDS else {_title(line) for line in compact.parts()})
    steps = tuple(line.partition(" - ")[0] for line in compact.steps()) if PartKind.OPERATION in kinds else ()
    written = set(_WRITTEN.findall(json.dumps([edit.get("value") for edit in made])))
    return Keys(
        parts=parts,
        settings=_settings([str(edit.get("name")) for edit in made if edit.get("part") == PartKind.SETTING]),
        patterns=patterns,
        steps=steps,
        expressions=bool(steps) or not written.isdisjoint(_EXPRESSION.findall(" ".join(parts))),
    )


def _parts(titles: Collection[str]) -> tuple[str, ...]:
    """Their lines, and those of all that stands inside them."""
    lines = {_title(line): line for line in compact.parts()}
    wanted: set[str] = set()
    waiting = [title for title in titles if title in lines]
    while waiting:
        title = waiting.pop()
        wanted.add(title)
        waiting += [inner for inner in _inner([lines[title]]) if inner in lines and inner not in wanted]
    return tuple(line for title, line in lines.items() if title in wanted)


def _patterns(names: Sequence[str]) -> tuple[str, ...]:
    """`transition Order.status ship` begins with its kind; where it does not, any may be meant."""
    if not names:
        return ()
    kinds = {name.partition(" ")[0] for name in names}
    if not kinds <= set(PATTERNS):
        return compact.patterns()
    shared, *lines = compact.patterns()
    chosen = [line for line in lines if line.partition("!")[0] in kinds]
    return (shared, *chosen) if any("+act" in line for line in chosen) else tuple(chosen)


def _settings(names: Sequence[str]) -> tuple[str, ...]:
    """`api.rate_limit.requests` is of `api`; where a name is of none, any may be meant."""
    if not names:
        return ()
    heads = {name.partition(".")[0] for name in names}
    chosen = tuple(line for line in compact.settings() if _title(line).partition(".")[0] in heads)
    return chosen if heads <= {_title(line).partition(".")[0] for line in chosen} else compact.settings()


def _inner(lines: Iterable[str]) -> set[str]:
    return {word for line in lines for word in _INNER.findall(line)}


def _title(line: str) -> str:
    return line.partition(":")[0]
