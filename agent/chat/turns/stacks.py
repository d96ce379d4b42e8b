"""Reads other technologies for the same backend: `make it Express`, `switch to SQLite`."""

import re

from agent.chat.turns.scene import Scene
from agent.planner.text.stack import DATASTORES, FRAMEWORKS, LANGUAGES, name_of

_WISH = re.compile(
    r"^(?:(?:make|build|generate|do|write|rewrite|render|port|convert|move|migrate|switch|change|turn|use|try|take|"
    r"run|put|go|back|i want|i prefer|prefer|i need|we use|we want)\b\s*)+"
    r"(?:(?:it|this|that|all|everything|(?:the )?(?:backend|api|stack|project|code|framework|database|"
    r"datastore|db))\b\s*)?"
    r"(?:(?:with|in|on|to|into|onto|over to|for|using|as|be|a|an|the|from)\s+)*"
    r"(?P<names>.+)$",
    re.I,
)
_BARE = re.compile(r"^(?:(?:with|in|on|using|the stack is|stack:)\s+)?(?P<names>.+)$", re.I)
_JOINED = re.compile(r"\s*(?:,|\+|/|&)\s*(?:and\s+)?|\s+(?:and|with|on(?: top of)?|over|using|plus|to)\s+", re.I)
_NOISE = re.compile(
    r"^(?:the\s+|an?\s+)|\s+(?:instead(?: of .+)?|backend|database|datastore|db|framework|please|project|app|api|"
    r"as (?:the |a )?(?:database|datastore|db|framework|store))$",
    re.I,
)
_INSTEAD = re.compile(r"\s+(?:instead of|rather than|not)\s+.+$", re.I)


def read_stack(said: str, scene: Scene) -> bool:
    """Whether the clause names technologies, and nothing else."""
    text = _INSTEAD.sub("", said)
    for form in (_WISH, _BARE):
        match = form.match(text)
        if match is not None and _wishes(match["names"], scene):
            return True
    return False


def _wishes(said: str, scene: Scene) -> bool:
    found: dict[str, str] = {}
    for piece in _JOINED.split(said):
        name = piece.strip(" .!")
        while (shorter := _NOISE.sub("", name)) != name:
            name = shorter
        kind = _kind(name)
        if kind is None:
            return False
        found[kind] = name_of(name, _NAMES[kind])
    if "language" in found and "framework" in found:
        del found["language"]
    scene.wish = scene.wish.model_copy(update=found)
    return bool(found)


_NAMES = {"framework": FRAMEWORKS, "datastore": DATASTORES, "language": LANGUAGES}


def _kind(name: str) -> str | None:
    for kind, known in _NAMES.items():
        if name and name_of(name, known) in known:
            return kind
    return None
