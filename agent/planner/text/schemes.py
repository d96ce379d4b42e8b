"""Settles whether anybody signs in, and whether by sessions: by all that a text says of it."""

import re

from agent.planner.carriers import by_cookie, by_key
from agent.planner.sketch import AuthSketch
from agent.planner.text.evidence.schemes import gather_scheme
from agent.planner.text.evidence.weigh import Item, likelihoods
from agent.planner.text.reading import Reading

UNGUARDED, SESSIONS = "unguarded", "sessions"
SURE, NEVER = 0.65, 0.1
_COOKIE = re.compile(r"\bsessions?\b[^.]*(?<!no )\bcookies?\b|(?<!no )\bcookies?\b[^.]*\bsessions?\b", re.IGNORECASE)
"""`the server keeps sessions and sets a cookie`."""
"""From here on evidence says what rules do not; below, it takes back what they say."""


def settle_scheme(reading: Reading, auth: AuthSketch) -> None:
    """Rules must have read the text by now: where evidence is sure of something else, that is so."""
    found = gather_scheme(reading, auth)
    if found is None or (reading.brief and auth.yes is not None and auth.no is not None):
        # So few words are asked back about.
        return
    item = Item.of_name(*found)
    [unguarded] = likelihoods(UNGUARDED, [item], reading)
    clause = reading.original[item.places[0][0][0]]
    if unguarded >= SURE and not (reading.brief and auth.no_for_some):
        auth.no, auth.no_for_some, auth.yes = auth.no or clause.text.strip(" ."), False, None
        auth.carrier, auth.basic = None, False
    elif unguarded < NEVER and auth.no is not None:
        auth.yes, auth.no, auth.no_for_some = auth.yes or clause.text.strip(" ."), None, False
    if auth.no is not None or auth.basic or auth.carrier is not None or item.evidence.signs["rule jwt"]:
        return
    [sessions] = likelihoods(SESSIONS, [item], reading)
    if sessions >= SURE or any(_COOKIE.search(one.text) for one in reading.original):
        told = clause.text.strip(" .")
        if item.evidence.signs["plainly says key"]:
            by_key(auth, reading.notes, told, None)
        else:
            by_cookie(auth, reading.notes, told, None)
