"""Takes off a clause what people say around it: greetings, politeness, framing, reasons. What is left is the wish."""

import re

_ADVERBS = r"(?:\s+(?:please|pls|plz|kindly|maybe|mabye|perhaps|also|just|then|possibly|now|really|all|always))*"
_WANT = r"(?:like|love|prefer|want|need|appreciate it if you)"
_TO = r"(?:\s+(?:us|you|me|for us|for you))?\s+to(?!\s+have\s+(?:an?|the|some|another)\b)(?!\s+see\b)"
_FRAMES = (
    r"(?:would|could|will) you be so kind(?: as)? to|would you mind(?: if we)?|would you see to it that|(?:could|"
    r"would) it be that|"
    r"please|pls|plz|kindly|now|then|also|and|but|so|ok(?:ay)?|well|hi(?: there)?|hello|hey|thanks|thank you|actually|"
    r"oh|o?ops|lastly|instead|maybe|perhaps|alright|yes|yeah|yep|hmm+|"
    r"(?:next|finally|right|sure|great|good|perfect|cool|first(?: of all)?|second|third|plus)(?=\s*[,:!-]|\s+(?:add|"
    r"make|"
    r"remove|drop|delete|rename|change|set|use|switch|give|please)\s)|"
    r"firstly|secondly|thirdly|besides|additionally|furthermore|moreover|just|simply|"
    r"one more (?:thing|change|request)|another (?:thing|change|request)|last thing|small (?:thing|change)|"
    r"in addition|on top of that|while (?:you(?:'re| are)|we(?:'re| are)) at it|by the way|btw|fyi|also note that|"
    r"from now on|going forward|as (?:discussed|agreed|i said|mentioned)|if (?:it(?:'s| is) )?possible|if you (?:can|"
    r"could|don't mind|do not mind|would)|when you (?:can|get a chance|have (?:a )?(?:time|moment|minute|second))|"
    r"with the next change|after (?:some thought|talking to .{1,40}?,)|sorry|my bad|and then|team|folks|everyone,|"
    rf"(?:can|could|would|will|shall|should|might) (?:you|we|i)(?!{_ADVERBS}\s+(?:have|get(?! rid))\b){_ADVERBS}|"
    rf"(?:do you think )(?:you|we) (?:can|could){_ADVERBS}|"
    r"do you mind|how about|what about|(?:i )?(?:suggest|propose)|"
    r"(?:we|i) (?:suggest|propose|recommend)(?: that)?|consider|"
    rf"(?:i|we)(?:'d|'ll| would| do| will)?{_ADVERBS} {_WANT}{_TO}|"
    r"(?:i|we)(?:'d| would) (?:appreciate|be (?:happy|glad|grateful)) (?:it )?if (?:you|we)(?: (?:could|can|would))?|"
    rf"(?:i|we)(?:'d| would)?{_ADVERBS} (?:should|ought to|must|have to|had better|better|got to|gotta)"
    r"(?!\s+(?:have|get(?! rid))\b)(?: probably| also)*|"
    r"(?:i|we) (?:think|guess|believe|feel|figure|decided|agreed|realised|realized|noticed|found)(?: that)?"
    r"(?:\s+(?:we|you|it) should)?(?: to)?|(?:we|i)(?:'ve| have) (?:decided|agreed|realised|realized)(?: that| to)?|"
    r"in my opinion|imo|imho|my (?:wish|request) is(?: that| to)?|the (?:idea|plan|goal|point) is (?:that|to)|"
    r"is it possible to|is there (?:a|any) way to|any chance (?:you could|we could|to|of)|"
    r"(?:it )?would it be possible to|"
    r"(?:i was|i'm|i am) wondering (?:if|whether) (?:you|we) (?:could|can)|"
    r"(?:it (?:would|might|could) be|it'd be|it is|it's|would be) (?:really |very |so )?(?:good|great|nice|helpful|"
    r"useful|"
    r"lovely|best|better|cool|important|awesome|ideal|handy|wonderful|excellent|fine)(?: to| if (?:you|we) could|"
    r" if we| if "
    r"you| if| that| when)|"
    r"(?:please )?(?:make sure|ensure|be sure|see to it|take care|check|remember)(?: that)?(?!\s+to\b)|"
    r"(?:make sure|be sure|remember|don't forget|do not forget) to|"
    r"(?:the|our|my) (?:(?:\w+ )?team|boss|lawyers?|designers?|front[ -]?end|product owner|marketing) "
    r"(?:wants?|asked|asks?|needs?|requested|would like|told|insists?)(?: us| me)?(?: that| to| for)?(?=\s+\w)|"
    r"let(?:'s| us)(?: also)?|lets(?=\s+[a-z]+\s)|go ahead and|feel free to|you (?:should|can|could|may|must)|"
    r"i(?:'d| would) rather(?: have| use| go with)?|rather|try to|time to|can it be that"
)
_OPENING = re.compile(rf"^(?:(?:{_FRAMES})(?![\w'-])[\s,:!.-]*)+", re.IGNORECASE)
_CLOSING = re.compile(
    r",\s*(?:ok(?:ay)?|right|then|though)[\s,]*$|[\s,]*(?:(?<![\w'-])(?:any ?more|any longer|please|pls|plz|"
    r"thanks(?: a lot| in advance)?|thank you(?: very much| so much)?|"
    r"thx|too|as well|also|for (?:me|us|now)|if (?:that's |that is |it's |it is )?(?:possible|ok(?:ay)?|feasible)|"
    r"if you (?:can|could|don't mind|do not mind)|from now on|going forward|completely|entirely|altogether|at all|"
    r"of course|obviously|right away|asap|cheers|in (?:the )?future|i (?:think|guess)|again|"
    r"that(?:'s| is) (?:all|it)|would (?:that )?be (?:great|nice|good|possible|ok|fine|helpful|lovely|cool)|"
    r"when you (?:can|get a chance|have (?:a )?(?:time|moment|minute))|"
    r"(?:everywhere )?in (?:the|our) (?:system|app|backend|database|data model|model|schema)))[\s,]*$",
    re.IGNORECASE,
)
_WHO = (
    r"(?:we(?:'re|'ve|'d|'ll)?|i(?:'m|'ve)?|it(?:'s)?|they(?:'re|'ve)?|he|she|you|our|my|some|most|many|people|nobody|"
    r"no one|everybody|everyone|anyone|users|customers|clients|this|that(?:'s)?|there(?:'s)?|not|sometimes|otherwise|"
    r"these|those|currently|otherwise|right now|at the moment|nothing|none|few|no)"
)
_BE = (
    r"(?:is|are|was|were|has|have|had|do|does|don't|doesn't|can|can't|cannot|will|won't|may|might|should|want|"
    r"wants|need|needs|use|uses|get|gets|keep|keeps|ask|asks|asked|like|likes|often|never|always|rely|relies|expects?)"
)
_AGAIN = (
    r"(?=,?\s+(?:and|but|also|then)\s+(?:also\s+|then\s+|please\s+)*(?:add|make|remove|drop|delete|rename|change|set|"
    r"use|"
    r"switch|give|let|allow|call|limit|turn|put|only)\b|$)"
)
_REASON = re.compile(
    rf"[\s,;:–—-]+(?:because|cause|cuz|so that|in order (?:to|that)|given that|due to|thanks to|seeing that|now that|"
    rf"considering|"
    r"even though|although|whereas|that way,?|this way,?|the reason (?:is|being)|which (?:would|will|helps?|makes?|"
    r"is (?:what|why|more|better|easier|enough)|our|we|they)|"
    r"for (?:[\w-]+\s+){0,3}(?:reasons?|purposes?|sake)|"
    r"(?<=[,;–—-] )otherwise\b|"
    r"(?!as\s+many\s|as\s+\w+\s+(?:likes?|wants?|pleases?|wish(?:es)?|needs?)\s*(?:$|[.,;]|and\b))"
    rf"(?:since|as|so)\s+(?:{_WHO}\b(?!\s+(?:should|must|please)\b)|(?:the|an?|all|every|"
    rf"each)\s+(?:[\w'-]+\s+){{1,4}}{_BE}\b|"
    rf"[a-z]+s\s+{_BE}\b))(?![\w'])[^.]*?{_AGAIN}|"
    r"\s*,\s+(?:to (?:make|keep|help|avoid|save|match|support|let|prevent|be|get|stay|reduce|simplify|protect|"
    r"comply)\b|"
    rf"just to\b)[^.]*?{_AGAIN}",
    re.IGNORECASE,
)
_FIRST_REASON = re.compile(
    r"^(?:because|given that|now that|due to|considering|in order to|although|even though|"
    r"for (?:[\w-]+\s+){0,3}(?:reasons?|purposes?),?|to (?:make|keep|help|avoid|save|match|support|prevent|be|get|"
    r"stay|reduce|"
    r"simplify|protect|comply)\b|(?:since|as)\s+(?!an?\s+(?:default|role|"
    r"rule)\b)\w)[^,]{0,200},\s+(?:then\s+)?(?=\w)",
    re.IGNORECASE,
)
_THEREFORE = re.compile(
    r"^(?P<why>.{3,240}?)(?:\s*[,;–—-]+\s*(?:and\s+)?(?:so|therefore|hence|thus|that's why)|\s+so),?\s+(?=(?:please|"
    r"pls|kindly|"
    r"let|let's|could|can|may|might|would|should|we (?:should|need to|must|want to|have to|need|want)|i (?:want|need|"
    r"would|propose)|"
    r"i'd|add|make|remove|drop|delete|rename|change|set|use|switch|give|allow|limit|turn|put|only|get rid|a new|"
    r"to spare|once|"
    r"it (?:should|must)|they (?:should|must))\b)",
    re.IGNORECASE,
)
_SOFTENED = re.compile(
    r"\s*,\s+(?:please|kindly|of course),(?=\s)|\s+(?:please|kindly|if you please|of course|for sure|you know)(?=\s|"
    r"[.?!,]|$)|"
    r"^(?:may|might) i ask (?:you )?(?:to|that|for)\s+|^i(?:'d| would) (?:be (?:grateful|glad|happy|relieved) if|"
    r"enjoy to|propose)\s+|"
    r"^is there a way that\s+|^(?:is it|would it be) possible (?:that|to)\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*,\s+(?:as|because|since)\s+(?!an?\s+(?:integer|string|text|number|whole|decimal|date|enum|flag|boolean|list|"
    r"array|role|value)\b|admins?\b|"
    r"a default\b|default\b|well\b)[^,]*?(?=,\s+and\s+(?:while|could|please|let|may|kindly|if)\b|$)",
    re.IGNORECASE,
)
_WISHES = re.compile(r"^(?:add|make|remove|drop|delete|rename|change|set|use|switch|give|allow|limit|turn|put|only)\b|"
                     r"\b(?:must|should|has to|have to|ought to)\b", re.IGNORECASE)  # fmt: skip
