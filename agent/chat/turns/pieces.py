"""The pieces that forms of wishes are made of, and forms made of them: a pattern, and the plain way to say it."""

import re
from collections.abc import Iterator, Sequence

S = r"(?:an?\s+|the\s+|its\s+|their\s+|any\s+|every\s+)?(?P<s>[\w'\".-]+(?:\s[\w'\".-]+){0,6}?)"
"""What something is said of: `the title of a book`."""
E = r"(?:an?\s+|the\s+|each\s+|every\s+|all\s+|any\s+|our\s+|one\s+)?(?P<e>[\w-]+(?:\s[\w-]+){0,2}?)"
"""An entity."""
V = r"['\"`]?(?P<v>[\w.+-]+)['\"`]?"
"""A value, or a new name."""
N = r"(?P<n>-?\d[\d.,]*)"
M = r"(?P<m>-?\d[\d.,]*)"
CHARS = r"(?:characters?|chars?|letters?|signs?)"
MUST = r"(?:must|should|shall|may|can|could|has to|have to|needs? to|ought to|will)"
NOT = (
    r"(?:can ?not|can't|may not|may never|must not|mustn't|must never|should not|shouldn't|should never|shall not|"
    r"shall never|could not|couldn't|can never|do not|don't)(?: be (?:able|allowed) to)?"
)
PAUSE = r"\s*[,;:.–—-]+\s+(?:and |so |then |but )*"
"""Between a complaint and the remedy."""
REMARK = r"(?:[^,;:]{1,80}[,;:] +)?"
"""Something said in between."""
STOP = (
    r"(?:(?:that|this|it) (?:must|has to|should|needs to) (?:stop|end|not happen(?: again)?|never happen(?: again)?|"
    r"be (?:forbidden|impossible|prevented|ruled out))|(?:forbid|prevent|stop|rule out|disallow) (?:that|this|it))"
)
"""What makes a wish of a complaint."""
ENOUGH = r"(?:enough|sufficient|plenty|fine|all we need)"
TOO_FEW = (
    r"(?:(?:is|are) (?:much |far |way |a bit |just )?(?:too (?:few|short|little|small|tight|low)|not enough|"
    r"insufficient)|(?:does|do)(?: not|n't) (?:suffice|do|fit))"
)
MORE = r"(?:allow|make it|take|use|raise it to|go for|give it|we need|it should be|let us have|we want|better)"
BE_GOOD = r"(?:(?:would|should|will|might) (?:be|do|suffice|help)(?: [a-z]+){0,3})"
"""What is said behind a proposal: `250 would be perfect`."""
ONCE = (
    r"(?:once|after|as soon as) (?:(?:it|they|this|that) (?:is|are|was|were|has been|have been) )?"
    r"(?:chosen|set|entered|given|made|created|saved|stored|there|filled in|assigned)"
)
UNSAID = (
    r"(?:by default|initially|at first|at the start|in the beginning|(?:unless|where|when|if|until|as long as) "
    r"(?:(?:the |an? )?[a-z]+ (?:gives?|says?|sets?|chooses?|names?|tells?|sends?|picks?) "
    r"(?:none|nothing|no other|otherwise|something else|so|it|one)|(?:nothing|none|no value)(?: else)? is (?:said|"
    r"given|"
    r"set|chosen|named|told)))"
)
"""When a default holds."""

Form = tuple[re.Pattern[str], str]


def forms(*pairs: tuple[str, str]) -> tuple[Form, ...]:
    """Patterns of whole clauses, with what each says in plain words: `{s}` stands for the piece of that name."""
    return tuple((re.compile(rf"(?:{pattern})", re.IGNORECASE), told) for pattern, told in pairs)


def said_plainly(clause: str, table: Sequence[Form]) -> Iterator[str]:
    """The plain ways to say a clause; what is left out of it is `it`."""
    for form, told in table:
        match = form.fullmatch(clause)
        if match is not None:
            said = {name: re.sub(r"[\"`]", "", text).strip(" '") for name, text in match.groupdict().items() if text}
            yield told.format_map({"s": "it", "e": "it", "t": "", **said})
