"""Finds a name for the whole backend."""

import re

from agent.planner.naming import blueprint_name
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind
from agent.planner.text.tokens import tokens
from agent.planner.text.words import APP_WORDS, STOP_NOUNS

_LEAD = re.compile(
    r"^\W*(?:(?:please|i|we|you|need|want|would like|to|let's|could|can|"
    r"build|create|make|write|generate|design|develop|"
    r"implement|set up|me|us|an?|the|my|our|simple|small|basic|complete|"
    r"full|new|rest|restful|"
    r"(?:rest(?:ful)?|graphql)(?: (?:and|or|plus|&) (?:rest(?:ful)?|graphql))+(?: apis?)?(?: for)?|"
    r"graphql (?:apis? )?for|apis? for|backend for|database for|"
    r"schema for|system for|app for|server for|service for)\b\s*)+",
    re.IGNORECASE,
)
_TELLING = frozenset(
    [
        "blog",
        "shop",
        "store",
        "marketplace",
        "wiki",
        "forum",
        "crm",
        "cms",
        "erp",
        "e-commerce",
        "ecommerce",
        "webshop",
        "catalogue",
        "tracker",
    ]
)
"""Words for software that tell what it is for."""
_ASIDE = re.compile(r"\W*(?:no|without|only|use|using)\b", re.IGNORECASE)
_STOP = re.compile(r"[:;,.(\n]|\b(?:with|where|that|which|for|using|without|in|on|to|and)\b", re.IGNORECASE)


def read_title(reading: Reading) -> tuple[str, str]:
    """Name and title: `library_api`, `Library API`."""
    for clause in reading.clauses[:3]:
        if clause.kind is Kind.CODE or _ASIDE.match(clause.text):
            continue
        text = clause.text if clause.kind is Kind.HEADING else _LEAD.sub("", clause.text)
        text = text if clause.kind is Kind.HEADING else _STOP.split(text)[0]
        words = re.findall(r"[A-Za-z][A-Za-z0-9'-]*", _phrase(text) if clause.kind is not Kind.HEADING else text)[:5]
        # Only the opening names the whole; a later `offset pagination` says something about it.
        plain = APP_WORDS if clause.index == 0 else STOP_NOUNS
        telling = [word for word in words if word.lower() not in plain]
        if telling or (words and words[0].lower() in _TELLING):
            title = " ".join(words)
            start = clause.text.find(words[0])
            end = clause.text.find(words[-1], start) + len(words[-1])
            named = words[-1].lower() in APP_WORDS or clause.text[end : end + 1] in {"", ":", "."}
            reading.title = (clause.index, (start, end)) if named else None
            reading.place(clause)
            return blueprint_name(title), f"{title[0].upper()}{title[1:]}"
    return "backend", "Backend"


def _phrase(text: str) -> str:
    """What stands before the first verb: `Tasks` of `Tasks have a title`."""
    verb = next((token for token in tokens(text) if token.tag in {"verb", "modal", "pron"}), None)
    return text if verb is None else text[: verb.start]
