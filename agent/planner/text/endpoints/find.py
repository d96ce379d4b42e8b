"""Finds endpoints in clauses of every kind, and takes them out of these."""

import re

from agent.planner.sketch import ApiSketch
from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind

_METHOD = r"(?:GET|POST|PUT|PATCH|DELETE)"
_ENDPOINT = re.compile(
    rf"[`*]*\b(?P<methods>{_METHOD}(?:\s*(?:/|,|\||\bor\b|\band\b)\s*{_METHOD}){{0,4}})\b[`*]*[\s|:]*[`*]*"
    r"(?:https?://[^\s/]+)?(?P<path>/[A-Za-z0-9_{}:<>$/.~-]*[A-Za-z0-9_}>]|/(?=\s|$))(?P<query>\?[^\s`|,)]*)?[`*]*"
)
_PARAMETER = re.compile(r":([A-Za-z]\w*)|<(?:\w+:)?(\w+)>|\$?\{([^}]*)\}")
_NUMBER = re.compile(r"(?<=/)(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)")
"""The key of some row, in a sample: `POST /orders/17/cancel`."""
_LEADING = re.compile(r"[\W_]*(?:\w+[ \w-]{0,30}:\s*)?")
"""What may stand before the endpoint of a line that is about it: marks, or a label."""
_VERSION = re.compile(r"/v(\d{1,3})$")
_PLAIN = re.compile(r"(?:/[a-z0-9][a-z0-9._~-]*)*")


def find_endpoints(reading: Reading, api: ApiSketch) -> tuple[Endpoint, ...]:
    """All endpoints that are asked for, in order; lines that list them are no prose any more.

    Where all of them have one prefix, it is that of the API.
    """
    found: list[Endpoint] = []
    for clause in reading.clauses:
        found += _in(clause, reading)
    unique = tuple({(item.method, item.path): item for item in reversed(found)}.values())[::-1]
    _prefix(unique, api)
    return unique


def _in(clause: Clause, reading: Reading) -> list[Endpoint]:
    matches = list(_ENDPOINT.finditer(clause.text))
    if not matches:
        return []
    found = []
    ends = [*(match.start() for match in matches[1:]), len(clause.text)]
    for match, end in zip(matches, ends, strict=True):
        if negated(clause.text, *match.span(), clause.heading, clause.parent):
            continue
        said = clause.text[match.end() : end].strip(" -:;|.,`>\n")
        path = _PARAMETER.sub(lambda item: f"{{{item[1] or item[2] or item[3] or 'id'}}}", match["path"])
        path = _NUMBER.sub("{id}", path)
        for method in re.findall(_METHOD, match["methods"]):
            found.append(Endpoint(method, path, clause.index, said))
    line = clause.kind is not Kind.CODE and _LEADING.fullmatch(clause.text[: matches[0].start()]) is not None
    for match in matches:
        kind = Kind.ENDPOINT if line else None
        reading.consume(clause.index, *match.span(), kind=kind, instead=_in_words(match) if line else "")
    return found


_DONE = {"GET": "read", "POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}


def _in_words(match: re.Match[str]) -> str:
    """`DELETE /notes/{id}` as what it does: what stands behind it may say who may."""
    parts = [part for part in match["path"].split("/") if part and not re.match(r"[{:<$]|api$|v\d+$", part)]
    method = re.findall(_METHOD, match["methods"])[-1]
    return f"{_DONE[method]} {parts[0]}" if len(parts) == 1 else ""


def _prefix(endpoints: tuple[Endpoint, ...], api: ApiSketch) -> None:
    """`/api/v1` before all of them is the base path and the version; none at all is none."""
    prefixes = {endpoint.prefix.lower() for endpoint in endpoints}
    if len(prefixes) != 1:
        return
    prefix = prefixes.pop()
    version = _VERSION.search(prefix)
    base = _VERSION.sub("", prefix)
    if api.base_path is None and base and _PLAIN.fullmatch(base):
        api.base_path = base
    if api.versioning is None:
        api.versioning = version is not None
    if version and api.version is None:
        api.version = max(1, int(version[1]))
