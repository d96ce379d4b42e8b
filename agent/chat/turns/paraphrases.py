"""Other ways to say what the readers know: each form is turned into the plain one, `two books may not share an isbn`
into `isbn of book must be unique`. A form that means nothing here is understood by no reader, and does nothing."""

import re
from collections.abc import Iterator

_E = r"(?:an?\s+|the\s+|each\s+|every\s+|all\s+|any\s+)?(?P<e>[\w-]+(?:\s[\w-]+){0,3}?)"
_S = r"(?:an?\s+|the\s+|its\s+|their\s+|any\s+)?(?P<s>[\w'.-]+(?:\s[\w'.-]+){0,6}?)"
_V = r"['\"`]?(?P<v>[\w.+-]+)['\"`]?"
_CHARS = r"(?:characters?|chars?|letters?|symbols?)"
_NOT = (
    r"(?:can ?not|can't|may not|must not|mustn't|should not|shouldn't|can never|must never|may never|should never|"
    r"could never|could not|couldn't|would never)"
)
_MUST = r"(?:must|should|shall|has to|have to|needs? to|ought to|is to|are to|is supposed to|are supposed to|will)"
_UP_TO = r"(?:up to|at most|max(?:imum)?(?: of)?|no more than|not more than|no longer than|not longer than)"
_UNSAID = (
    r"(?:by default|initially|at first|unless (?:said|given|stated|specified|set|told|noted|mentioned)(?: otherwise)?|"
    r"(?:if|when) (?:nothing|none|no value|no other)(?: else)?(?: is)?(?: said| given| set| specified| stated|"
    r" provided| chosen)|"
    r"(?:if|when) (?:it is |it's |they are )?(?:not|un)\s?(?:given|set|said|specified|provided))"
)
_REMOVE = (
    r"(?:get rid of|ditch|kill(?: off)?|lose|forget(?: about)?|throw (?:away|out)|scrap|axe|chuck(?: out)?|trash|"
    r"nuke|cut(?: out)?|"
    r"erase|eliminate|discard|purge|strip(?: out)?|wipe|take (?:away|out|off)|do away with|drop|delete|clear out|"
    r"rip out|"
    r"we can (?:drop|lose|remove|delete)|stop (?:storing|keeping|recording|tracking|saving|asking for|collecting|"
    r"having)|"
    r"(?:we |i )?(?:do not|don't|no longer|won't|need not)(?: have to| need to| want to)? (?:store|keep|record|track|"
    r"save|collect))"
)
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^(?:{pattern})$", re.IGNORECASE), told)
    for pattern, told in (
        # names
        (rf"(?:rename )?{_S}\s*(?:->|→|=>)\s*(?P<v>[\w ]+)", "rename {s} to {v}"),
        (rf"(?:re)?(?:label|title|name|christen) {_S} (?:to|as|into) (?P<v>[\w `'\"]+)", "rename {s} to {v}"),
        (rf"{_S} (?:{_MUST} )?(?:now )?(?:be )?(?:known as|referred to as|relabelled(?: to| as)?|renamed (?:to|as|"
         rf"into)|"
         rf"go by(?: the name(?: of)?)?) (?P<v>[\w `'\"]+)", "rename {s} to {v}"),
        (rf"{_S} (?:{_MUST} )?(?:becomes?) (?P<v>[a-z]+(?:_[a-z]+)+)", "rename {s} to {v}"),
        (rf"let {_S} be (?:called|named) (?P<v>[\w `'\"]+)", "rename {s} to {v}"),
        (rf"give {_S} (?:the|a new|another|a better) name:?\s+(?P<v>[\w`'\"]+)", "rename {s} to {v}"),
        (rf"{_S} is (?:not )?an? (?:very )?(?:bad|confusing|misleading|wrong|poor|odd|good|great|unclear|"
         rf"strange) name(?: for [^,]+)?"
         r"[,;:. -]+(?:so )?(?:please )?(?:call|name|rename|make) it (?:to )?(?P<v>[\w`'\"]+)", "rename {s} to {v}"),
        (rf"use (?:the (?:name|word|term) )?(?P<v>[\w`'\"]+) (?:instead of|rather than|"
         rf"as (?:the )?(?:new )?name (?:for|of)) {_S}",
         "rename {s} to {v}"),
        (rf"(?:change|replace) (?:the )?(?:name|word|term) (?:of )?{_S} (?:to|into|with|by) (?P<v>[\w `'\"]+)",
         "rename {s} to {v}"),
        # unique
        (rf"(?:there (?:must|should|can|may) )?(?:(?:not|never) be |be no )?(?:no )?two {_E} (?:{_NOT}|(?:can|may|"
         rf"must|should)(?: ever)?)"
         rf" (?:ever )?(?:have|share|use|get) the same {_S}", "{s} of {e} must be unique"),
        (rf"there {_NOT} be (?:two|several|multiple|more than one) {_E} with the same {_S}",
         "{s} of {e} must be unique"),
        (rf"there (?:can|must|should|may) (?:only )?be (?:only |at most )?one {_E} (?:with the same|per|for each|"
         rf"for every) {_S}",
         "{s} of {e} must be unique"),
        (rf"(?:several|multiple|many|more than one) {_E} (?:can|may|should be able to) (?:have|share|"
         rf"use) the same {_S}",
         "{s} of {e} is no longer unique"),
        (rf"(?:there (?:must|should|can) be )?no duplicated? {_S}", "{s} must be unique"),
        (rf"no (?:duplicates|doubles|repeats) (?:of|in|for|on|among) {_S}", "{s} must be unique"),
        (rf"(?:do not|don't) allow (?:duplicates|doubles) (?:of|in|for|on) {_S}|(?:do not|"
         rf"don't) allow duplicated? (?P<s2>.+)",
         "{s} must be unique"),
        (rf"(?:the same )?{_S} (?:{_NOT}|must only|may only|can only) (?:repeat|repeat itself|occur (?:twice|once)|"
         r"(?:be )?(?:duplicated?|reused|used (?:twice|once|again)|taken twice|exist (?:twice|once)|appear (?:twice|"
         r"once)|repeated))",
         "{s} must be unique"),
        (rf"{_S} (?:{_MUST} be|is|are) different for (?:each|every) {_E}", "{s} of {e} must be unique"),
        # what holds no longer
        (rf"{_S} (?:no longer (?:has|have|needs?)(?: to be)?|(?:does|do)(?:n't| not) (?:have|need) to be|need not be|"
         rf"needn't be|"
         r"(?:is|are) no longer|isn't|aren't|ain't|is not|are not|(?:should|must) no longer be|(?:should|must)(?:n't|"
         r" not) be|"
         r"can stop being|stops? being|should stop being|no longer)"
         r" (?:really |strictly )?(?P<v>unique|required|mandatory|optional|immutable|sensitive|searchable|personal)",
         "{s} is no longer {v}"),
        (rf"(?:stop (?:requiring|demanding|insisting on)|(?:do not|don't) (?:require|demand|insist on)) {_S}",
         "{s} is no longer required"),
        # required
        (rf"{_E} {_NOT} (?:(?:exist|live|go|be|do|come|be (?:created|saved|added|stored|made|there|placed|"
         rf"submitted)) )?without {_S}",
         "{s} of {e} must be required"),
        (rf"{_S} (?:{_MUST}|always has to) (?:always )?be (?:given|filled(?: in| out)?|provided|present|set|known|"
         rf"entered|specified|"
         r"supplied|there|included|stated|compulsory|obligatory)", "{s} must be required"),
        (rf"{_S} (?:is|are) (?:a must|an absolute must|compulsory|obligatory|needed|always needed|always there)",
         "{s} must be required"),
        (rf"(?:always ask for|insist on|demand|people must (?:give|enter|provide)|force) {_S}", "{s} must be required"),
        (rf"(?:every|each|all) {_E} (?:must|has to|have to|needs? to|should|needs?|always)(?: always)?(?: have|"
         rf" has)? {_S}",
         "{s} of {e} must be required"),
        (rf"there (?:must|should|can|may) (?:be no|not be any|never be an?) {_E} without {_S}",
         "{s} of {e} must be required"),
        (rf"no {_E} without {_S}", "{s} of {e} must be required"),
        (rf"(?:it |they )?{_NOT} (?:be|exist) without (?:it|one|them|that)", "it must be required"),
        # optional
        (rf"{_E} (?:can|may|might|should be able to|should be allowed to|is allowed to|are allowed to) (?:also )?"
         rf"(?:(?:exist|be|live|go|come|do|be (?:created|saved|added|stored|made|placed)) )?(?:without|with no|"
         rf"have no) {_S}",
         "{s} of {e} must be optional"),
        (rf"{_E} (?:does not|doesn't|do not|don't|need not|needn't)(?: necessarily| always)? (?:need(?: to have)?|"
         rf"require|have to have|"
         rf"always have|necessarily have) {_S}", "{s} of {e} must be optional"),
        (rf"not (?:every|each|all) {_E} (?:has|have|needs?) {_S}", "{s} of {e} must be optional"),
        (rf"{_E} without {_S} (?:is|are|should be|must be) (?:fine|ok(?:ay)?|allowed|possible|valid)",
         "{s} of {e} must be optional"),
        (rf"(?:allow|permit) {_E} without {_S}", "{s} of {e} must be optional"),
        (rf"{_S} (?:is|are) not always (?:known|there|given|available|present|needed)", "{s} must be optional"),
        (rf"{_S} (?:can|may|should|could) be (?:left )?(?:away|off|absent|unset|unknown|null)", "{s} must be optional"),
        (rf"(?:do not|don't) (?:force|oblige) .{{1,40}} to (?:give|enter|provide|fill in) {_S}",
         "{s} must be optional"),
        (rf"{_E} (?:no longer|do(?:es)?(?:n't| not)) (?:have|has|store|keep|carry|contain) {_S}",
         "remove {s} from {e}"),
        (rf"{_S} (?:does not|doesn't|do not|don't|need not|needn't) (?:have to |need to )?(?:always )?be (?:given|"
         rf"filled in|provided|set|known|there|entered)",
         "{s} must be optional"),
        (r"(?P<s>(?!.*\b(?:add|give|gives?|need|needs|have|has|get|gets|should|must|can|may|with|put|"
         r"store)\b.*:)[\w' .]{2,50}):\s+(?P<t>[^:]+)", "{s} must be {t}"),
        # lengths
        (rf"(?:limit|cap|restrict|shorten|cut|extend|increase|raise|lower|reduce|widen|lengthen|bump|set|"
         rf"change)(?: down| up)?"
         rf"(?: the)?(?: max(?:imum)?)?(?: length| size)?(?: limit)?(?: of|"
         rf" for)? {_S}(?: from \d+)?(?: characters)? (?:to|at)"
         rf"(?: (?:at most|a max(?:imum)? of|up to))? (?P<n>\d[\d,]*)(?: {_CHARS})(?: at most| max)?",
          "{s} at most {n} characters"),
        (rf"(?:increase|raise|set|change|lower|reduce|bump|"
         rf"extend)(?: up)? (?:the )?(?:max(?:imum)? )?length (?:limit )?(?:of|for) {_S}"
         rf"(?: from \d+)? to (?P<n>\d[\d,]*)", "{s} at most {n} characters"),
        (rf"(?:allow|permit|accept)(?: {_UP_TO})? (?P<n>\d[\d,]*) {_CHARS} (?:for|in|on) {_S}",
         "{s} at most {n} characters"),
        (rf"\d+ (?:{_CHARS} )?(?:are|is) (?:too few|not enough|too short|too little|"
         rf"too small)(?: for {_S})?[,;:. -]+(?:so )?(?:please )?"
         rf"(?:allow|make it|use|raise it to|increase it to|go for|we need|"
         rf"it should be)(?: {_UP_TO})? (?P<n>\d+)(?: {_CHARS})?",
         "{s} at most {n} characters"),
        (rf"{_S} (?:(?:{_MUST}|can|may|could) )?(?:only )?(?:(?:have|has|be|is|are|contain|hold|take|use|get|fit|"
         rf"accept) )?{_UP_TO} "
         rf"(?P<n>\d[\d,]*) {_CHARS}(?: long| in length| at most)?", "{s} at most {n} characters"),
        (rf"{_S} (?:{_NOT}|never) (?:be|have|get|go|exceed|take|is|are)?\s?(?:longer than|more than|over|beyond|"
         rf"above|past)?\s?"
         rf"(?P<n>\d[\d,]*) {_CHARS}", "{s} at most {n} characters"),
        (rf"(?P<n>\d[\d,]*) {_CHARS}(?: max(?:imum)?| at most| tops)? (?:for|on|in) {_S}",
         "{s} at most {n} characters"),
        # ranges
        (rf"{_S} (?:{_NOT}|never) (?:exceed|(?:go|be|get|rise) (?:over|above|beyond|higher than|more than|"
         rf"greater than))"
         r" (?P<n>-?\d[\d.,]*)(?:\s*(?:%|percent))?", "{s} at most {n}"),
        (rf"{_S} (?:{_NOT}|never) (?:(?:go|be|get|fall|drop) (?:under|below|lower than|less than))"
         r" (?P<n>-?\d[\d.,]*)(?:\s*(?:%|percent))?", "{s} at least {n}"),
        (rf"(?:no negative {_S}|negative (?P<s2>[\w ]+?) (?:are|is) (?:not allowed|forbidden|nonsense|impossible)|"
         rf"(?:do not|don't) allow negative (?P<s3>[\w ]+))", "{s} at least 0"),
        (rf"{_S} (?:{_MUST}|can only|may only|always) (?:(?:be|lie|stay|range|go|run|is) )?(?:somewhere )?(?:between|"
         rf"from) "
         r"(?P<n>-?\d[\d.]*)(?:\s*%)? (?:and|to|up to) (?P<m>-?\d[\d.]*)(?:\s*(?:%|percent|stars|points))?",
         "{s} must be between {n} and {m}"),
        # defaults
        (rf"{_UNSAID},?\s+(?:set )?{_S} (?:is|are|should be|must be|will be|to|be|shall be) {_V}",
         "{s} defaults to {v}"),
        (rf"(?:set |make |let )?{_S} (?:is|are|should be|must be|will be|be|to|as|shall be|"
         rf"gets?) {_V} {_UNSAID}", "{s} defaults to {v}"),
        (rf"{_S} (?:(?:{_MUST}|can|may) )?(?:starts?|begins?)(?: out| off)? (?:as|at|with|in|"
         rf"from) {_V}(?: {_UNSAID})?", "{s} defaults to {v}"),
        (rf"{_S} (?:(?:{_MUST}) )?(?:falls? back to|defaults? to|defaults?|have a default of|has a default of|"
         rf"get a default of|"
         rf"gets a default of|needs a default of|with a default of|default (?:is|should be|value)) {_V}",
          "{s} defaults to {v}"),
        (rf"default {_S} to {_V}|(?:set|change|make|"
         rf"move) the default {_S.replace('<s>', '<s2>')} to {_V.replace('<v>', '<v2>')}",
         "{s} defaults to {v}"),
        (rf"(?:set|change|make|move) (?:the )?{_S} default(?: value)? (?:to|be) {_V}", "{s} defaults to {v}"),
        (rf"(?:let )?(?:an? )?(?:new|fresh|newly created) {_E} "
         rf"(?:{_MUST} )?(?:always )?(?:start|starts|begin|begins|get|have|come|"
         rf"are created|be created|are)"
         rf"(?: out| off)?(?: with| as)?(?: an?| the)? {_S}(?: of| set to|:| =)? {_V}", "{s} of {e} defaults to {v}"),
        (rf"{_V} (?:is|should be|must be|becomes|shall be|as) (?:the )?default(?: value)? (?:of|for) {_S}",
         "{s} defaults to {v}"),
        (rf"{_V} (?:is|should be|must be|shall be) (?:the )?default(?: value)?", "it defaults to {v}"),
        (rf"(?:the )?default (?:is|should be|must be|shall be|=|:) {_V}", "it defaults to {v}"),
        # types
        (rf"(?:change|convert|turn|switch|make|migrate|"
         rf"move) (?:the type of )?{_S} from (?:an? )?(?P<v>[a-z]+(?: [a-z]+)?) (?:to|into) (?P<t>.+)",
         "{s} must be {t}"),
        (rf"{_S} {_MUST} be (?:stored|saved|kept|treated|represented|typed|modelled|handled|declared|"
         rf"defined) as (?P<t>.+)",
         "{s} must be {t}"),
        # values of lists
        (rf"(?:the )?{_S} (?:can|may|could|should|must|needs to|has to) (?:also|additionally|as well)(?: be able to)? "
         r"(?:be|take|have|include|allow|accept|support|become) (?:an? )?(?P<t>[\w, -]+)", "add {t} to {s}"),
        (r"(?:we need |add |introduce |there should be |there is |allow |include )?(?:an? )?(?:new|another|"
         r"additional|extra|further|one more) "
         r"(?P<s>\w+)(?: (?:called|named|value|option|type))*:? ['\"`]?(?P<t>\w+)['\"`]?(?: (?:for|to|on|of|"
         r"in) (?:the )?(?P<e>\w+))?",
         "add {t} to {s}{e}"),
        (rf"(?:add|allow|introduce|we need|include|put) (?:(?:an?|the|another|new|also)\s+)*(?:values?|options?|"
         rf"choices?|possible values?):?\s+"
         rf"(?P<t>[\w, `'\"-]+?) (?:to|for|in|of|on|into) {_S}", "add {t} to {s}"),
        (rf"{_S} (?:can no longer be|can ?not be|can't be|may no longer be|should no longer be|"
         rf"must not be) {_V}", "remove {v} from {s}"),
        # removals
        (rf"{_REMOVE} (?P<t>.+)", "remove {t}"),
        (r"(?P<t>[\w' .-]+?) (?:should|must|can|may|has to|have to|needs? to)(?: just| simply| really)? (?:go|"
         r"disappear|vanish|be dropped|"
         r"be gone|be taken (?:out|away)|be thrown (?:out|away)|be got rid of)(?: away)?", "remove {t}"),
        (r"(?P<t>[\w' .-]+?) (?:should|must|has to|have to|needs? to) be (?:removed|deleted)", "remove {t}"),
        (r"(?:nobody|no one|no client|we (?:don't|do not|never|no longer)|they never) (?:really |ever |"
         r"actually )?(?:calls?|uses?|needs?|"
         r"wants?|reads?|looks? at) (?P<t>[^,;]+?)[\s,;-]+(?:so )?(?:please )?(?:remove|delete|drop|kill|"
         r"ditch) (?:it|them|that)",
         "remove {t}"),
        (r"(?P<t>[\w' .-]+?) (?:is|are) (?:useless|redundant|superfluous|pointless|unused|obsolete|(?:not|never|"
         r"no longer) used|dead weight|"
         r"a leftover)(?:[\s,;-]+(?:so )?(?:please )?(?:remove|delete|drop|kill|ditch) (?:it|them|that))?",
          "remove {t}"),
    )
)  # fmt: skip
_NEGATED = re.compile(r"n't\b|\b(?:not|never|cannot|no longer)\b", re.IGNORECASE)
_NUMBERS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
            "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty": "20", "fifty": "50",
            "a hundred": "100", "one hundred": "100"}  # fmt: skip
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_COUNTED = re.compile(
    rf"\b(?P<before>(?:at (?:least|most)|than|between|from|below|above|under|over|to|up to|max(?:imum)?(?: of)?|"
    rf"and)\s+)"
    rf"(?P<word>{_WORD})\b(?!\s+of\b)",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    rf"\b(?:at (?:least|most)|than|between|from|below|above|under|over|up to|max(?:imum)?)\s+(?:{_WORD})\b", re.I
)


def paraphrases(clause: str) -> Iterator[str]:
    """The plain ways to say a clause, the likeliest first; none where it has no such form."""
    text = _in_digits(clause)
    for form, told in _FORMS:
        match = form.match(text)
        if match is None:
            continue
        said = {name.rstrip("23"): found for name, found in match.groupdict().items() if found}
        if any(_NEGATED.search(said.get(name, "")) for name in ("s", "e")):
            continue
        if "{e}" in told and told.startswith("add {t}"):
            said["e"] = f" of {said['e']}" if "e" in said else ""
        said.setdefault("s", "it")
        if "t" in said and told.startswith("add"):
            said["t"] = re.sub(r",?\s+or\s+", " and ", said["t"])
        yield told.format_map(said)
    if text != clause:
        yield text


def _in_digits(clause: str) -> str:
    """`at least two`, `between one and five` with their numbers in digits."""
    if _BOUNDED.search(clause) is None:
        return clause
    return _COUNTED.sub(lambda match: f"{match['before']}{_NUMBERS[match['word'].lower()]}", clause)
