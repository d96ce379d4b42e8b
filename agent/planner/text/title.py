"""Finds a name for the whole backend."""

import re

from agent.planner.naming import blueprint_name
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind
from agent.planner.text.words import APP_WORDS

_LEAD = re.compile(
    r"^\W*(?:(?:please|i|we|you|need|want|would like|to|let's|could|can|"
    r"build|create|make|write|generate|design|develop|"
    r"implement|set up|me|us|an?|the|my|our|simple|small|basic|complete|"
    r"full|new|rest|restful|backend for|api for|database for|"
    r"schema for|system for|app for|server for|service for)\b\s*)+",
    re.IGNORECASE,
)
_STOP = re.compile(r"[:;,.(\n]|\b(?:with|where|that|which|for|using|in|on|to|and)\b", re.IGNORECASE)


def read_title(reading: Reading) -> tuple[str, str]:
    """Name and title: `library_api`, `Library API`."""
    for clause in reading.clauses[:3]:
        if clause.kind is Kind.CODE:
            continue
        text = clause.text if clause.kind is Kind.HEADING else _LEAD.sub("", clause.text)
        text = text if clause.kind is Kind.HEADING else _STOP.split(text)[0]
        words = re.findall(r"[A-Za-z][A-Za-z0-9'-]*", text)[:5]
        telling = [word for word in words if word.lower() not in APP_WORDS]
        if telling or (
            words and words[0].lower() in {"blog", "shop", "store", "marketplace", "wiki", "forum", "crm", "cms", "erp"}
        ):
            title = " ".join(words)
            reading.place(clause)
            return blueprint_name(title), f"{title[0].upper()}{title[1:]}"
    return "backend", "Backend"
