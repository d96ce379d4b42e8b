"""What people put in front of a wish and behind it, by the kinds that there are: each kind is one named piece."""

import re

_ADVERBS = r"(?:\s+(?:please|pls|plz|kindly|maybe|mabye|perhaps|also|just|then|possibly|now|really|all|always))*"
_GREETING = (
    r"hi(?: there)?|hello|hey|dear|(?:thanks|thank you)(?: for [\w ]{1,40}?(?=[.!,]|$))?|please|pls|plz|kindly|"
    r"sorry(?: (?:to|for|about) [\w ]{1,40}?(?=[,.!]|$))?|my bad|o?ops|oh(?: dear| no)?|hmm+|"
    r"yes|"
    r"yeah|yep|ok(?:ay)?|well|actually|team|folks|everyone,"
)
_LINKING = (
    r"now|then|also|and|and then|but|so|lastly|instead|maybe|perhaps|alright|rather|just|simply|firstly|secondly|"
    r"thirdly|besides|additionally|furthermore|moreover|plus(?=\s*[,:])|in addition|on top of that|time to|try to|"
    r"go ahead and|feel free to|from now on|going forward|with the next change|last thing|last but not least|"
    r"(?:one more|another|small|quick|one last|one) (?:thing|change|request|one|"
    r"question)(?: before [\w ]{1,30}?(?=[:,]))?|curious(?=,)|to be honest|honestly|by the way|btw|fyi|"
    r"also note that|"
    r"(?:next|finally|right|sure|great|good|perfect|cool|first(?: of all)?|second|third|plus)(?=\s*[,:!-]|\s+(?:add|"
    r"make|remove|drop|delete|rename|change|set|use|switch|give|please)\s)"
)
_COUNTED = (
    r"(?:one|two|three|four|a few|a couple of|some) (?:\w+ )?(?:names?|things?|requests?|changes?|wishes|questions?|"
    r"words|points)(?: [^:.]{1,40}|, [^:.]{1,20})?(?=:)"
)
"""`Two names, please:`, `Two names confuse us, if I may:`."""
_AT_IT = (
    r"while (?:you(?:'re| are)|we(?:'re| are)) (?:at it|there|here|on it)|as (?:discussed|agreed|i said|mentioned)|"
    r"after (?:some thought|talking to .{1,40}?,)"
)
_FINE = (
    r"(?:possible|feasible|ok(?:ay)?|alright|all right|fine|no (?:trouble|bother|problem)|"
    r"not too much(?: trouble| work| to ask)?)"
)
IF_YOU_CAN = (
    rf"if (?:you (?:can|could|don't mind|do not mind|would|like|please)|i may(?: ask)?|(?:it|that)(?:'s| is) {_FINE}|"
    rf"{_FINE})|when(?:ever)? you (?:can|get a chance|(?:have|find|get) (?:a |the )?(?:free )?(?:time|moment|minute|"
    rf"second))"
)
_MAY_YOU = (
    r"(?:would|could|will) you be so kind(?: as)? to|would you see to it that|would you mind(?: if we)?|"
    rf"(?:can|could|would|will|shall|should|might) (?:you|we|i)(?!{_ADVERBS}\s+(?:have|get(?! rid))\b){_ADVERBS}|"
    rf"(?:do you think )(?:you|we) (?:can|could){_ADVERBS}|do you mind|"
    r"(?:could|would) it be that|"
    r"can it be that|how about|what about|you (?:should|can|could|may|must)|let(?:'s| us)(?: also)?|"
    r"lets(?=\s+[a-z]+\s)"
)
_WANT = r"(?:like|love|prefer|want|need|appreciate it if you)"
_TO = r"(?:\s+(?:us|you|me|for us|for you))?\s+to(?!\s+have\s+(?:an?|the|some|another)\b)(?!\s+see\b)"
_WE_WANT = (
    rf"(?:i|we)(?:'d|'ll| would| do| will)?{_ADVERBS} {_WANT}{_TO}|i(?:'d| would) rather(?: have| use| go with)?|"
    rf"(?:i|we)(?:'d| would)?{_ADVERBS} (?:should|ought to|must|have to|had better|better|got to|gotta)"
    r"(?!\s+(?:have|get(?! rid))\b)(?: probably| also)*|"
    r"(?:(?:we|i) )?(?:suggest|propose|recommend)(?: that)?|consider|in my opinion|imo|imho|"
    r"my (?:wish|request) is(?: that| to)?|the (?:idea|plan|goal|point) is (?:that|to)"
)
_WE_THINK = (
    r"(?:i|we) (?:think|guess|believe|feel|figure|decided|agreed|realised|realized|noticed|found)(?: that)?"
    r"(?:\s+(?:we|you|it) should)?(?: to)?|(?:we|i)(?:'ve| have) (?:decided|agreed|realised|realized)(?: that| to)?"
)
_POSSIBLY = (
    rf"(?:would it be|is it) {_FINE} (?:to|if (?:you|we))|is there (?:a|any) way to|any chance (?:you could|"
    rf"we could|to|of)|"
    r"(?:i was|i'm|i am) wondering (?:if|whether) (?:you|we) (?:could|can)"
)
_NICE = (
    r"(?:it (?:would|might|could) be|it'd be|it is|it's|would be) (?:really |very |so )?(?:good|great|nice|helpful|"
    r"useful|lovely|best|better|cool|important|awesome|ideal|handy|wonderful|excellent|fine)"
    r"(?: to| if (?:you|we)(?: could)?| if| that| when)"
)
_HELPFUL = (
    r"(?:it|that) would (?:really )?(?:help|be a (?:great|big) help)(?: (?:us|me))?(?: a lot)? "
    r"if(?: (?:you|we)(?: could)?)?"
)
_GLAD = (
    r"(?:i|we)(?:'d| would)(?: really| very much)? (?:appreciate|be (?:very |so )?(?:happy|glad|grateful|"
    r"relieved)) (?:it )?"
    r"if(?: (?:you|we)(?: (?:could|can|would))?)?"
)
_ENSURE = (
    r"(?:make sure|ensure|be sure|see to it|take care|check|remember)(?: that)?(?!\s+to\b)|"
    r"(?:make sure|be sure|remember|don't forget|do not forget) to"
)
_OTHERS_WANT = (
    r"(?:the|our|my) (?:(?:\w+ )?team|boss|lawyers?|designers?|front[ -]?end|product owner|marketing) "
    r"(?:wants?|asked|asks?|needs?|requested|would like|told|insists?)(?: us| me)?(?: that| to| for)?(?=\s+\w)|"
    r"(?:(?!(?:not|never|no|nobody|none|if|whether|why|who)\b)[\w-]+ ){1,3}(?:asks?|asked|tells?|told|wants?|"
    r"wanted) (?:us|me) to(?! know)"
)
_OPENING = re.compile(
    r"^(?:(?:"
    + "|".join((_MAY_YOU, _COUNTED, _LINKING, _GREETING, _AT_IT, IF_YOU_CAN, _WE_WANT, _WE_THINK, _POSSIBLY, _GLAD,
                _NICE, _HELPFUL, _ENSURE, _OTHERS_WANT))
    + r")(?![\w'-])[\s,:!.-]*)+",
    re.IGNORECASE,
)  # fmt: skip
_THANKS = r"(?:many )?thanks(?: a lot| in advance)?|thank you(?: very much| so much)?|thx|cheers|please|pls|plz"
_FURTHER = (
    r"any ?more|any longer|too|as well|also|for (?:me|us|now)|from now on|going forward|in (?:the )?future|again|"
    r"completely|entirely|altogether|at all|for good|once and for all|of course|obviously|right away|asap|"
    r"i (?:think|guess)|that(?:'s| is) (?:all|it)"
)
_WOULD_BE = r"would (?:that )?be (?:great|nice|good|possible|ok|fine|helpful|lovely|cool)"
_IN_ALL = r"(?:everywhere )?in (?:the|our) (?:system|app|backend|database|data model|model|schema)"
_CLOSING = re.compile(
    r",\s*(?:ok(?:ay)?|right|then|though)[\s,]*$|[\s,]*(?:(?<![\w'-])(?:"
    + "|".join((_FURTHER, _THANKS, IF_YOU_CAN, _AT_IT, _WOULD_BE, _IN_ALL))
    + r"))[\s,]*$",
    re.IGNORECASE,
)
_SOFTENED = re.compile(
    r"\s*,\s+(?:please|kindly|of course),(?=\s)|"
    rf"\s*,\s+{IF_YOU_CAN}(?=\s*[,.?!]|$)|"
    r"\s+(?:please|kindly|if you please|of course|for sure|you know)(?=\s|[.?!,]|$)|"
    r"^(?:may|might) i ask (?:you )?(?:to|that|for)\s+|^i(?:'d| would) (?:enjoy to|propose)\s+|"
    r"^is there a way that\s+|^(?:is it|would it be) possible (?:that|to)\s+",
    re.IGNORECASE,
)
_IF_IT_WERE = re.compile(rf"^{_GLAD}\s+(?P<what>.+)$", re.IGNORECASE)
_WERE = re.compile(
    r"^(?:there (?:was|were) (?P<none>no\s.+)|(?P<what>[^,;:]{1,80}?)\s+(?:could|might|would)\s+"
    r"(?P<rest>(?:be|go|become|stay|disappear)\b.*))$",
    re.IGNORECASE,
)


