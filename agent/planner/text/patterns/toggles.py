"""Reads what callers do to a row and take back: `users can like articles`, `add products to their wishlist`."""

import re

from agent.planner.text.endpoints.acts import acts_of
from agent.planner.text.patterns.grammar import now, phrase
from agent.planner.text.patterns.phrases import WORD, asked, last_noun, prose, thing
from agent.planner.text.patterns.verbs import participle, third
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.words import PEOPLE
from tools.blueprint.names import plural, singular

_VERBS = ("like", "love", "heart", "favourite", "favorite", "bookmark", "star", "upvote", "endorse", "clap", "pin")
_UNDONE = {"follow": "unfollow", "watch": "unwatch", "save": "unsave", "join": "leave", "subscribe": "unsubscribe"}
"""Verbs that mean more besides: a toggle where something else says so."""
_LISTS = {
    "favourites": "favourite", "favorites": "favorite", "bookmarks": "bookmark", "wishlist": "wish", "wish "
    "list": "wish",
    "watchlist": "watch", "watch list": "watch", "reading list": "bookmark", "saved items": "save",
}  # fmt: skip
_ALL = sorted((*_VERBS, *_UNDONE), key=len, reverse=True)
_KINDS = {
    "does": "|".join(form for verb in _ALL for form in (third(verb), verb)),
    "done": "|".join(map(participle, _ALL)),
    "undone": "un[a-z]+|leave|dislike",
    "who": "((the|an?|any|every|each|all) )?{word}( {word}){0,2}?",
    "caller": "((the|an?|any|all|every) )?{word}([\\s-]{word}){0,2}",
    "what": "each other|((an?|the|any|other|another|all|some|each|every|one) ){0,2}{things}",
    "stop": "( (and|or) (stop|cease) [a-z]+ing (it|them))?( (for later|too|as well|again))?",
    "listed": "|".join(sorted(_LISTS, key=len, reverse=True)),
    "viewer": "(i|you|they|he|she|one|the (viewer|caller|user|reader|current user|member|visitor)|a user)",
}
_ACTIVE = phrase(
    r"^{only:only}?{who:who} ({modal:modal} )?((also|to) )?{verb:does}\b( to)?(( (and|or) |/){undo:undone}\b)? "
    "{what:what}$"
    "{stop:stop}",
    only="only ", **_KINDS,
)  # fmt: skip
_PASSIVE = phrase(
    r"{what:rows} (can|may) (also )?be {verb:done}\b( (and|or) {undo:undone}\b)?( by {who:caller})?",
    rows="{one}{things}", one="((an?|the|each|every|all) )?", **_KINDS,
)  # fmt: skip
_ADDED = phrase(
    r"^{who:person} ({modal} )?(add|put|save|keep)s? {what:short}( {word})? (to|on|in|into|among) "
    r"(their|his|her|his or her|my|a|the) ((own|personal|list of) )?{list:listed}\b",
    **_KINDS,
)
_LEAD = phrase(
    r"((\A|[,;:.]|\band\b|\bbut\b)\s*)(and )?(((an?|the|each|every|all) )?{word}( {word}){0,2}? )?((can|should) )?"
    "(shows?|sees?|displays?|has|have|knows?|views?|lists?|with|includes?|gives?|tells?) ((the|its|their|a|his|"
    r"her) )*\\Z"
)
"""What stands before what is shown: `each track shows its`."""
_FOLLOWED = frozenset({*PEOPLE, "each other", "people"})


def read_toggles(reading: Reading) -> list[Wish]:
    """Wishes for toggles, with the fields that show them."""
    wishes: list[Wish] = []
    for clause in prose(reading):
        for pattern in (_ACTIVE, _PASSIVE, _ADDED):
            for match in pattern.finditer(clause.text):
                wish = _wish(match, clause, reading)
                if wish is not None:
                    _add(wish, wishes)
                    reading.consume(clause.index, *match.span())
    for act in acts_of(reading.endpoints):
        if act.toggle:
            _add(Wish("toggle", act.thing, act.verb, act.endpoint.text, facets={"undo": None}), wishes)
    for wish in wishes:
        for clause in prose(reading):
            _shown(wish, clause, reading)
    return wishes


def _add(wish: Wish, wishes: list[Wish]) -> None:
    there = next((item for item in wishes if (item.thing, item.name) == (wish.thing, wish.name)), None)
    if there is None:
        wishes.append(wish)
    else:
        there.who += wish.who
        there.facets |= {key: value for key, value in wish.facets.items() if value}


