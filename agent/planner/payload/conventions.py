"""How the API of a payload speaks: pages, versions, errors, styles, names and paths."""

import re
from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.switches import refused, switched_off, wanted
from agent.planner.payload.values import items, key_word, prose, text, texts, whole, wrong
from agent.planner.sketch import Sketch
from agent.planner.text.conventions import set_pagination
from tools.blueprint.model import ApiStyle, PaginationStyle
from tools.errors import BadInput, Contradiction, Unsupported

_PAGES = {
    "cursor": PaginationStyle.CURSOR,
    "keyset": PaginationStyle.CURSOR,
    "cursor_based": PaginationStyle.CURSOR,
    "offset": PaginationStyle.OFFSET,
    "page": PaginationStyle.OFFSET,
    "limit_offset": PaginationStyle.OFFSET,
    "offset_based": PaginationStyle.OFFSET,
}
_IN_THE_PATH = frozenset({"path", "url", "uri", "url_path", "uri_path"})
_BY_MAJOR = frozenset({"semantic", "semver", "semantic_versioning"})
_PROBLEM = re.compile(
    r"problem|rfc ?-?(?:7807|9457)|standard|structured|consistent|json|comprehensive|detailed|centrali[sz]ed|global"
)


def pagination(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`"cursor"`, `"offset"`, true, false, or an object with a style and limits."""
    if isinstance(value, dict):
        _pages(value, path, sketch, notes)
    elif refused(value):
        # A list without an end would be a way to make the backend fail; the Blueprint knows none.
        notes.leave(f"{path}: lists are always paged; a list without pages is not built.")
    elif not wanted(value):
        if not isinstance(value, str):
            wrong(path, "a style, true or false", value)
        word = key_word(text(value, path))
        if word not in _PAGES:
            raise Unsupported("pagination", value[:80], ("cursor", "offset"))
        set_pagination(sketch.api, _PAGES[word], f"{path}: {word}")


def _pages(data: dict[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(data, path, notes)
    off = switched_off(fields)
    style = fields.take("style", "type", "strategy")
    least = fields.take("default_limit", "limit", "page_size", "default_page_size")
    most = fields.take("max_limit", "max_page_size")
    fields.report()
    if off:
        pagination(False, path, sketch, notes)
    elif style is not None:
        pagination(style[1], style[0], sketch, notes)
    if least is not None:
        sketch.api.default_limit = whole(least[1], least[0], 1, 1000)
    if most is not None:
        sketch.api.max_limit = whole(most[1], most[0], 1, 1000)
    if least is not None and most is not None and least[1] > most[1]:
        raise Contradiction(f"{least[0]} is {least[1]}", f"{most[0]} is {most[1]}")


def versioning(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """True, false, `"path"`, `"v2"`, or an object with a strategy and a version."""
    if not isinstance(value, dict):
        _version_or_strategy(value, path, sketch, notes)
        return
    fields = Fields(value, path, notes)
    off = switched_off(fields)
    strategy, version = fields.take("strategy", "type", "style"), fields.take("version", "current")
    fields.report()
    sketch.api.versioning = not off
    if strategy is not None and not off:
        _strategy(strategy[1], strategy[0], sketch, notes)
    if version is not None:
        read_version(version[1], version[0], sketch, notes)


def _version_or_strategy(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if numeric or (isinstance(value, str) and _VERSION.fullmatch(value.strip().lower())):
        sketch.api.versioning = True
        read_version(value, path, sketch, notes)
    else:
        _strategy(value, path, sketch, notes)


def _strategy(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    if refused(value):
        sketch.api.versioning = False
        return
    if not wanted(value):
        word = key_word(text(value, path))
        if word in _BY_MAJOR:
            notes.assume(f"{path}: the major version stands in the path.")
        elif word not in _IN_THE_PATH:
            raise Unsupported("versioning", str(value)[:80], ("path", "none"))
    sketch.api.versioning = True


_VERSION = re.compile(r"v?(\d{1,3})((?:\.\d+)*)")


def read_version(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """2, `"v2"`, `"2.1.0"`, or false for none."""
    if refused(value):
        if sketch.api.versioning:
            notes.assume(f"{path}: there is no version in the path.")
        sketch.api.versioning = False
        return
    if isinstance(value, str):
        match = _VERSION.fullmatch(text(value, path).lower())
        if match is None:
            raise BadInput(
                f"{path}: `{value[:60]}` is no version.", hint="Write `2` or `v2`.", code="bad-payload", path=path
            )
        if match[2]:
            notes.assume(f"{path}: only the major version, {int(match[1])}, stands in the path.")
        value = int(match[1])
    number = whole(value, path, 1, 999)
    if sketch.api.versioning is False:
        notes.assume(f"{path}: {number} is not used, for there is no versioning.")
        return
    sketch.api.versioning, sketch.api.version = True, number


def errors(value: object, path: str, notes: Notes) -> None:
    """Errors are RFC 9457 problem details; anything else is reported."""
    if isinstance(value, dict):
        fields = Fields(value, path, notes)
        for where, said in fields.take_each("format", "type", "standard", "style", "enabled"):
            errors(said, where, notes)
        fields.report()
    elif isinstance(value, list):
        for at, item in enumerate(items(value, path)):
            errors(text(item, f"{path}[{at}]"), f"{path}[{at}]", notes)
    elif wanted(value) or (isinstance(value, str) and _PROBLEM.search(text(value, path).lower())):
        notes.assume(f"{path}: errors are RFC 9457 problem details.")
    elif value is False or isinstance(value, str):
        notes.leave(f"{path}: {prose(value, path)[:200]}: errors are RFC 9457 problem details.")
    else:
        wrong(path, "a format, true or false", value)


def style(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`"REST"`, `"GraphQL"`, or both."""
    for at, word in enumerate(texts(value, path)):
        plain = word.lower().replace(" ", "")
        if plain == "graphql":
            if ApiStyle.GRAPHQL not in sketch.api.styles:
                sketch.api.styles.append(ApiStyle.GRAPHQL)
        elif plain not in {"rest", "restful", "http", "json"}:
            raise Unsupported("api style", word[:80], ("rest", "graphql"))
        if at > 10:
            notes.leave(f"{path}: only the first styles were read.")
            return


def casing(value: object, path: str, sketch: Sketch) -> None:
    word = re.sub(r"[^a-z]", "", text(value, path).lower().replace("case", ""))
    if word not in {"snake", "camel"}:
        raise Unsupported("casing", str(value)[:80], ("snake", "camel"))
    sketch.api.camel = word == "camel"


def base_path(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`/api`; of a whole address the path, for where a backend is reached is for its deployment to say."""
    said = text(value, path, 200)
    host = re.match(r"https?://[^/]+", said)
    if host is not None:
        notes.assume(f"{path}: only the path is taken, {host[0]} is a matter of deployment.")
    made = said[host.end() if host else 0 :].rstrip("/")
    if not re.fullmatch(r"(/[a-z0-9][a-z0-9._~-]*)*", made) or len(made) > 100:
        raise BadInput(f"{path}: `{said[:60]}` is no path.", hint="Write `/api`.", code="bad-payload", path=path)
    version = re.fullmatch(r"(.*)/v([1-9]\d{0,2})", made)
    if version is not None and sketch.api.versioning is not False:
        notes.assume(f"{path}: `v{version[2]}` is the version in the path.")
        made = version[1]
        if sketch.api.version not in (None, int(version[2])):
            raise Contradiction(f"the version is {sketch.api.version}", f"{path} is {said}")
        sketch.api.versioning, sketch.api.version = True, int(version[2])
    sketch.api.base_path = made


SWITCHES: Mapping[str, str] = {
    "soft_delete": "soft_delete",
    "timestamps": "timestamps",
    "optimistic_lock": "optimistic_lock",
    "optimistic_locking": "optimistic_lock",
    "idempotency": "idempotency",
    "idempotency_keys": "idempotency",
}
"""Payload keys of plain switches, and what they set."""


def set_switch(name: str, on: bool, said: str, sketch: Sketch) -> None:
    """Raises Contradiction where the payload says the opposite elsewhere."""
    there = getattr(sketch.api, name)
    if there is not None and bool(there) is not on:
        wanted_before = "wanted" if there else "refused"
        raise Contradiction(f"{name.replace('_', ' ')} is {wanted_before}", said)
    if there is None:
        setattr(sketch.api, name, on)
