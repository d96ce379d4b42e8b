"""Whether a sentence forbids: what stands in it then is no reason to do it."""

import re

_ACCOUNT = (
    r"sign(?:ing|ed)?[- ]?(?:in|on|up)s?|log(?:ging|ged)?[- ]?(?:in|on)s?|logins?|auth(?:entic\w*|oriz\w*|oris\w*)?"
    r"|(?:user )?accounts?|passwords?|tokens?|credentials|roles?|permissions?|registration|registering"
)
_LIMIT = r"(?:rate[- ]?)?limit\w*|throttl\w*|quotas?"
_GUARD = rf"(?:{_ACCOUNT}|{_LIMIT}|owners?|tenants?|secrets?|secret|sensitive|hidden|restrictions?)"
_NAMED = rf"(?:\w+[ -]){{0,3}}?{_GUARD}"
NO_ACCOUNT = re.compile(
    rf"\b(?:no|without)\b (?:\w+[ -]){{0,3}}?(?:{_ACCOUNT})\b"
    rf"|(?:\bnot|n['’]t|\bno|\bnever)\b (?:\w+ ){{0,2}}?(?:need|require|want|have|has)\w*\b (?:\w+[ -]){{0,3}}?"
    rf"(?:{_ACCOUNT})\b"
    rf"|\b(?:{_ACCOUNT})\b (?:\w+ ){{0,2}}?(?:(?:not|never)|\w+n['’]t) (?:be )?(?:need|require|want|necessary)\w*",
    re.IGNORECASE,
)
"""What says that callers are known to nobody."""
_AWAY = re.compile(
    rf"{NO_ACCOUNT.pattern}"
    rf"|\b(?:no|without|no longer) {_NAMED}\b|(?:\bnot|n['’]t|\bnever|\bno longer)\b (?:be |\w+ly )?(?:{_LIMIT}|secret"
    r"|sensitive|hidden|hide)\b|(?:\bnot|n['’]t|\bnever)\b (?:expire|end|time out|run out)\b"
    r"|\bwhether or not\b|\bno matter\b|\bno problem\b",
    re.IGNORECASE,
)
"""Where what is taken away is named, the sentence asks for it."""
_FORBIDS = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nor|neither|cannot|false|untrue|wrong|other than|forbid\w*|forbade"
    r"|den(?:y|ies|ied)|refuse\w*|prohibit\w*|prevent\w*|disallow\w*|ban(?:s|ned)?|block(?:s|ed)?|reject\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_TWICE = re.compile(r"(?:\b(?:not|never|no|nobody|none|nothing|cannot)\b|n['’]t\b)[^,;]*\bwithout\b", re.IGNORECASE)
"""What nobody gets without an account needs one."""


def forbids(text: str) -> bool:
    """Whether it says that something must not be: `nobody may`, `never`, `it is false that`."""
    return _TWICE.search(text) is not None or _FORBIDS.search(_AWAY.sub(" ", text)) is not None
