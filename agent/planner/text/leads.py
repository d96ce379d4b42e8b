"""What a line is about, where its first words say so: `**Farm.** Name, number`, `Members: first name, last name`."""

import re

_MARKED = re.compile(
    r"^(?P<mark>\*\*|__|\*|`)(?P<topic>[A-Za-z][^*`\n]{0,60}?)(?P<inner>[.:]?)(?P=mark)(?P<aside>\s*\([^()]*\))?"
    r"\s*(?P<outer>[.:;=]|-{1,2}>?(?=\s))?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_PLAIN = re.compile(
    r"^(?P<topic>[A-Z][\w' -]{1,40}?)(?P<aside>\s*\([^()]*\))?\s*(?P<outer>:|\s;|\s-{1,2})\s+(?P<rest>\S.*)$", re.DOTALL
)
_NUMBER = re.compile(r"^(?:\[[ xX]\]\s*|[A-Z]{1,4}-?\d{1,3}[.):]?\s+|\d+(?:\.\d+)+[.)]?\s+|\d+[.)]\s+)+(?=\S)")
_TITLE = re.compile(r"^[`*_]*(?P<topic>[A-Za-z][\w'/& -]{0,50}?)[`*_]*\s*(?:\([^()]*\)|-{1,2}\s+[^.]*|;\s+[^.]*)?:?$")
_SENTENCE = re.compile(r"\b(?:is|are|has|have|can|must|should|will|may|we|they|it|you|i)\b", re.IGNORECASE)


def unnumbered(line: str) -> str:
    """The line without its number, check box or label: `R8  Guides …`, `[ ] export`."""
    return _NUMBER.sub("", line)


def lead(line: str) -> tuple[str, str] | None:
    """The topic and the rest; None where the line begins with no topic. A remark in brackets behind it is dropped."""
    marked = _MARKED.match(line)
    if marked and (marked["inner"] or marked["outer"]) and marked["outer"] != "=":
        return marked["topic"].strip(" `*"), marked["rest"]
    plain = _PLAIN.match(line)
    if plain and len(plain["topic"].split()) <= 4 and not _SENTENCE.search(plain["topic"]):
        return plain["topic"].strip(), plain["rest"]
    return None


def title(line: str) -> str | None:
    """The words of a line that is a title of what stands below it: `Cell (a place in the cold store)`."""
    found = _TITLE.match(line.strip())
    if found is None or len(found["topic"].split()) > 6 or _SENTENCE.search(found["topic"]):
        return None
    return found["topic"].strip()
