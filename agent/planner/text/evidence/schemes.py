"""Gathers what a text tells of how callers prove who they are, and of whether they do at all."""

import re
from collections import Counter
from collections.abc import Iterator

from agent.planner.sketch import AuthSketch
from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.evidence.sections import section
from agent.planner.text.places import Place
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind

_TERMS = {
    "login": r"log(?:s|ged|ging)?[- ]?(?:in|on)s?|logins?|sign(?:s|ed|ing)?[- ]?(?:in|on|up)s?|regist(?:er|ration)\w*",
    "account": r"accounts?",
    "password": r"passwords?",
    "token": r"(?:access|bearer|refresh) tokens?|tokens?|jwts?|bearer",
    "auth": r"auth|authenticat\w+|authori[sz]\w+|credentials?|identity provider|sso|permissions?|roles?",
    "key": r"api[- ]?keys?",
    "session": r"sessions?|cookies?",
    "network": r"vpn|intranet|gateway|proxy|localhost|firewall|(?:internal|office|home|local|private) network",
    "alone": r"for me alone|just me|only me|only user|open to everyone|publicly|anyone|anybody|everybody|whoever",
}
_SIGNS = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _TERMS.items()}
_PLAIN = frozenset({"network", "alone"})
"""What is no sign by itself that a clause is about signing in."""
_NO = re.compile(
    r"\b(?:no|not|none|never|nobody|without|skip|leave|drop|n't|needn't|out of scope)\b|n't\b", re.IGNORECASE
)
_NEAR = 60
"""Letters beside such words that are looked at."""


def gather_scheme(reading: Reading, auth: AuthSketch) -> tuple[Evidence, tuple[Place, ...]] | None:
    """Evidence of the whole text, and the places that speak of it; None where nothing does."""
    evidence, places = Evidence(), []
    for clause in reading.original:
        if clause.kind is Kind.CODE:
            continue
        found = {name: match for name, sign in _SIGNS.items() if (match := sign.search(clause.text))}
        if not found:
            continue
        evidence.signs.update(_of_clause(clause, found))
        if found.keys() - _PLAIN:
            evidence.mentions += 1
            start = max(0, min(match.start() for match in found.values()) - _NEAR)
            end = max(match.end() for match in found.values()) + _NEAR
            places.append((clause.index, start, min(end, len(clause.text))))
    if not places:
        return None
    evidence.signs.update(_of_rules(auth))
    return evidence, tuple(places)


def _of_clause(clause: Clause, found: dict[str, re.Match[str]]) -> Iterator[str]:
    where = section(clause.heading, clause.parent)
    no = _NO.search(clause.text) is not None
    for name, match in found.items():
        yield f"says {name}"
        if negated(clause.text, *match.span(), clause.heading, clause.parent):
            yield f"rules out {name}"
        elif no:
            yield f"has no beside {name}"
        else:
            yield f"plainly says {name}"
        if where:
            yield f"{name} in {where}"


def _of_rules(auth: AuthSketch) -> Counter[str]:
    told = {
        "rule yes": auth.yes is not None,
        "rule no": auth.no is not None and not auth.no_for_some,
        "rule no for some": auth.no_for_some,
        "rule jwt": "jwt" in (auth.yes or "").lower(),
        "rule carrier": auth.carrier is not None or auth.basic,
    }
    return Counter(name for name, so in told.items() if so)
