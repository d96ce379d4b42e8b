"""Takes off a sentence why it is said: `because …`, `so that …`, `as we …, please …`, `…, so please …`."""

import re
from dataclasses import dataclass

from agent.chat.turns.framing import opened

_VERB = (
    r"(?:add|make|remove|drop|delete|rename|change|set|use|switch|give|let|allow|call|name|limit|turn|put|only|take|"
    r"throw|get rid|show|keep|mark|page|append|undo|redo)"
)
"""What an order begins with."""
_MUST = r"(?:must|should|shall|has to|have to|ought(?: not)? to)"
_ASKS = (
    r"(?:please|pls|kindly|let(?:'s)?|(?:can|could|may|might|would|should) (?:it|we|i|you|they|this|that|these|those|"
    r"there|the|an?|one|\w+ing)|(?:i|we)(?:'d| would| (?:want|need|propose|wish|decided|agreed))|"
    r"(?:we|it|they) (?:should|must)|(?:it|they|this|that|these|those) (?:can|may|could) (?:go|be))"
)
"""What a wish begins with that is no order."""
_WHO = (
    r"(?:we(?:'re|'ve|'d|'ll)?|i(?:'m|'ve)?|it(?:'s)?|they(?:'re|'ve)?|he|she|you|our|my|some|most|many|people|"
    r"nobody|no one|everybody|everyone|anyone|users|customers|clients|this|that(?:'s)?|there(?:'s)?|not|sometimes|"
    r"otherwise|these|those|currently|right now|at the moment|nothing|none|few)"
)
_BE = (
    r"(?:is|are|was|were|has|have|had|do|does|don't|doesn't|can|can't|cannot|will|won't|may|might|should|want|"
    r"wants|need|needs|use|uses|get|gets|keep|keeps|ask|asks|asked|like|likes|often|never|always|rely|relies|"
    r"expects?)"
)
_TO_WHAT_END = (
    r"to (?:make|keep|help|avoid|save|match|support|let|prevent|be|get|stay|reduce|simplify|protect|comply|spare|"
    r"learn)\b"
)
_SAKE = r"for (?:[\w-]+\s+){0,3}(?:reasons?|purposes?|sake)"
_WHOEVER = r"(?:the|an?|all|every|each)\s+(?:[\w'-]+\s+){1,4}"
_CAN = r"(?:is|are|was|were|do|does|don't|doesn't|can|can't|cannot|will|won't|never|always)"
_AS = (
    r"(?!(?:as|like) (?:it|they) (?:is|are|was|were)\s*(?:$|[.,;]))"
    r"(?!as\s+many\s|as\s+\w+\s+(?:likes?|wants?|pleases?|wish(?:es)?|needs?)\s*(?:$|[.,;]|and\b))"
    rf"(?:(?:since|as)\s+(?:{_WHO}\b(?!\s+(?:should|must|please)\b)|no\b|{_WHOEVER}{_BE}\b|[a-z]+s\s+{_BE}\b)|"
    rf"so\s+(?:{_WHO}\b(?!\s+(?:should|must|please|needs?|ought|(?:can|may|could)\s+(?:go|be))\b)|{_WHOEVER}{_CAN}\b|"
    rf"[a-z]+s\s+{_CAN}\b))"
)
_BECAUSE = (
    r"(?:because|cause|cuz|so that|in order (?:to|that)|given that|due to|thanks to|seeing that|now that|considering|"
    r"even though|although|whereas|that way,?|this way,|the reason (?:is|being)|"
    r"which (?:would|will|helps?|makes?|is (?:what|why|more|better|easier|enough)|(?:our|we|they)\b(?!\s+(?:would |"
    r"will |shall )?(?:call|name)))|"
    rf"{_SAKE}|(?<=[,;–—-] )otherwise\b|{_AS})(?![\w'])"
)
_UNTIL_NEXT_WISH = (
    rf"[^.]*?(?=,?\s+(?:and|but|also|then)\s+(?:also\s+|then\s+)*(?:{_ASKS}|{_VERB})\b|"
    rf",\s+but\b|,\s+and\s+(?:[\w'-]+\s+){{1,5}}{_MUST}\b|$)"
)
_BEHIND = re.compile(
    rf"[\s,;:–—-]+{_BECAUSE}{_UNTIL_NEXT_WISH}|\s*,\s+(?:{_TO_WHAT_END}|just to\b){_UNTIL_NEXT_WISH}", re.IGNORECASE
)
_NOTHING_MORE = re.compile(
    r"\s*,\s+(?:as|because|since)\s+(?!an?\s+(?:integer|string|text|number|whole|decimal|date|enum|flag|boolean|list|"
    r"array|role|value)\b|admins?\b|a default\b|default\b|well\b)[^,]*?"
    r"(?=,\s+and\s+(?:while|could|please|let|may|kindly|if)\b|$)",
    re.IGNORECASE,
)
"""A reason up to the end, whatever it begins with."""
_BEFORE = re.compile(
    rf"^(?P<why>(?:because|given that|now that|due to|considering|in order to|although|even though|{_SAKE},?|"
    rf"{_TO_WHAT_END}|(?:since|as)\s+(?!an?\s+(?:default|role|rule)\b)[\w'\"])[^,]{{0,200}}),\s+(?:then\s+)?(?=\w)",
    re.IGNORECASE,
)
_WE_DO = (
    r"we\s+(?:[a-z]+ed|met|spoke|went|had|were|are|go|launch|release|ship|start|meet|talk|present|demo|continue|forget)"
)
"""What the people who ask do; `after we delete a book` is a rule of the backend."""
_MEANWHILE = re.compile(
    rf"^(?P<why>(?:before|after|while|until)\s+(?:i\b|{_WE_DO}\b)[^,:]{{2,200}}?,\s+(?={_ASKS}\b|{_VERB}\b)|"
    r"to\s+[a-z]+\s[^,:]{2,200}?,?\s+(?=(?:i|we)(?:'d| would) (?:like|love|need)\b))",
    re.IGNORECASE,
)
"""What goes on while it is asked: `Before I talk to sales, could you …`, `To draw a map I'd like …`."""
_THEREFORE = re.compile(
    r"^(?P<why>.{3,240}?)(?:\s*[,;–—-]+\s*(?:and\s+)?(?:so|therefore|hence|thus|that's why)|\s+so),?\s+"
    rf"(?=(?:{_ASKS}|{_VERB}|a new|to spare|once|from now on|no\s+\w+\s+without)\b)",
    re.IGNORECASE,
)
_LED = re.compile(rf"^(?P<why>[^:]{{3,200}}):\s+(?={_ASKS}\b)", re.IGNORECASE)
"""`Users ask me every week: can an entry have a title?`"""
_RULE = re.compile(
    rf"\b(?:only|nobody but|no one but)\s+(?:[\w'-]+\s+){{1,3}}?(?:may|can|{_MUST})\b|"
    rf"^\W*[a-z]+\s+(?:the|an?|all|every|each|[a-z]+s)\s+(?:[\w'-]+\s+){{0,3}}?(?:{_MUST}|may not|must not)\b|"
    rf"\bwhereas\b[^.]*\b{_MUST}\b",
    re.IGNORECASE,
)
"""What may be a wish although it stands as a reason: `because only admins may delete`."""
_WISHES = re.compile(rf"^{_VERB}\b|\b{_MUST}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence without its reasons; `why` stood before it, `rules` behind it and may be wishes."""

    text: str
    why: str
    rules: tuple[str, ...]


def explained(sentence: str) -> Explained:
    """A sentence apart from why it is said."""
    text = sentence.replace("’", "'").strip().rstrip(".! ")
    whys: list[str] = []
    rules: list[str] = []
    for form in (_BEFORE, _MEANWHILE, _LED, _THEREFORE, _BEFORE):
        why = form.match(text)
        if why is not None and not (form in (_THEREFORE, _LED) and _WISHES.search(opened(why["why"]))):
            whys.append(why["why"])
            text = text[why.end() :]

    def taken(match: re.Match[str]) -> str:
        rules.extend([match[0].strip(" ,;:–—-")] * bool(_RULE.search(match[0])))
        return ""

    for form in (_NOTHING_MORE, _BEHIND):
        text = form.sub(taken, text)
    return Explained(text, ", ".join(whys), tuple(rules))


def without_reasons(sentence: str) -> str:
    """A sentence without why it is said: `because …`, `so that …`, `as we …`; before it or behind it."""
    return explained(sentence).text