_CHATTER = re.compile(
    r"(?:(?:o?ops|uh|hmm+|sorry|hi|hello|hey|ok(?:ay)?|well|thanks?|thank you|great|nice|perfect|cool|no|wait|damn|"
    r"argh)\b[\s,!]*)*"
    r"(?:(?:many |a lot of )?thanks?|that(?:'s| is| was)(?: all)? (?:wrong|not (?:right|what i (?:wanted|meant))|"
    r"a mistake|great|"
    r"good|nice|perfect|a bad idea)|(?:that|this) looks (?:good|great|nice|wrong)|(?:great|good|nice) (?:work|job)|"
    r"(?:thanks|thank you)(?: (?:very|so) much| a lot)?(?: for [\w ]{1,40})?|i (?:made|was) (?:a mistake|wrong)|"
    r"(?:i )?didn't mean that|my (?:bad|mistake)|never ?mind|good (?:morning|evening|afternoon)|i have (?:a|one|two|"
    r"some|another) "
    r"(?:few )?(?:requests?|changes?|wish(?:es)?|things?)|forget it|i changed my mind|we changed our minds?)?[\s,.!:]*",
    re.IGNORECASE,
)  # fmt: skip
_WISHED = re.compile(
    rf"^(?:(?:i|we)(?:'d|'ll| would| do| will)?{_ADVERBS} (?:like|love|want|need|require|prefer)|"
    rf"(?:i|we)(?:'d| would)?{_ADVERBS} (?:should|could|must|can|might) (?:have|get)|"
    r"(?:can|could|may|should|shall) (?:we|i)(?: please| also| maybe)* (?:have|get)|(?:please )?give (?:me|us)|"
    r"(?:it )?(?:also )?lacks|we(?:'re| are) missing|what(?:'s| is) missing is|missing is|missing:|new:?)"
    r"(?: to (?:have|see|add|get))?\s+"
    r"(?=(?:also |maybe )?(?:an?|another|some|the possibility|new|two|three|entity|entities)\s)",
    re.IGNORECASE,
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


def without_reasons(sentence: str) -> str:
    """A sentence without why it is said: `because …`, `so that …`, `as we …`; before it or behind it."""
    text = _SOFTENED.sub(" ", sentence.replace("’", "'")).strip()
    text = _FIRST_REASON.sub("", text)
    why = _THEREFORE.match(text)
    if why is not None and not _WISHES.search(_opened(why["why"])):
        text = text[why.end() :]
    return _REASON.sub("", _BEHIND.sub("", text))


def plain(clause: str) -> str:
    """A clause without politeness and framing, as an order or a statement."""
    text = _SHORT.sub(
        lambda match: f"{match['who']} {'are' if match['be'] == 're' else 'is'}", clause.strip().replace("’", "'")
    )
    for _ in range(3):
        before = text
        head, comma, rest = text.partition(",")
        text = _SOFTENED.sub(" ", text).strip()
        text = _closed(_opened(rest if comma and head.strip() and chatter(head) else text))
        text = _WISHED.sub("add ", text)
        text = _OF_SOMETHING.sub(_stated, text)
        text = _ASKED.sub(_answered, text)
        if text == before:
            break
    text = _GERUND.sub(lambda match: _DOING[match[0].lower()], text) if text != clause.strip(" .!?,") else text
    return text.strip(" ,")


def chatter(clause: str) -> bool:
    """Whether a clause is talk, and asks for nothing."""
    return _CHATTER.fullmatch(clause.strip(" .!?,")) is not None


def _opened(text: str) -> str:
    return _OPENING.sub("", text.lstrip(" ,"))


def _closed(text: str) -> str:
    while (shorter := _CLOSING.sub("", text.rstrip(" .!?,"))) != text:
        text = shorter
    return text


def _stated(match: re.Match[str]) -> str:
    verb = match["do"].lower()
    said = {"have": "have ", "get": "have ", "default": "defaults ", "become": "must be ", "stay": "must be "}
    return f"{match['what']} {said.get(verb, f'must {verb} ')}"


def _answered(match: re.Match[str]) -> str:
    verb = match["do"].lower()
    said = {"be": "must be", "become": "must become"}.get(verb, "have")
    return f"{match['what']} {said} {match['rest']}"
