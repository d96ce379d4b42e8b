"""Reads other technologies for the same backend: `make it Express`, `switch to SQLite`."""

import re

from agent.chat.turns.scene import Scene
from agent.planner.text.stack import DATASTORES, FRAMEWORKS, LANGUAGES, name_of

_WISH = re.compile(
    r"^(?:(?:can|could|should|may|must)\s+(?:it|this|we|the (?:api|backend))\s+(?:(?:please|also)\s+)*)?(?:(?:make|"
    r"build|generate|do|have|go with|go for|choose|pick|base|store|host|deploy|replace|swap|write|rewrite|render|"
    r"port|convert|move|migrate|switch|change|turn|use|try|take|"
    r"run|put|go|back|i want|i prefer|prefer|i need|we use|we want)\b\s*)+"
    r"(?:(?:it|this|that|all|everything|(?:the )?(?:very )?(?:same )?(?:backend|api|stack|project|code|framework|"
    r"database|"
    r"datastore|db))\b\s*)?"
    r"(?:(?:with|in|on|to|into|onto|over to|for|using|as|be|a|an|the|based on|top of)\s+)*"
    r"(?P<names>.+)$",
    re.I,
)
_ENOUGH = re.compile(
    r"^(?P<names>[\w.+ ]+?)\s+(?:is|would be|will be|should be)\s+(?:(?:good |more than )?enough|fine|sufficient|"
    r"better|preferred|ok(?:ay)?|what we (?:want|use|run|know)|"
    r"our (?:standard|choice|preference))(?:\s+for\s+(?:us|me|now|this|that|"
    r"our needs))?(?:\s*[,;:-]+\s*(?:so\s+)?(?:please\s+)?(?:use|take|go with|switch to)\s+(?:that|it))?$|"
    r"^(?:we|i)\s+(?:only\s+)?(?:use|run|have|know|prefer|host|operate)\s+(?P<names2>[\w.+ ]+?)(?:\s+(?:here|"
    r"in production|in house|everywhere))?\s*[,;-]+\s*(?:so\s+)?(?:please\s+)?"
    r"(?:use|take|go with|switch to)\s+(?:that|it)$|"
    r"^(?:the\s+)?(?:database|datastore|db|framework|backend|api|code|stack|language)\s+(?:should|must|has to|"
    r"needs to|ought to|is to|will)\s+(?:now\s+)?(?:be|become|run on|use|be (?:in|on|written in|"
    r"built (?:with|in|on)))\s+(?P<names3>[\w.+ ]+)$",
    re.I,
)
_BARE = re.compile(r"^(?:(?:with|in|on|using|the stack is|stack:)\s+)?(?P<names>.+)$", re.I)
_JOINED = re.compile(r"\s*(?:,|\+|/|&)\s*(?:and\s+)?|\s+(?:and|with|on(?: top of)?|over|using|plus|to)\s+", re.I)
_NOISE = re.compile(
    r"^(?:the\s+|an?\s+)|\s+(?:instead(?: of .+)?|for (?:us|now|this|everything|the (?:backend|api|database|data))|"
    r"backend|database|datastore|db|framework|please|project|app|api|"
    r"as (?:the |a )?(?:database|datastore|db|framework|store))$",
    re.I,
)
_INSTEAD = re.compile(r"\s+(?:instead of|rather than|and not|not)\s+.+$|(?<=\w)\s+from\s+\w+(?=\s+to\s)", re.I)
_REPLACED = re.compile(r"^(?:replace|swap)\s+(?:the\s+)?(?P<old>\w+)\s+(?:with|by|for|against)\s+(?P<new>\w+)$", re.I)


_ON_IT = re.compile(
    r"^(?:(?:put|move|run|base|host|build|keep|migrate|switch)\s+(?:the\s+)?(?:database|data|backend|library|api|"
    r"project|"
    r"everything|whole thing)(?:\s+of\s+(?:this|the|our)\s+\w+)?\s+(?:on|onto|to|with|in)|"
    r"(?:(?:could|can|should|must|may)\s+)?(?:the\s+|this\s+|our\s+|we\s+|it\s+)?(?:\w+\s+){0,2}?use)\s+(?P<it>it|"
    r"that|this)"
    r"(?:\s+(?:as|for)\s+(?:its|the|our|a)\s+(?:database|datastore|framework|backend))?$",
    re.I,
)
"""A technology that was named before."""


def in_place(said: str, turn: str) -> str:
    """A clause with the one technology that the turn names, where `it` means that."""
    match = _ON_IT.match(said)
    if match is None:
        return said
    named = [word for word in re.findall(r"[A-Za-z][\w.+]*\w", turn) if _kind(word) in {"framework", "datastore"}]
    return f"use {named[0]}" if len({word.lower() for word in named}) == 1 else said


def read_stack(said: str, scene: Scene) -> bool:
    """Whether the clause names technologies, and nothing else."""
    text = _REPLACED.sub(r"use \g<new>", _INSTEAD.sub("", said))
    for form in (_WISH, _ENOUGH, _BARE):
        match = form.match(text)
        names = next((found for name, found in match.groupdict().items() if found), "") if match else ""
        if names and _wishes(names, scene):
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
