"""Reads values that are described by another one: `a summary of the same type and length as the bio of an author`."""

import re

from agent.chat.turns.references import find
from agent.chat.turns.scene import Scene
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Attribute

_AS = re.compile(
    r",?\s+(?:of|with|has|having)?\s*\b(?:the )?same (?P<type>type)?(?P<both> and )?(?P<length>(?:max(?:imum)? "
    r")?length)? as "
    r"(?P<other>[\w' -]{1,80})$",
    re.IGNORECASE,
)


def described(said: str, scene: Scene) -> str:
    """The words with the type and the length of that other value in place of its name."""
    match = _AS.search(said)
    if match is None or bool(match["both"]) != bool(match["type"] and match["length"]):
        return said
    found = find(match["other"], scene, {PartKind.ATTRIBUTE})
    attribute = scene.attribute(found[0].name) if len(found) == 1 else None
    if attribute is None:
        return said
    all_of_it = not (match["type"] or match["length"])
    facets = _facets(attribute, type_=bool(match["type"]) or all_of_it, length=bool(match["length"]) or all_of_it)
    return f"{said[: match.start()]} ({', '.join(facets)})" if facets else said


def _facets(attribute: Attribute, *, type_: bool, length: bool) -> list[str]:
    found = [attribute.type.value] if type_ and not attribute.values else []
    if length and attribute.max_length is not None:
        found.append(f"at most {attribute.max_length} characters")
    return found
