"""Reads the conventions of the API: pagination, rate limit, versioning, casing, GraphQL, lifecycle of rows."""

import re
from collections.abc import Callable

from agent.planner.sketch import ApiSketch
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from tools.blueprint.model import ApiStyle, PaginationStyle
from tools.errors import Contradiction

_Span = tuple[int, int]
_SECONDS = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3600, "h": 3600, "day": 86_400}
_RATE = re.compile(
    r"\b(\d+(?:,\d{3})*)\s*(?:requests?|reqs?|calls?|hits?)?\s*(?:per|/|a|an|each|every)\s*(\d+)?\s*"
    r"(seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?)\b",
    re.IGNORECASE,
)
_RATE_WORD = re.compile(
    r"\brate[- ]?limit(?:s|ing|ed|er)?\b|\bthrottl(?:e|ing|ed)\b|\b(?:requests?|"
    r"calls?)\s*(?:per|/)\s*\d*\s*(?:second|minute|hour|day)",
    re.IGNORECASE,
)
_CALL = r"(?:calls?|asks?|polls?|requests?|quer(?:y|ies)|hits?|uses?|sends?|fetch(?:es)?|comes?(?:\s+back)?)"
_ENDLESS = re.compile(
    rf"\b{_CALL}\s+(?:\w+\s+){{0,3}}?as\s+(?:often|much|frequently|many\s+times)\s+as\s+\w+\s+(?:like|want|please|wish|need)s?\b|"
    r"\b(?:(?:callers|clients|they|everybody|anybody)\s+(?:can|may)\s+)?(?:(?:send|make|issue)\s+)?"
    r"as\s+many\s+(?:requests|calls|queries)\s+as\s+\w+\s+(?:like|want|please|wish|need)s?\b|"
    r"\b(?:unlimited|any\s+number\s+of)\s+(?:requests|calls)\b|"
    r"\b(?:requests|calls|callers)\s+(?:are|be)\s+(?:not|never)\s+(?:limited|capped|throttled)\b|"
    r"\bno\s+(?:limits?|caps?|quotas?)\s+(?:on|to|for)\s+(?:the\s+number\s+of\s+)?(?:requests|calls|callers|"
    r"how\s+(?:often|much|many\s+(?:requests|calls)))\b",
    re.IGNORECASE,
)
"""Callers ask whenever they like, in other words than a rate limit's."""
_CURSOR = re.compile(r"\b(?:cursor(?:s|[- ]based)?|keyset|seek)\b(?:\s+paginat\w+|\s+paging)?", re.IGNORECASE)
_OFFSET = re.compile(
    r"\b(?:offset|limit\s*(?:/|and|&)\s*offset|page[- ]number(?:s|ed)?|"
    r"page[- ]based|per_page|page\s*(?:/|and|&|\+)\s*(?:page[ _-]?size|size|per_page))\b(?:[- ]based)?"
    r"(?:\s+(?:paginat\w+|paging))?",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\blimit\b", re.IGNORECASE)
_PAGES = re.compile(r"\bpaginat(?:ion|ed|e)\b|\bpaging\b|\bpaged\b", re.IGNORECASE)
_PER_PAGE = re.compile(
    r"\b(?P<size>\d{1,4})\s+(?P<rows>(?:[a-z]+\s+){0,2})(?:per|a)\s+page\b|\bpage size(?: of)?\s*(?P<said>\d{1,4})",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:base (?:path|url)|prefix(?:ed with)?|under|served (?:at|under))\s*:?\s*[`'\"]?(/[a-z][a-z0-9/_-]*)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bversion(?:ed|ing)\b|/v(\d{1,3})\b", re.IGNORECASE)
_GRAPHQL = re.compile(r"\bgraph ?ql\b", re.IGNORECASE)
LIFECYCLE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("soft_delete", r"\bsoft[- ]?delet\w*|\bmark(?:ed)? as deleted\b|\bnever (?:really |physically )?deleted\b"),
        ("optimistic_lock", r"\boptimistic (?:lock\w*|concurrency)|\bE-?Tags?\b|\bif-match\b"),
        ("timestamps", r"\btimestamps\b|\bcreated_at and updated_at\b"),
        ("audit", r"\baudit (?:fields?|columns?)\b|\bcreated_by\b|\bwho (?:created|changed)\b"),
    )
)
"""Switches that an entity has too."""
_SWITCHES: tuple[tuple[str, re.Pattern[str]], ...] = (
    *LIFECYCLE,
    ("idempotency", re.compile(r"\bidempoten\w+", re.IGNORECASE)),
    ("camel", re.compile(r"\bcamel ?case\b", re.IGNORECASE)),
    (
        "serial_keys",
        re.compile(
            r"\b(?:integer|numeric|auto[- ]?increment\w*|serial) (?:ids?|keys?|primary keys?)\b|"
            r"\bauto[- ]?increment\b",
            re.IGNORECASE,
        ),
    ),
)


def read_conventions(reading: Reading, api: ApiSketch) -> None:
    """Fills what the text says of the API as a whole."""
    _read_unlimited(reading, api)
    for clause in reading.clauses:
        if clause.kind is Kind.CODE:
            continue
        used = [span for read in _READERS for span in read(clause, api)]
        if used and clause.kind is not Kind.HEADING:
            reading.place(clause, *used)


def _off(clause: Clause, match: re.Match[str]) -> bool:
    return negated(clause.text, match.start(), match.end(), clause.heading, clause.parent)


def set_pagination(api: ApiSketch, style: PaginationStyle, said: str) -> None:
    """Raises Contradiction where the other style was asked for."""
    if api.pagination is not None and api.pagination is not style:
        raise Contradiction(api.pagination_said or f"{api.pagination.value} pagination", said)
    api.pagination, api.pagination_said = style, said


def _pagination(clause: Clause, api: ApiSketch) -> list[_Span]:
    used: list[_Span] = []
    for pattern, style in ((_CURSOR, PaginationStyle.CURSOR), (_OFFSET, PaginationStyle.OFFSET)):
        for match in pattern.finditer(clause.text):
            named = match[0].lower().startswith(("keyset", "limit", "page", "per_page"))
            beside = _PAGES.search(clause.text) or (style is PaginationStyle.OFFSET and _LIMIT.search(clause.text))
            if (named or beside) and not _off(clause, match):
                set_pagination(api, style, match[0])
                used.append(match.span())
    page = _PAGES.search(clause.text)
    size = _PER_PAGE.search(clause.text)
    if size:
        api.default_limit = max(1, min(1000, int(size["size"] or size["said"])))
        used += [(size.start(), size.end("size")), (size.end("rows"), size.end())] if size["size"] else [size.span()]
    if page and _off(clause, page):
        return used
    return [*used, *([page.span()] if page else [])]


def unlimited(text: str) -> re.Match[str] | None:
    """Where a text says that callers may ask as often as they like."""
    match = _ENDLESS.search(text)
    return None if match is None or negated(text, *match.span()) else match


def _read_unlimited(reading: Reading, api: ApiSketch) -> None:
    """It is taken out of the text: requests that callers send are no things that are kept."""
    for clause in reading.prose:
        match = unlimited(clause.text)
        if match is not None and not _off(clause, match):
            api.rate_limit = False
            reading.consume(clause.index, *match.span())


def _rate(clause: Clause, api: ApiSketch) -> list[_Span]:
    word = _RATE_WORD.search(clause.text)
    if word is None:
        return []
    if _off(clause, word):
        api.rate_limit = False
        return [word.span()]
    match = _RATE.search(clause.text)
    if match:
        unit = match[3].lower().rstrip("s") or "s"
        seconds = _SECONDS.get(unit, 60) * int(match[2] or 1)
        api.rate_limit = (max(1, min(1_000_000, int(match[1].replace(",", "")))), max(1, min(86_400, seconds)))
    elif api.rate_limit is None:
        api.rate_limit = True
    return [word.span(), *([match.span()] if match else [])]


def _styles(clause: Clause, api: ApiSketch) -> list[_Span]:
    match = _GRAPHQL.search(clause.text)
    if match is None:
        return []
    if not _off(clause, match) and ApiStyle.GRAPHQL not in api.styles:
        api.styles.append(ApiStyle.GRAPHQL)
    return [match.span()]


def _versioning(clause: Clause, api: ApiSketch) -> list[_Span]:
    match = _VERSION.search(clause.text)
    if match is None:
        return []
    if match[1]:
        api.versioning, api.version = True, max(1, int(match[1]))
    else:
        api.versioning = not _off(clause, match)
    return [match.span()]


def _base(clause: Clause, api: ApiSketch) -> list[_Span]:
    match = _BASE.search(clause.text)
    if match is None:
        return []
    path = re.sub(r"/v\d+$", "", match[1].lower().rstrip("/").replace("_", "-"))
    if re.fullmatch(r"(/[a-z0-9][a-z0-9._~-]*)*", path) and len(path) <= 100:
        api.base_path = path
    return [match.span()]


def _switches(clause: Clause, api: ApiSketch) -> list[_Span]:
    used: list[_Span] = []
    for name, pattern in _SWITCHES:
        match = pattern.search(clause.text)
        if match:
            setattr(api, name, not _off(clause, match) or "never" in match[0].lower())
            used.append(match.span())
    return used


_Reader = Callable[[Clause, ApiSketch], list[_Span]]
_READERS: tuple[_Reader, ...] = (_pagination, _rate, _styles, _versioning, _base, _switches)
