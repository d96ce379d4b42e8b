"""Takes off a clause what people say around it: greetings, politeness, framing. What is left is the wish."""

import re

from agent.chat.turns.framing import closed, opened, softened, wished

_ADVERBS = r"(?:\s+(?:please|kindly|maybe|perhaps|also|just|then|possibly|now|really|all|always))*"
_EXCLAIMED = (
    r"o?ops|uh|hmm+|sorry|hi|hello|hey|oh|dear|ok(?:ay)?|well|thanks?|thank you|great|nice|perfect|cool|no|wait|"
    r"damn|argh"
)
_THANKED = (
    r"(?:many |a lot of )?thanks?|(?:thanks|thank you)(?: (?:very|so) much| a lot)?(?: for [\w ]{1,40})?|"
    r"(?:that|this) looks (?:good|great|nice|wrong)|(?:great|good|nice) (?:work|job)|"
    r"(?:it|that|this) would (?:make|help) (?:(?!if\b)\w+ ?){1,8}|(?:i )?hope (?:you|this|that|it|all) [\w ]{1,40}|"
    r"let (?:me|us) know (?:if|what|when|how) [\w ]{1,40}"
)
_MISTAKEN = (
    r"that(?:'s| is| was)(?: all)? (?:wrong|not (?:right|what i (?:wanted|meant))|a mistake|great|good|nice|perfect|"
    r"a bad idea)|i (?:made|was) (?:a mistake|wrong)|(?:i )?didn't mean that|my (?:bad|mistake)|"
    r"never ?mind(?: (?:what|that) [\w ]{1,30})?|"
    r"forget it|(?:the )?wrong (?:window|tab|chat|one)|i changed my mind|we changed our minds?|"
    r"(?:i'm |i am |we're |we are )?(?:so |very |really )?sorry(?: (?:for|about) [\w ]{1,40})?"
)
_ANNOUNCED = (
    r"good (?:morning|evening|afternoon)|"
    r"(?:i have |here (?:are|is) )?(?:a|one|two|three|some|another) (?:few |small |quick )*(?:requests?|changes?|"
    r"wish(?:es)?|things?)"
)
_CHATTER = re.compile(
    rf"(?:(?:{_EXCLAIMED})\b[\s,!]*)*(?:{_THANKED}|{_MISTAKEN}|{_ANNOUNCED})?"
    rf"(?:[\s,!]+(?:{_EXCLAIMED})\b)*[\s,.!:]*",
    re.IGNORECASE,
)
_WISHED = re.compile(
    rf"^(?:(?:i|we)(?:'d|'ll| would| do| will)?{_ADVERBS} (?:like|love|want|need|require|prefer)|"
    rf"(?:i|we)(?:'d| would)?{_ADVERBS} (?:should|could|must|can|might) (?:have|get)|"
    r"(?:can|could|may|should|shall) (?:we|i)(?: please| also| maybe)* (?:have|get)|(?:please )?give (?:me|us)|"
    r"(?:it )?(?:also )?lacks|we(?:'re| are) missing|what(?:'s| is) missing is|missing is|missing:|new:?)"
    r"(?: to (?:have|see|add|get))?\s+"
    r"(?=(?:also |maybe )?(?:an?|another|some|the possibility|new|two|three|entity|entities)\s)",
    re.IGNORECASE,
)
_ARTICLE_ASKED = re.compile(
    r"^(?:so |and |also |now )*(?:(?:please|pls|plz|kindly)|(?:is it|would it be) possible to have|"
    r"i(?:'d| would) appreciate)\s+(?=(?:an?|another)\s)"
    r"(?!an?(?:other)? (?:look|moment|minute|second|bit|little|time|hand|word|favou?r|question|chance)\b)"
    r"(?!an?(?:other)? (?:[a-z]+ )?(?:answer|reply|response|hint|explanation)\b)"
    r"(?!an? (?:date|number|text|flag|url|datetime|boolean|integer|decimal|string|timestamp) \w+_\w)",
    re.IGNORECASE,
)
"""`please a new entity`, `I'd appreciate a venue`"""
_ALONE = re.compile(
    r"^(?P<what>[\w ]{1,30}?) alone (?:is|would be|will be|should be) (?:enough|fine|sufficient)$", re.IGNORECASE
)
_OF_SOMETHING = re.compile(
    rf"^(?:(?:i|we)(?:'d|'ll| would| do| will)?{_ADVERBS} (?:like|love|want|need|prefer|expect)|"
    r"it (?:would be|is|'s) (?:good|great|nice|better|important|best) for|for)\s+"
    r"(?P<what>[^,;:]{1,80}?)\s+to\s+(?P<do>be|have|get|default|become|stay|keep)\b\s*",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:can|could|should|may|shall|might|would)\s+(?P<what>(?!you\b|we\b|i\b|it be\b|"
    r"be\b)[^,;:]{1,60}?)\s+(?P<also>(?:also|maybe|now|only)\s+)*"
    r"(?P<do>be|have|get|become)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_DOING = {
    "adding": "add", "making": "make", "removing": "remove", "renaming": "rename", "dropping": "drop", "using": "use",
    "deleting": "delete", "changing": "change", "setting": "set", "switching": "switch", "giving": "give",
    "letting": "let", "naming": "name", "allowing": "allow", "limiting": "limit", "turning": "turn", "putting": "put",
    "calling": "call", "having": "add", "moving": "move", "storing": "store", "keeping": "keep",
}  # fmt: skip
_GERUND = re.compile(rf"^(?:{'|'.join(_DOING)})\b", re.IGNORECASE)


_SHORT = re.compile(r"\b(?P<who>it|that|this|which|there|they|these|those)'(?P<be>s|re)\b", re.IGNORECASE)


def plain(clause: str) -> str:
    """A clause without politeness and framing, as an order or a statement."""
    text = _SHORT.sub(
        lambda match: f"{match['who']} {'are' if match['be'] == 're' else 'is'}", clause.strip().replace("’", "'")
    )
    for _ in range(3):
        before = text
        head, comma, rest = text.partition(",")
        text = wished(softened(_ARTICLE_ASKED.sub("add ", text)).strip())
        text = closed(opened(rest if comma and head.strip() and chatter(head) else text))
        text = _WISHED.sub("add ", text)
        text = _OF_SOMETHING.sub(_stated, text)
        text = _ALONE.sub(r"\g<what> only", _ASKED.sub(_answered, text))
        if text == before:
            break
    text = _GERUND.sub(lambda match: _DOING[match[0].lower()], text) if text != clause.strip(" .!?,") else text
    return text.strip(" ,")


def chatter(clause: str) -> bool:
    """Whether a clause is talk, and asks for nothing."""
    return _CHATTER.fullmatch(clause.strip(" .!?,")) is not None


def _stated(match: re.Match[str]) -> str:
    verb = match["do"].lower()
    said = {"have": "have ", "get": "have ", "default": "defaults ", "become": "must be ", "stay": "must be "}
    return f"{match['what']} {said.get(verb, f'must {verb} ')}"


def _answered(match: re.Match[str]) -> str:
    verb = match["do"].lower()
    said = {"be": "must be", "become": "must become"}.get(verb, "have")
    return f"{match['what']} {said} {match['rest']}"
