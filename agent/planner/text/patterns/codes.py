"""Reads codes that are good once: `invite codes that can be used once and expire`."""

import re

from agent.planner.text.patterns.grammar import now, phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "code": "(vouchers?|coupons?|invitations?|invites?|gift cards?|licen[cs]e keys?|"
    "((invite|invitation|promo(tion)?|discount|access|activation|redemption|ticket|gift|referral) codes?))",
    "the": "((an?|the|each|every|any|all|these|my|their) )?",
    "once": "(only )?(exactly )?(once|one time|a single time)( only)?",
    "used": "(used|redeemed|accepted|claimed|activated|cashed in)",
    "made": "(is|are) (generated|made|created) by the (system|backend|server)",
}
_REDEEMED = phrase(
    "({that:that} |{what:coded}( codes?)?{group:group}? ({made} and )?){modal} (only )?be {used} {once}",
    that="(?<![a-z])that", coded="{the}{code}", group=r" \([^()]*\)", **_KINDS,
)  # fmt: skip
_WORKS = phrase("{what:coded} (works?|is (good|valid)|are (good|valid)) {once}", coded="{the}{code}", **_KINDS)
_REDEEM = phrase(
    "^{who:person} ({modal} )?(only )?{verb:does}s? {what:coded}( {once})?$",
    does="(redeem|cash in|use|accept)", coded="{the}{code}", **_KINDS,
)  # fmt: skip
_SINGLE = phrase(
    "({what:coded} (is|are|have|has) )?(an? )?(single[- ]use|one[- ]time|one[- ]off) ({kind:code}|codes?|"
    r"tokens?|keys?)\b",
    coded="{the}{code}", **_KINDS,
)  # fmt: skip
_EXPIRES = phrase(
    r"\s*,?\s*((and|or|but|that|which) )?((only )?before (it|they) expires?|"
    r"((they|it|can|is|are) )?(expires?\b|(valid until|at) ((an?|the) )?(given )?(date|day|time|moment))|"
    r"(has|have|with) an? expir(y|ation)( (date|time))?)({after:after})?",
    after=" after [^.;,]{2,30}",
)
_BY = phrase("(we )?(record|keep|store|know|remember|track)s? who ({used}|took) (it|them|{short})", **_KINDS)
_MADE = phrase(r"\b(codes? )?{made}", **_KINDS)
_CODE = phrase(r"\b{code}", **_KINDS)
_OF_ITS_OWN = frozenset({"invite", "promo", "access", "license", "licence"})
"""What a `code` is called by: an invite code; the code of a voucher is the voucher."""


def read_codes(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        for pattern in (_REDEEMED, _SINGLE, _WORKS, _REDEEM):
            match = pattern.search(now(clause, reading))
            if match is None or not asked(clause, match):
                continue
            noun = _noun(match, clause.text, wishes)
            if noun is None or (pattern is _REDEEM and not _code(match, noun, wishes)):
                continue
            there = next((item for item in wishes if item.thing == noun), None)
            if there is None:
                there = Wish("redeem", noun, "redeem", clause.text.strip(" ."), facets={"expires": False, "by": False})
                wishes.append(there)
            if pattern is _REDEEM:
                there.who.append(Who(match["who"]))
            start = match.start("that") if match.groupdict().get("that") else match.start()
            start = match.end("group") if match.groupdict().get("group") else start
            what = match.groupdict().get("what")
            # What a thing has besides is for other readers.
            if pattern is _SINGLE and what and re.search(r"(?:have|has)\s*(?:an?\s+)?(?:single|one)", match[0], re.I):
                start = match.end("what")
            reading.consume(clause.index, start, match.end())
    for wish in wishes:
        _more(wish, reading)
    return wishes


def _noun(match: re.Match[str], text: str, wishes: list[Wish]) -> tuple[str, ...] | None:
    said = match.groupdict().get("what") or match.groupdict().get("kind")
    if said is None:
        found = list(_CODE.finditer(text[: match.start()]))
        if not found:
            return wishes[-1].thing if wishes else None
        said = found[-1][0]
    noun = thing(said)
    return noun[:-1] if len(noun) > 1 and noun[-1] == "code" and noun[0] not in _OF_ITS_OWN else noun


def _code(match: re.Match[str], noun: tuple[str, ...], wishes: list[Wish]) -> bool:
    """`redeem` says it by itself; `accept an invitation` only where it is a code that is good once."""
    if re.match(r"redeem|cash", match["verb"], re.IGNORECASE):
        return True
    return any(wish.thing == noun for wish in wishes)


def _more(wish: Wish, reading: Reading) -> None:
    for clause in prose(reading):
        for pattern, facet in ((_EXPIRES, "expires"), (_BY, "by"), (_MADE, "made")):
            text = now(clause, reading)
            match = pattern.search(text)
            if match is None:
                continue
            wish.facets[facet] = True
            if facet == "expires" and match["after"]:
                reading.notes.leave(f"{match['after'].strip()} (in: {clause.text.strip()[:100]})")
            reading.consume(clause.index, *match.span())
