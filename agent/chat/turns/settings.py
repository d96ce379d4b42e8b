"""Reads conventions of the whole backend: pages, limits, versions, names on the wire."""

import re
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from agent.chat.turns.scene import Scene
from agent.planner.text.conventions import unlimited
from tools.blueprint.edit.model import PartKind

_ON = (
    r"(?:turn(?:ed)? on|enable[sd]?|use|add|with|want|need|activate|support|serve|offer|switch on|have|provide|do|"
    r"expose)"
)
_OFF = (
    r"(?:turn(?:ed)? off|disable[sd]?|no(?! more than)|without|remove|drop|switch off|deactivate|stop|skip|"
    r"(?:we |i )?(?:do not|don't|no longer|never) (?:use|want|need|like)|get rid of|take away|not)(?:\s+(?:serving|"
    r"offering|using|supporting))?"
)
_DIGITS = re.compile(r"\d+$")
"""A group that stands several times in a pattern is numbered."""
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
Groups = Mapping[str, str]
Read = Callable[[Groups, Scene], None]


def _setting(name: str, value: JsonValue) -> Read:
    def read(said: Groups, scene: Scene) -> None:
        scene.set(PartKind.SETTING, name, value)

    return read


def _limit(name: str) -> Read:
    def read(said: Groups, scene: Scene) -> None:
        number = int(said["n"])
        pagination = scene.blueprint.api.pagination
        scene.set(PartKind.SETTING, f"api.pagination.{name}", number)
        if name == "default_limit" and number > pagination.max_limit:
            scene.set(PartKind.SETTING, "api.pagination.max_limit", number)
            scene.notes.assume(f"A page may have {number} rows at most, too.")
        if name == "max_limit" and number < pagination.default_limit:
            scene.set(PartKind.SETTING, "api.pagination.default_limit", number)
            scene.notes.assume(f"A page has {number} rows unless asked for, too.")

    return read


def _both_limits(said: Groups, scene: Scene) -> None:
    scene.set(PartKind.SETTING, "api.pagination.max_limit", int(said["most"]))
    scene.set(PartKind.SETTING, "api.pagination.default_limit", int(said["n"]))


def _rate(said: Groups, scene: Scene) -> None:
    window = int(said.get("every", "1")) * _UNITS[said["unit"].lower()]
    scene.set(
        PartKind.SETTING,
        "api.rate_limit",
        {"requests": int(said["n"].replace(",", "")), "window_seconds": window},
    )


def _rate_on(said: Groups, scene: Scene) -> None:
    if scene.blueprint.api.rate_limit is None:
        scene.set(PartKind.SETTING, "api.rate_limit", {})
        scene.notes.assume("At most 600 requests in 60 seconds for one caller: no other number is named.")
    else:
        scene.notes.assume("There is a rate limit already.")


def _rate_off(said: Groups, scene: Scene) -> None:
    if scene.blueprint.api.rate_limit is None:
        scene.notes.assume("There is no rate limit already.")
        return
    scene.set(PartKind.SETTING, "api.rate_limit", None)
    scene.notes.warn("Without a rate limit one caller can take up the whole backend: you asked for none.")


def _styles(*styles: str) -> Read:
    return _setting("api.styles", list(styles))


def _version(said: Groups, scene: Scene) -> None:
    scene.set(PartKind.SETTING, "api.versioning", "path")
    scene.set(PartKind.SETTING, "api.version", int(said["n"]))


def _base(said: Groups, scene: Scene) -> None:
    path = said["path"].strip("`'\"").rstrip("/.").lower()
    scene.set(PartKind.SETTING, "api.base_path", path)


def _title(said: Groups, scene: Scene) -> None:
    scene.set(PartKind.SETTING, "title", " ".join(said["title"].strip(" '\"`.").split())[:200])


