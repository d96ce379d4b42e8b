"""Forms of wishes about values: that they are there, alone of their kind, within bounds, and what they begin with."""

from agent.chat.turns.pieces import (
    BE_GOOD,
    CHARS,
    ENOUGH,
    MORE,
    MUST,
    NOT,
    ONCE,
    PAUSE,
    REMARK,
    STOP,
    TOO_FEW,
    UNSAID,
    E,
    M,
    N,
    S,
    V,
    forms,
)

_ABSENT = r"(?:missing|absent|omitted|forgotten|left (?:out|away|empty|blank|open)|skipped)"
_GIVEN = r"(?:filled(?: in| out)?|given|provided|entered|stated|told|said)"
_CHANGED = r"(?:changed|changeable|altered|edited|modified|touched|overwritten)"
_CHANGE = r"(?:change|alter|edit|modify|touch|overwrite)"
_REFUSED = rf"[,;] (?:and )?(?:we |it |that )?{NOT} (?:accept|allow|take|be)\b[^,;]{{0,30}}"
_COMPLAINT = (
    r"(?:(?:we|they|there|i) (?:now |already |again )?(?:have|had|are|were|got|see|saw|found) (?:now |again )?)?"
)

PRESENCE = forms(
    (rf"{S} (?:may|must|should|can|shall) (?:never|not) be {_ABSENT}", "{s} must be required"),
    (rf"{S} (?:must )?always be {_GIVEN}", "{s} must be required"),
    (rf"[\w' ]{{1,40}}? (?:leave|leaves|left) {S} (?:empty|blank|out|open)(?:(?: when| as| because| and|,) "
     rf"[^,;.]{{1,60}})?"
     rf"{PAUSE}{STOP}", "{s} must be required"),
    (rf"(?:without|with no) {S},? [^,;:]{{1,60}}[,;]? (?:so )?(?:insist on|demand|require|ask for) (?:it|that|them)",
     "{s} must be required"),
    (rf"no {E} (?:{MUST} )?(?:be (?:saved|created|made|stored|there) )?without (?:saying |naming |giving |telling )?"
     rf"{S}", "{s} of {e} must be required"),
    (rf"no {E} (?:{MUST} )?(?:be (?:saved|created|made|stored|there) )?without (?:saying |naming |giving |telling )?"
     rf"{S}", "{e} must belong to one {s}"),
    (rf"(?:do not|don't|no longer|not) (?:insist on|oblige|enforce) {S}", "{s} must be optional"),
    (rf"{S} (?:ought|needs?|has|have|do|does)? ?(?:not|n't) (?:to be|have to be|need to be) (?:mandatory|required|"
     rf"obligatory|compulsory|{_GIVEN})", "{s} must be optional"),
    (rf"{S} (?:is|are|must be|should be)(?: not|n't| no longer) (?:obligatory|compulsory|a must)",
     "{s} must be optional"),
    (rf"{E} {MUST} be possible without {S}", "{s} of {e} must be optional"),
    (r"(?:not obligatory|no obligation|voluntary|not compulsory|not a must)", "it must be optional"),
)  # fmt: skip
UNIQUE = forms(
    (r"no two [\w -]{1,40} with the same one", "it must be unique"),
    (rf"no two {E} with (?:exactly )?the same {S}", "{s} of {e} must be unique"),
    (rf"{_COMPLAINT}(?:two|several) {E} with (?:exactly )?the same {S}(?: (?:were|are|appeared|exist|"
     rf"on)\b[^,;.]{{1,50}}"
     rf"| and [^,;.]{{1,60}})?{PAUSE}{STOP}", "{s} of {e} must be unique"),
    (rf"the same (?P<v>[\w-]+) {NOT} have (?:two|several|more than one) {E} with the same {S}",
     "{s} of {e} must be unique per {v}"),
    (rf"(?:one|an?|each|every) (?P<v>[\w-]+) {NOT} have (?:two|several|more than one) {E} with the same {S}",
     "{s} of {e} must be unique per {v}"),
    (rf"{S} (?:must be |is |are |should be )?(?:unique|different) (?:per|for each|within an?|within each) "
     rf"(?P<v>[\w-]+)",
     "{s} must be unique per {v}"),
)  # fmt: skip
FIXED = forms(
    (rf"{ONCE},? {S} {NOT} be {_CHANGED}", "{s} must be immutable"),
    (rf"{S} {NOT} (?:{_CHANGE}|be {_CHANGED}),? {ONCE}", "{s} must be immutable"),
    (rf"{ONCE},? (?:nobody|no one) {MUST} (?:be able to )?{_CHANGE} {S}", "{s} must be immutable"),
    (rf"(?:once|after|as soon as) {E} (?:has|got|have) (?:its|an?|the|their) (?P<s>[\w -]{{1,40}}?),? (?:(?:nobody|no "
     rf"one) {MUST}(?: be able to)?|let (?:nobody|no one)) {_CHANGE} (?:it|that)", "{s} of {e} must be immutable"),
)  # fmt: skip
BOUNDS = forms(
    (rf"[\w-]+(?: {CHARS})? {TOO_FEW}(?: (?:for|in|as) {S})?{PAUSE}{REMARK}(?:{MORE} )?(?:up to )?{N}(?: {CHARS})?"
     rf"(?: {BE_GOOD})?", "{s} at most {n}"),
    (rf"{S} (?:is|are|gets?) (?:refused|rejected|cut(?: off)?|limited|stopped|full) (?:after|at|to|from) -?\d+"
     rf"(?: {CHARS})?{PAUSE}{REMARK}(?:{MORE} )?(?:up to )?{N}(?: {CHARS})?(?: {BE_GOOD})?", "{s} at most {n}"),
    (rf"{N}(?: {CHARS})? (?:{MUST} be|are|is) {ENOUGH} (?:for|in|as) {S}", "{s} at most {n}"),
    (rf"(?:let |allow )?(?:one|an?|each|every|a single) (?P<e>[\w-]+) (?:may |can |to )?(?:go|have|take|book|get|hold|"
     rf"be)"
     rf"(?: for)? (?:up to|at most) {N} (?P<s>(?!{CHARS})[\w-]+)", "{s} of {e} at most {n}"),
    (rf"(?:allow|accept|permit) up to {N} (?P<s>(?!{CHARS})[a-z][\w-]*)", "{s} at most {n}"),
    (rf"(?:let )?{S} be (?:up to|at most) {N} {CHARS}(?: long)?", "{s} at most {n} characters"),
    (rf"(?:make|let|set|use) {N} (?:be |as )?the (?:highest|largest|biggest|greatest|most|maximum|upper limit)(?: of| "
     rf"for)?"
     rf" {S}", "{s} at most {n}"),
    (rf"(?:make|let|set|use) {N} (?:be |as )?the (?:lowest|smallest|least|minimum|lower limit)(?: of| for)? {S}",
     "{s} at least {n}"),
    (rf"{S} (?:lies?|goes|go|ranges?|runs?|reach(?:es)?) (?:always |only )?(?:somewhere )?(?:between|from) {N} (?:and|"
     rf"to|"
     rf"up to) {M}", "{s} must be between {n} and {m}"),
    (rf"no {E} {MUST} cost (?:over|more than|above) {N}", "price of {e} at most {n}"),
    (rf"(?:an?|no|any) (?P<e>[\w-]+) (?:shorter|smaller|lower|less|fewer) than {N} (?P<s>[\w-]+) (?:is|{MUST}) [^,;]"
     rf"{{1,40}}{_REFUSED}", "{s} of {e} at least {n}"),
    (rf"(?:an?|no|any) (?P<e>[\w-]+) (?:longer|larger|bigger|higher|more) than {N} (?P<s>[\w-]+) (?:is|{MUST}) [^,;]"
     rf"{{1,40}}{_REFUSED}", "{s} of {e} at most {n}"),
    (rf"[\w-]+ (?:digits?|places|decimals) (?:after the (?:decimal )?(?:point|comma) )?{TOO_FEW}(?: for {S})?{PAUSE}"
     r"(?:[^,;\d]{1,50} )?(?P<n>\d{1,2})(?: (?:digits?|places|decimals)(?: after the (?:point|comma))?)?",
     "{s} must be a decimal with {n} digits after the point"),
)  # fmt: skip
TYPES = forms(
    (rf"{S} {MUST} be (?:of type )?(?P<v>[a-z]+(?: [a-z]+)?)(?: instead of| rather than| and not| and no longer|, not) "
     r"(?:an? )?[a-z]+", "{s} must be {v}"),
    (rf"{S} {MUST} be a date with (?:the |a )?time", "{s} must be a datetime"),
)  # fmt: skip
DEFAULTS = forms(
    (rf"default {S}: {V}", "{s} defaults to {v}"),
    (rf"(?:let|make|use|set) {V} (?:be |as )?the (?:default|usual|initial) {S}", "{s} defaults to {v}"),
    (rf"(?:let )?(?:an? |every |each )?new {E} (?:start|begin)s?(?: out| off)? with (?:an? |the )?"
     rf"(?P<s>[\w ]{{1,40}}?) of"
     rf" {V}(?: {UNSAID})?", "{s} of {e} defaults to {v}"),
)  # fmt: skip