_IF_WERE = re.compile(
    rf"^(?:{_GLAD}|{_NICE}|{_HELPFUL})\s+(?P<what>[^,;:]{{1,80}}?)\s+were\s+(?!to\b|able\b|"
    rf"allowed\b)(?P<rest>.+)$",
    re.IGNORECASE,
)


def opened(text: str) -> str:
    """A text without what it opens with."""
    return _OPENING.sub("", text.lstrip(" ,"))


def closed(text: str) -> str:
    """A text without what it closes with."""
    while (shorter := _CLOSING.sub("", text.rstrip(" .!?,"))) != text:
        text = shorter
    return text


def softened(text: str) -> str:
    """A text without the politeness in the midst of it."""
    return re.sub(" {2,}", " ", _SOFTENED.sub(" ", text))


def wished(text: str) -> str:
    """`I'd be glad if X could be Y` or `X were Y` as a statement: `X must be Y`."""
    were = _IF_WERE.match(text)
    if were is not None and not were["what"].lower().startswith("there"):
        return f"{were['what']} must be {were['rest']}"
    framed = _IF_IT_WERE.match(text)
    said = _WERE.match(framed["what"]) if framed is not None else None
    if said is None:
        return text
    return said["none"] or f"{said['what']} must {said['rest']}"


def again(text: str) -> str:
    """`I'd be glad if … and if …` as two wishes."""
    framed = re.match(rf".{{0,60}}?\b{_GLAD}\s", text, re.IGNORECASE)
    return re.sub(r",?\s+and if\s+", ", and I would be glad if ", text) if framed is not None else text
