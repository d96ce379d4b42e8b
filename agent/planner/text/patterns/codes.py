"""Reads codes that are good once: `invite codes that can be used once and expire`."""

import re

from agent.planner.text.patterns.phrases import DET, MODAL, WORD, asked, prose, thing
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from tools.blueprint.names import plural, words

_NOUNS = r"(?:vouchers?|coupons?|invitations?|invites?|invite codes?|invitation codes?|gift cards?|promo(?:tion)? codes?|discount codes?|access codes?|activation codes?|licen[cs]e keys?|redemption codes?|tickets? codes?|gift codes?|referral codes?)"
_ONCE = r"(?:only\s+)?(?:exactly\s+)?(?:once|one time|a single time)(?:\s+only)?"
_USED = r"(?:used|redeemed|accepted|claimed|cashed in)"
_REDEEMED = re.compile(
    rf"(?:(?P<that>\bthat\s+)|(?P<what>{DET}{_NOUNS})(?:\s+codes?)?\s+(?:(?P<made>(?:is|are)\s+(?:generated|made|created)\s+by\s+the\s+(?:system|backend|server))\s+and\s+)?)"
    rf"(?:{MODAL}\s+)(?:only\s+)?be\s+{_USED}\s+{_ONCE}",
    re.IGNORECASE,
)
_REDEEM = re.compile(
    rf"(?:^|(?<=[,;:(.])|(?<=\band))\s*(?P<who>(?:(?:the|an?|any|each|every)\s+)?{WORD})\s+(?:{MODAL}\s+)?(?:only\s+)?(?P<verb>redeem|cash in|use|accept)s?\s+"
    rf"(?P<what>{DET}{_NOUNS})(?:\s+{_ONCE})?(?=\s*(?:[.;,]|$|\b(?:and|but|before|until|when)\b))",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?:(?P<what>{DET}{_NOUNS})\s+(?:is|are|have|has)\s+)?(?:an?\s+)?(?:single[- ]use|one[- ]time|one[- ]off)\s+(?:codes?|tokens?|keys?)\b",
    re.I,
)
_EXPIRES = re.compile(
    r"\s*,?\s*(?:and\s+|or\s+|but\s+|that\s+|which\s+)?(?:(?:only\s+)?before\s+(?:it|they)\s+expires?|(?:they\s+|it\s+|can\s+|is\s+|are\s+)?(?:expires?\b|valid\s+until\s+(?:an?\s+|the\s+)?(?:date|day|time|moment))|"
    r"(?:has|have|with)\s+an?\s+expir(?:y|ation)(?:\s+(?:date|time))?)(?P<after>\s+after\s+[^.;,]{2,30})?",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?:(?:we\s+)?(?:record|keep|store|know|remember|track)s?\s+)who\s+(?:{_USED}|used|took)\s+(?:it|them|{DET}{WORD})",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:codes?\s+(?:is|are)\s+)?(?:generated|made)\s+by\s+the\s+(?:system|backend|server)", re.IGNORECASE
)


def read_codes(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        for pattern in (_REDEEMED, _SINGLE, _REDEEM):
            match = pattern.search(next(item.text for item in reading.clauses if item.index == clause.index))
            if match is None or not asked(clause, match):
                continue
            noun = _noun(match, clause.text, wishes)
            if noun is None or (pattern is _REDEEM and not _code(match, noun, wishes, reading)):
                continue
            there = next((item for item in wishes if item.thing == noun), None)
            if there is None:
                there = Wish("redeem", noun, "redeem", clause.text.strip(" ."), facets={"expires": False, "by": False})
                wishes.append(there)
            if pattern is _REDEEM:
                there.who.append(Who(match["who"]))
            start = match.start("that") if match.groupdict().get("that") else match.start()
            what = match.groupdict().get("what")
            # What a thing has besides is for other readers.
            if pattern is _SINGLE and what and re.search(r"(?:have|has)\s*(?:an?\s+)?(?:single|one)", match[0], re.I):
                start = match.end("what")
            reading.consume(clause.index, start, match.end())
    for wish in wishes:
        _more(wish, reading)
    return wishes


def _noun(match: re.Match[str], text: str, wishes: list[Wish]) -> tuple[str, ...] | None:
    said = match.groupdict().get("what")
    if said is None:
        found = list(re.finditer(rf"\b{_NOUNS}", text[: match.start()], re.IGNORECASE))
        if not found:
            return wishes[-1].thing if wishes else None
        said = found[-1][0]
    noun = thing(said)
    # A voucher code is the code of a voucher.
    return noun[:-1] if len(noun) > 1 and noun[-1] == "code" and noun[0] not in {"invite", "promo", "access"} else noun


def _code(match: re.Match[str], noun: tuple[str, ...], wishes: list[Wish], reading: Reading) -> bool:
    """`redeem` says it by itself; `accept an invitation` only where it is a code that is good once."""
    if re.match(r"redeem|cash", match["verb"], re.IGNORECASE):
        return True
    return any(wish.thing == noun for wish in wishes) and plural(noun[-1]) != ""


def _more(wish: Wish, reading: Reading) -> None:
    for clause in prose(reading):
        for pattern, facet in ((_EXPIRES, "expires"), (_BY, "by"), (_MADE, "made")):
            text = next(item.text for item in reading.clauses if item.index == clause.index)
            match = pattern.search(text)
            if match is None:
                continue
            wish.facets[facet] = True
            if facet == "expires" and match["after"]:
                reading.notes.leave(f"{match['after'].strip()} (in: {clause.text.strip()[:100]})")
            reading.consume(clause.index, *match.span())


def words_of(wish: Wish) -> list[str]:
    return words(" ".join(wish.thing))
