"""How the API of an OpenAPI document speaks, as far as its own words show it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.conventions import base_path
from agent.planner.payload.values import items, mapping, text
from agent.planner.sketch import Sketch
from agent.planner.text.conventions import set_pagination
from tools.blueprint.model import PaginationStyle

_CAMEL = re.compile(r"[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+")


def read_servers(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """The path of the first address, version included; where a backend is reached is for its deployment to say."""
    listed = items(value, path)
    for at, server in enumerate(listed):
        where = f"{path}[{at}].url"
        url = text(mapping(server, f"{path}[{at}]").get("url"), where)
        if at == 0 and "{" not in url:
            base_path(url, where, sketch, notes)
        else:
            notes.leave(f"{where}: only the path of one address is taken.")


def read_casing(names: Iterator[str], sketch: Sketch) -> None:
    """Camel case, where names of several words are written so and none is written otherwise."""
    several = [name for name in names if "_" in name or _CAMEL.fullmatch(name)]
    if several:
        sketch.api.camel = all(_CAMEL.fullmatch(name) for name in several)


def read_pages(paths: Mapping[str, Any], path: str, sketch: Sketch) -> None:
    """Pages as the parameters of the lists ask for them. Raises Contradiction where two lists disagree."""
    for route, item in paths.items():
        operation = item.get("get") if "{" not in str(route) else None
        parameters = operation.get("parameters", []) if isinstance(operation, dict) else []
        names = {str(each.get("name")).lower() for each in parameters if isinstance(each, dict)}
        where = f"{path}.{str(route)[:80]}"
        if "cursor" in names:
            set_pagination(sketch.api, PaginationStyle.CURSOR, f"{where}: cursor")
        elif "offset" in names:
            set_pagination(sketch.api, PaginationStyle.OFFSET, f"{where}: offset")