def _wish(match: re.Match[str], clause: Clause, reading: Reading) -> Wish | None:
    found = match.groupdict()
    if not asked(clause, match):
        return None
    who = " ".join((found.get("who") or "").split())
    if found.get("list"):
        verb = _LISTS[found["list"].lower()]
    else:
        verb = next(item for item in _ALL if found["verb"].lower() in (item, third(item), participle(item)))
    what = thing(who) if (found["what"] or "").lower() == "each other" else thing(found["what"] or "")
    if not what or verb_noun(verb) in what or _kept_apart(verb, clause, reading):
        return None
    if not found.get("list") and match.re is _ACTIVE and not _meant(verb, found, who, what, clause, reading):
        return None
    if match.re is _PASSIVE and verb in {"join", "save", "watch", "pin"} and not found["undo"]:
        return None
    undo = "leave" if verb == "join" else None
    people = [Who(who, bool(found.get("only")))] if who else []
    return Wish("toggle", what, verb, clause.text.strip(" ."), people, {"undo": undo})


def _meant(
    verb: str, found: dict[str, str | None], who: str, what: tuple[str, ...], clause: Clause, reading: Reading
) -> bool:
    """Whether it is about callers and rows, and can be taken back."""
    if found["undo"] or found["stop"].strip():  # type: ignore[union-attr]
        return True
    person = _person(who)
    if verb == "follow":
        known = what[-1] in _FOLLOWED or thing(who) == what
        return known or (found["modal"] is not None and what[-1] not in _NOT_FOLLOWED)
    if verb == "save":
        return found["modal"] is not None and person and _made_by_others(what, who, reading)
    if verb in _UNDONE:
        return re.search(rf"\b(?:{_UNDONE[verb]}|stop {verb}ing)\b", reading.text, re.I) is not None
    return found["modal"] is not None or (person and verb != "like")


_NOT_FOLLOWED = frozenset(
    {"plan", "rule", "guide", "procedure", "link", "instruction", "step", "path", "process", "schedule"}
)


def _person(who: str) -> bool:
    noun = last_noun(who)
    return noun is not None and (singular(noun.head) in PEOPLE or noun.plural)


def _made_by_others(what: tuple[str, ...], who: str, reading: Reading) -> bool:
    """`companies post jobs` and `candidates can save jobs`: these save none of their own."""
    made = re.compile(
        rf"\b(?P<maker>{WORD})\s+(?:can\s+)?(?:post|publish|create|upload|write|add|offer|list|share)s?\s+(?:an?\s+|the\s+)?"
        rf"(?:{re.escape(' '.join(what))}|{re.escape(plural(' '.join(what)))})\b",
        re.IGNORECASE,
    )
    return any(thing(match["maker"]) != thing(who) for match in made.finditer(reading.text))


def _kept_apart(verb: str, clause: Clause, reading: Reading) -> bool:
    """The text lists what is kept of it as a thing of its own: `users, posts, likes`."""
    noun = plural(verb_noun(verb))
    listed = re.compile(
        rf"(?:^|[,:]|\band)\s*{noun}\s*(?:[,:(.]|\band\b|$)|\b{noun}\s+(?:have|belong)\b", re.IGNORECASE
    )
    others = (item for item in reading.clauses if item.index != clause.index)
    return any(listed.search(item.text) and asked(item, listed.search(item.text)) for item in others)


def verb_noun(verb: str) -> str:
    """What one calls what was done: `like`; who follows is a follower."""
    return {"follow": "follower", "join": "member", "subscribe": "subscriber", "watch": "watcher"}.get(verb, verb)


def _shown(wish: Wish, clause: Clause, reading: Reading) -> None:
    """`its like count`, `how many people favourited each`, `whether I starred it`."""
    one, past = verb_noun(wish.name), participle(wish.name)
    kinds = _KINDS | {"many": plural(one), "one": one, "past": past}
    count = phrase(
        r"\b(number|count|total( number)?) of ((its|their|his) )?{many}\b|\b{one}[- ]counts?\b|"
        r"\bhow many ({word} ){0,2}?((have|has) )?{past}\b( (it|each|them|an? {word}))?( one)?|"
        r"\bhow many {many}\b( (he|she|they|it|an?|each|the|every)\b[^.;,]{0,40})?",
        **kinds,
    )
    mine = phrase(
        r"\s*(, )?(and )?\bwhether (or not )?{viewer}( has| have|'ve)?( already)? {past}( (it|them|that|one))?", **kinds
    )
    for name, pattern in (("mine", mine), ("count", count)):
        text = now(clause, reading)
        match = pattern.search(text)
        if match is None:
            continue
        wish.facets[name] = True
        lead = _LEAD.search(text[: match.start()])
        reading.consume(clause.index, lead.start() if lead else match.start(), match.end())
