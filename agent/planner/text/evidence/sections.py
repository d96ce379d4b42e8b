"""What the title above a clause says of the clauses below it."""

import re
from functools import lru_cache

from agent.planner.text.polarity import negated

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for name, words in (
        (
            "data",
            r"data\b|domain|model|entit|resources?\b|tables?\b|objects?\b|records?\b|"
            r"what we (?:keep|store|need to (?:keep|store))",
        ),
        ("api", r"api\b|endpoints?\b|routes?\b|operations?\b|calls\b|requests?\b|contract"),
        ("rules", r"rules?\b|constraint|behaviou?r|process|workflow|life|logic|acceptance|criteria|notes?\b"),
        ("access", r"roles?\b|permission|access|who\b|auth|sign|log|accounts?\b|users?\b|security|privacy"),
        (
            "tech",
            r"tech|stack|non[- ]?functional|operation(?:s|al)\b|deploy|hosting|infra|quality|performance|environment|"
            r"pagination|errors?\b",
        ),
        (
            "intro",
            r"overview|background|intro|context|summary|about\b|goals?\b|purpose|why\b|vision|scope|motivation|"
            r"history",
        ),
        ("screens", r"screens?\b|ui\b|pages?\b|front[- ]?end|design|app\b"),
        (
            "later",
            r"later|future|phase|maybe|ideas?|open (?:questions|points)|milestone|roadmap|timeline|plan\b|glossary|"
            r"terms",
        ),
    )
)


@lru_cache(maxsize=1024)
def section(heading: str, parent: str) -> str:
    """One word for the kind of section; `out` for what is ruled out, and empty where nothing tells."""
    if negated("", 0, 0, heading, parent):
        return "out"
    return next((name for title in (parent, heading) for name, words in _KINDS if words.search(title)), "")