_PAGE = r"(?:pages?|paging|paginat(?:ion|e|ed)|lists?|results?)"
_CURSOR = r"(?:cursors?|keysets?)(?:[- ]based)?"
_OFFSET = r"(?:offsets?|page[- ]numbers?|limit[/ -]offset|numbered pages)(?:[- ]based)?"
_RATE = r"(?:(?:the\s+)?rate[- ]?limit(?:ing|s|er)?|throttling)"
_GRAPH = r"(?:a\s+|the\s+)?graph ?ql(?: api| endpoint| too)?"
_NUMBER_OF = r"(?:items|rows|results|entries|things|records|elements|hits)"
_DEFAULTLY = (
    r"(?:by default|unless (?:asked|said|told|requested)(?: for)?(?: otherwise)?|normally|usually|"
    r"as (?:the |a )?default)"
)
_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(rf"^(?:{pattern})$", re.I), read)
    for pattern, read in (
        (r".*\b(?:page[- ]?size|default(?: limit)?|pages? of)\b\D*(?P<n>\d{1,4})\b.*\bmax(?:imum)?\b\D*"
         r"(?P<most>\d{1,4})\b.*", _both_limits),
        (rf"(?:.*\b)?pages?\b(?:.*?\b(?:of|with|have|contain|show|hold|return|"
         rf"be))?\s+(?P<n>\d{{1,4}})\b(?:\s*{_NUMBER_OF})?\s*{_DEFAULTLY}\b.*?\b(?P<most>\d{{1,4}})\b.*|"
         rf".*\b(?P<n2>\d{{1,4}})(?:\s*{_NUMBER_OF})?\s*(?:per|a|on a|"
         rf"on each) page\s*{_DEFAULTLY}.*?\b(?P<most2>\d{{1,4}})\b.*|"
         rf"(?:(?:the )?default )?page[- ]?sizes?\s*(?:of |to |is |=|"
         rf": )?(?P<n3>\d{{1,4}})\s*,?\s*(?:and\s+)?(?:at most|max(?:imum)?|"
         rf"up to)\s*(?:of )?(?P<most3>\d{{1,4}})", _both_limits),
        (r"(?:.*\b)?(?:lists?|pages?|results?)\b\D{0,40}\b(?:never|not|can't|cannot) (?:have |return |contain |"
         r"show |be |hold |exceed )?(?:more|longer|larger|bigger|over)?(?: than)?\s*(?P<n>\d{1,4})\b.*",
         _limit("max_limit")),
        (rf"(?!.*\b(?:at most|max|up to|no more|"
         rf"maximum)\b)(?:[^,]*\b)?(?P<n>\d{{1,4}})\s*{_NUMBER_OF}?\s*{_DEFAULTLY}(?:\s*(?:per|on each|on a) page)?|"
         rf"(?:[^,]*\b)?(?:lists?|pages?|results?)\b\D{{0,30}}\b(?:return|show|have|contain|hold|get|with|of)\s+"
         rf"(?P<n2>\d{{1,4}})\s*{_NUMBER_OF}?(?:\s*(?:{_DEFAULTLY}|at a time|each|per page))?|(?!.*\b(?:at most|max|"
         rf"up to|no more|maximum)\b)(?:[^,]*\b)?(?P<n3>\d{{1,4}})\s*{_NUMBER_OF}?\s*(?:at a time|(?:per|a|on each|"
         rf"on a) page(?:\s*{_DEFAULTLY})?)", _limit("default_limit")),
        (rf".*\b{_CURSOR}\b.*\b{_PAGE}\b.*|.*\b{_PAGE}\b.*\b{_CURSOR}\b.*|use {_CURSOR}",
         _setting("api.pagination.style", "cursor")),
        (rf".*\b{_OFFSET}\b.*\b{_PAGE}\b.*|.*\b{_PAGE}\b.*\b{_OFFSET}\b.*|use {_OFFSET}",
         _setting("api.pagination.style", "offset")),
        (rf"(?!.*\b(?:array|list|set) of\b).*\b(?:at most|max(?:imum)?(?: of)?|up to|"
         rf"no more than)\s+(?P<n>\d{{1,4}})\b.*\b(?:per page|"
         rf"a page|{_PAGE}|items|rows)\b.*|"
         r".*\bmax(?:imum)? (?:page[- ]?size|limit|size of (?:a )?pages?)\b\D*(?P<n2>\d{1,4})", _limit("max_limit")),
        (r".*\bpage[- ]?size\b\D*(?P<n>\d{1,4}).*|.*\b(?P<n2>\d{1,4})\s*(?:items|rows|results|entries|things|"
         r"records)?\s*"
         r"(?:per|a|on each|on a|each|in a) page\b.*|.*\bdefault limit\b\D*(?P<n3>\d{1,4})", _limit("default_limit")),
        (rf"(?:{_OFF}|lose|ditch|kill|forget(?: about)?|lift|cancel)\s+(?:any\s+)?{_RATE}|{_RATE} (?:is|"
         rf"are) (?:not needed|no longer needed|unnecessary)|"
         rf"(?:we |i )?(?:do not|don't|no longer) need (?:any\s+|an?\s+)?{_RATE}|{_RATE}\s+off|turn {_RATE} off|"
         rf"switch {_RATE} off", _rate_off),
        (r".*?\b(?P<n>\d[\d,]{0,8})\s*(?:(?:api )?requests?|calls?|hits?|queries|times)?\s*(?:for (?:one|each|every|"
         r"a) (?:caller|client|user|ip)\s+)?(?:per (?:caller|client|user|ip)(?: (?:and|per))?\s+)?(?:per|a|an|every|"
         r"each|in|/)\s*"
         r"(?P<every>\d{1,4})?\s*(?P<unit>second|minute|hour|day)s?\b.*", _rate),
        (rf"(?:(?:{_ON})\s+)?(?:an?\s+)?{_RATE}(?:\s+on)?|turn {_RATE} on", _rate_on),
        (rf"(?:{_OFF})\s+{_GRAPH}|turn {_GRAPH} off|rest only|only rest", _styles("rest")),
        (rf"(?:(?:{_ON})\s+)(?:also\s+)?{_GRAPH}(?:\s+(?:on|too|as well|beside rest|endpoint))?|"
         rf"turn {_GRAPH} on|{_GRAPH}",
         _styles("rest", "graphql")),
        (r"(?:(?:please )?(?:also )?(?:serve|offer|expose|provide|add|have|support|speak|use|want|need|"
         r"enable) )?(?:both )?(?:graph ?ql (?:and|next to|beside|besides|alongside|in addition to|along with|"
         r"as well as|on top of) (?:the )?rest|rest (?:and|plus|with) graph ?ql)(?: api| endpoints?)?|"
         r"(?:clients?|callers?|people|we|they|the frontend|the (?:mobile )?app) (?:should |must |can |want to |"
         r"need to |would like to |(?:should|must|needs to|has to|want to|will) be able to )?(?:also )?"
         r"(?:use|have|query|call|talk|speak|get|need|needs|want|wants)(?: (?:it|data|everything|the api|"
         r"the data))?(?: (?:with|in|over|through|via|by))? graph ?ql|"
         r"(?:make (?:it|the api|everything|the data)|(?:it|the api|everything|the data) (?:should|"
         r"must) be) (?:also )?(?:available|queryable|accessible)(?: also)? (?:over|through|via|in|as|with) graph ?ql|"
         r"(?:a )?graph ?ql (?:api |endpoint )?(?:next to|beside|besides|alongside|in addition to|"
         r"on top of) (?:the )?rest(?: api)?", _styles("rest", "graphql")),
        (r"(?:only )?graph ?ql only|only graph ?ql|graph ?ql instead of rest|replace rest (?:with|by) graph ?ql|"
         r"drop rest", _styles("graphql")),
        (r".*\b(?:camel[- ]?case|camel casing|camelCase)\b.*", _setting("api.casing", "camel")),
        (r".*\b(?:snake[- ]?case|snake casing|snake_case)\b.*", _setting("api.casing", "snake")),
        (rf"(?:{_OFF})\s+(?:the\s+)?(?:idempotency(?: keys?)?|idempotent (?:requests|creation))|"
         rf"turn idempotency(?: keys?)? off",
         _setting("api.idempotency", False)),
        (rf"(?:(?:{_ON})\s+)?(?:the\s+)?(?:idempotency(?: keys?)?|idempotent (?:requests|creation))(?: on)?|"
         rf"turn idempotency(?: keys?)? on",
         _setting("api.idempotency", True)),
        (r".*\b(?:idempotent|idempotency[- ]keys?)\b.*\b(?:idempotency[- ]keys?|post(?:s)?|creat(?:e|es|ion|ing)|"
         r"requests?|header|retry|retries|retried|twice)\b.*|"
         r"(?:make\s+)?(?:posts?|creat(?:ing|ion)|(?:post|create) requests|requests)\s+(?:must be |should be |"
         r"to be )?(?:idempotent|safe to (?:retry|repeat))|"
         r"(?:accept|honou?r|understand|respect|read|look at)\s+(?:an?\s+|"
         r"the\s+)?idempotency[- ]keys?(?: headers?)?", _setting("api.idempotency", True)),
        (rf"(?:{_OFF}|leave out|hide|omit)\s+(?:(?:the|an?|api|any)\s+)*(?:versions?(?: numbers?)?|"
         rf"/?v\d+)(?:\s+(?:prefix|segment|part|number))?(?:\s+(?:in|from|of|out of)\s+(?:the |our |all )?(?:paths?|"
         rf"urls?|routes?|addresses|api))?|"
         r"(?:the )?(?:paths?|urls?|routes?|addresses) (?:should|must|shall|may) (?:not|never) (?:have|contain|carry|"
         r"include|show) (?:an?|the|any) version(?: number)?|"
         r"(?:the )?(?:paths?|urls?|routes?|addresses) without (?:an?|the|any) version(?: number)?|(?:an?|"
         r"the) version (?:number )?(?:should|must) not be in (?:the )?(?:paths?|urls?|routes?)",
          _setting("api.versioning", "none")),
        (rf"(?:{_OFF})\s+(?:the\s+|api\s+|any\s+)*(?:versioning|versions?(?: in (?:the )?(?:paths?|urls?))?|"
         rf"(?:v\d+|version) prefix)"
         r"|(?:un-?versioned)(?: paths| api)?", _setting("api.versioning", "none")),
        (r"(?:make (?:it|this)|use|set|call it|this is|it is)?\s*(?:the\s+)?(?:api\s+)?(?:version(?:\s+to)?|"
         r"v)\s*v?(?P<n>\d{1,3})(?: of the api)?",
         _version),
        (rf"(?:(?:{_ON})\s+)?(?:path\s+|api\s+|the\s+)*versioning(?: in (?:the )?paths?)?|version the (?:api|paths?)",
         _setting("api.versioning", "path")),
        (r"(?:(?:set|change|make|use)\s+)?(?:the\s+)?base[ -]?path\s*(?:to|is|:|should be|"
         r"of)?\s*(?P<path>/[\w./~-]*).*|"
         r"(?:put|serve|mount|move)\s+(?:it|everything|all|(?:all |all the |all our |the |our |every )?(?:paths?|"
         r"routes?|endpoints?|urls?|operations)|the (?:whole |entire )?api)\s+(?:under|"
         r"at|below|on|behind)\s+"
         r"(?P<path2>/[\w./~-]*)|"
         r"(?:all |all the |all our |the |our |every )?(?:paths?|routes?|endpoints?|urls?|everything|"
         r"the api)\s+(?:should|must|has to|have to|needs? to|ought to|shall|will)\s+(?:all\s+)?(?:start with|"
         r"begin with|be (?:under|below|"
         r"at|behind)|live (?:under|at|below)|have the prefix|be prefixed (?:with|by)|go under|sit under|"
         r"hang under)\s+(?P<path3>/[\w./~-]*)|"
         r"(?:prefix|start)\s+(?:it|everything|(?:all |all the |the |our |every )?(?:paths?|routes?|endpoints?|"
         r"urls?))\s+with\s+(?P<path4>/[\w./~-]*)|"
         r"(?:use|add|set)\s+(?:the\s+|an?\s+)?(?:path\s+|url\s+|"
         r"common\s+)*prefix\s+(?:of\s+)?(?P<path5>/[\w./~-]*)", _base),
        (r"(?:no|remove the|drop the|without an?) base[ -]?path", _setting("api.base_path", "")),
        (r"(?:set|change)\s+the\s+title(?: of the (?:api|backend))?\s+to\s+(?P<title>.+)|"
         r"(?:title the (?:api|backend)|the (?:api|backend) is called|call the (?:api|backend))\s+"
         r"(?P<title2>.+)", _title),
    )
)  # fmt: skip


