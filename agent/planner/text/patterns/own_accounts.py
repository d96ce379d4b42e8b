"""Reads what owners of accounts prove with a code: `members can reset a forgotten password`, `e-mails are verified`."""

import re

from agent.planner.text.patterns.grammar import now, phrase
from agent.planner.text.patterns.phrases import asked, prose
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause

_KINDS = {
    "their": "((the|a|an|my|our|your|his|her|their|his or her|its|each|every|all|(an )?(user|account|member)s?'s?) )*",
    "mail": "(e-?mails?( address(es)?)?)",
    "forgot": "(forgotten|lost)",
    "forgetting": (
        "( (if|when|once) (they (forg[eo]t|lose|lost|have forgotten) (it|them)|(theirs|it) (is|was) (lost|forgotten)))"
    ),
    "verify": "(verif(y|ies)|confirms?|validates?)",
    "verified": "(verified|confirmed|validated)",
    "how": (
        r"( (themselves|again|anew|by|via|through|over|with|using|from)( (means of|the help of))?( (an?|the|their))?"
        r"( (single[- ]use|one[- ]time|emailed|mailed|secret|short-lived|reset|verification|confirmation|e-?mail))*"
        r"( (link|code|token|message|e-?mail))(( (that|which) (is|gets|was))? (sent|mailed|e-?mailed|delivered)"
        r"( to (them|it|him|her|{their}{mail}))?)?( (by|via|through|over) e-?mail)?)"
    ),
    "code": r"((reset|recovery|verification|confirmation|one[- ]time|single[- ]use|secret) )*(link|code|token)",
}
_RESETS = (
    # Members can reset a forgotten password with a code.
    phrase(r"^({who:person} )?({modal} )?(resets?|recovers?) {their}({forgot} )?passwords?"
           r"{forgetting}?{how}?{forgetting}?", **_KINDS),
    # Users can request a new password by e-mail.
    phrase(r"^({who:person} )?({modal} )?(requests?|asks? for) (a )?new passwords?( (by|via) e-?mail)?{how}?"
           r"{forgetting}?", **_KINDS),
    # Users who forgot their password get a code by e-mail and set a new one.
    phrase(r"^({who:person} )?((who|that) )?(forgets?|forgot|(has|have) (forgotten|lost)|loses?|lost) {their}"
           r"passwords?,? ({modal} )?"
           r"((get|receive|request|ask for|are sent|are mailed|are e-?mailed|reset|recover)s? (it|an?|the)?"
           r"( {code})?{how}?( (by|via) e-?mail)?(,? (and|to|with which they|so that they)( then)?( can)? "
           r"(set|choose|pick|enter)s? (a )?(new|another) (one|password))?)", **_KINDS),
    # Password reset by e-mail; a forgot-password flow.
    phrase(r"(\b(there is|we need|with|support|supports|offer|offers|provide|and|also) )?(an? |the )?"
           r"\b((self[- ]service )?password[- ](resets?|recovery)|forg[eo]t(ten)?[- ](your[- ])?password)"
           r"( (flow|feature|endpoints?|function|functionality|process|support))?{how}?( (by|via|over) e-?mail)?",
           **_KINDS),
)  # fmt: skip
_CONFIRMS = (
    # Users verify their e-mail address with a code.
    phrase(r"^({who:person} )?({modal} |have to |need to )?{verify} {their}{mail}{how}?", **_KINDS),
    # E-mail addresses must be verified.
    phrase(r"^{their}{mail}( of (an? |the |all |every |each )?{word})? ({modal} |(have|has|need|needs) to )?"
           r"(be|is|are|get|gets) {verified}{how}?", **_KINDS),
    # After registration users get an e-mail with a verification link.
    phrase(r"^((after|on|at|upon) (registration|registering|sign-?up|signing up),? )?({who:person} )?({modal} )?"
           r"(be )?(gets?|receives?|are sent|is sent) (an? )?(e-?mail with )?(an? |the )?(verification|confirmation)"
           r" (e-?mail|link|code|token)( by e-?mail)?( (to|that) (verif(y|ies)|confirms?) {their}{mail})?", **_KINDS),
    # E-mail verification.
    phrase(r"(\b(there is|we need|with|support|supports|offer|offers|require|requires|and|also) )?(an? |the )?"
           r"\b(e-?mail( address)?) (verification|confirmation)"
           r"( (flow|feature|endpoints?|process|is (required|needed)|at sign-?up|on registration))?{how}?", **_KINDS),
)  # fmt: skip
_ELSEWHERE = phrase(
    r"(handled|done|provided|taken care of|managed|covered) (by|in|through) (an?other|an? external|a third|the)"
)
_BEFORE = phrase(r"\s*(?<!\S)(before|in order to|to be allowed to|otherwise) (?P<what>[^.;]{3,80})")
_LATER = phrase(
    r"\s*[,;]?\s*(and |that )?((the|this|a|each) )?({code}|it|which|links?|codes?|tokens?) (that )?({modal} )?"
    r"((is|are|gets?) (mailed|e-?mailed|sent)( to them)? and )?"
    r"(only )?(be )?(works? (only )?once|expires?|used (only )?once|(is|are) (only )?(good|valid) (once|for one use)|"
    r"(works?|(is|are) (good|valid))(?= for (an?|one|two|\d)))( and expires?)?( (after|for|within) [^.;,]{2,30})?",
    **_KINDS,
)
_MINUTES = re.compile(
    r"(?:after|within|for)\s+(?P<number>\d+|an?|one|two)\s+(?P<unit>minutes?|hours?|days?)", re.IGNORECASE
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2}
_UNITS = {"minute": 1, "hour": 60, "day": 1440}


def read_own_accounts(reading: Reading) -> list[Wish]:
    found: dict[str, Wish] = {}
    for kind, patterns in (("reset", _RESETS), ("confirm", _CONFIRMS)):
        for clause in prose(reading):
            for pattern in patterns:
                match = pattern.search(now(clause, reading))
                if match is None or not asked(clause, match) or _ELSEWHERE.search(clause.text):
                    continue
                wish = found.setdefault(kind, Wish(kind, (), kind, clause.text.strip(" ."), facets={"minutes": None}))
                if match.groupdict().get("who"):
                    wish.who.append(Who(match["who"]))
                reading.consume(clause.index, *match.span())
                _lasting(wish, reading, clause.index)
                _closed(kind, reading, clause)
    return list(found.values())


def _closed(kind: str, reading: Reading, clause: Clause) -> None:
    """What accounts may do only with an address that is confirmed is told: no rule closes it."""
    match = _BEFORE.search(now(clause, reading)) if kind == "confirm" else None
    if match is not None:
        reading.notes.leave(f"Not closed to accounts with an unconfirmed address: {match['what'].strip()}")
        reading.consume(clause.index, *match.span())


def _lasting(wish: Wish, reading: Reading, index: int) -> None:
    """How long a code is good, where the sentence or the next one says it."""
    for clause in prose(reading):
        if clause.index not in (index, index + 1):
            continue
        match = _LATER.search(now(clause, reading))
        if match is None or not asked(clause, match):
            continue
        span = _MINUTES.search(match[0])
        if span is not None:
            number = _NUMBERS.get(span["number"].lower()) or int(span["number"])
            wish.facets["minutes"] = number * _UNITS[span["unit"].lower().rstrip("s")]
        reading.consume(clause.index, *match.span())