_LETTING = re.compile(
    r"(?:(?:so|please|also)\s+)*(?:(?:let|allow)\s+(?:[\w-]+\s+){1,3}?(?:to\s+)?|(?:[\w-]+\s+){1,3}?(?:can|may|should)\s+|"
    r"(?:there (?:is|should be)|set|put|have|i want|we want)\s+)?",
    re.I,
)
"""Before `call as often as they like`."""


def read_settings(said: str, scene: Scene) -> bool:
    """Whether the clause sets conventions, and nothing else."""
    endless = unlimited(said)
    if endless is not None and not said[endless.end() :] and _LETTING.fullmatch(said[: endless.start()]):
        _rate_off({}, scene)
        return True
    parts = re.split(r"\s+and\s+|\s*,\s+(?:and\s+)?", said)
    whole = _form_of(said)
    found = [whole] if whole is not None and whole[1] is _both_limits else [_form_of(part) for part in parts]
    if not all(found):
        if whole is None or (len(parts) > 1 and whole[0].re.pattern.startswith(_LOOSE)):
            return False  # A form that lets other words stand around it would swallow the other parts.
        found = [whole]
    for match, read in (item for item in found if item is not None):
        read({_DIGITS.sub("", name): text for name, text in match.groupdict().items() if text}, scene)
    return True


_LOOSE = "^(?:.*"


def _form_of(said: str) -> tuple[re.Match[str], Read] | None:
    matches = ((form.match(said), read) for form, read in _FORMS)
    return next(((match, read) for match, read in matches if match is not None), None)
