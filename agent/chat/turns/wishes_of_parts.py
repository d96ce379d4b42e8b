"""Forms of wishes about parts of a backend: what they are called, what is added or goes, and who may use it."""

from agent.chat.turns.pieces import MUST, NOT, PAUSE, E, S, V, forms

_SOUNDS = (
    r"(?:(?:sounds?|reads?|looks?|is|are|feels?) (?:so |very |a bit |rather |quite |just )?(?:wrong|odd|strange|"
    r"confusing|"
    r"misleading|unclear|bad|ugly|funny|clumsy)|has (?:an? )?(?:bit |rather |very )?(?:an? )?(?:odd|strange|bad|wrong|"
    r"confusing|misleading|unclear|clumsy|funny|ugly) name)"
)
_BETTER = r"(?:clearer|better|nicer|easier|good|great|nice|more (?:fitting|precise))"
_RATHER = (
    r"(?:(?:i|we)(?:'d| would) (?:prefer|rather have|like)|(?:better|rather)|how about|what about|call it|name it)"
)
_TELL = r"(?:tell|show|name|mention|carry|bear)"
_KIND = r"(?:operation|field|attribute|column|entity|table|role|relationship|endpoint)"
_AWAY = r"(?:away|out|off)"
_WHOLE = r"(?:the |our |that )?(?:whole |entire |complete )?"

NAMES = forms(
    (rf"{S} {_SOUNDS}(?: (?:in|on|for) {E})?{PAUSE}(?:[^,;:]{{1,40}} )?(?P<v>\w+) would be (?:the right|a better|"
     rf"better|"
     r"the better|the right one|right)(?: word| name| term| one)?", "rename {s} of {e} to {v}"),
    (rf"{S} {_SOUNDS}{PAUSE}{_RATHER} {V}", "rename {s} to {v}"),
    (rf"(?:it would be |would be )?{_BETTER} if (?:it|this|that) (?:was|were|is|could be) (?:called|named) {V}",
     "rename it to {v}"),
    (rf"(?:call|name) (?:that|this) (?P<s>entity|operation) {V}", "rename that {s} to {v}"),
    (rf"{S} (?:{MUST} (?:please )?be|is|are to be) (?:called|named) {V}, [^,;]{{1,60}} (?:stays?|remains?|keeps?)\b"
     r"[^,;]{0,40}", "rename {s} to {v}"),
)  # fmt: skip
CHOICES = forms(
    (rf"{V} is (?:still )?missing (?:among|amongst|from|in|for) {S}", "add {v} to {s}"),
    (rf"(?:for|in|among|on) {S} there is (?:still )?missing {V}", "add {v} to {s}"),
    (rf"(?:for|in|among|on) {S} there is (?:still )?missing {V}(?:{PAUSE}|, )(?:can|could|would|will)? ?(?:you|we)? ?"
     r"(?:please )?(?:add|put|append) it(?: at the (?:end|bottom)(?: of (?:the|that) list)?)?", "add {v} to {s}"),
    (rf"append {V} to {S}(?: (?:an?|the|each|every) [\w-]+ (?:may|can|could) have)?", "add {v} to {s}"),
    (rf"{E} (?:needs?|gets?|wants?|have|has) {V} as (?:an? |the )?(?:further|another|additional|new|extra|more) (?P<s>"
     r"[\w-]+) (?P<m>before|after) ['\"`]?(?P<n>[\w-]+)['\"`]?", "add {v} to {s} of {e} {m} {n}"),
    (rf"{E} (?:needs?|gets?|wants?|have|has) {V} as (?:an? |the )?(?:further|another|additional|new|extra|more) (?P<s>"
     r"[\w-]+)", "add {v} to {s} of {e}"),
)  # fmt: skip
ADDED = forms(
    (rf"{E} {MUST} (?:be able to )?(?:point|refer|link) to (?:another|an?) (?P<s>[\w-]+), which (?:(?:we|i|they)(?: "
     rf"would|'d| will)? "
     rf"call|is called|should be called|is|would be) (?:its|the|a) {V}", "{e} may have a {v}, which is a {s}"),
    (rf"{E} {MUST} (?:also |all )?(?:be able to )?{_TELL} (?P<s>(?:its|their) .+)", "{e} have {s}"),
    (rf"(?:can|could|may|might) {E} (?:also )?{_TELL} (?P<s>(?:its|their) .+)", "{e} have {s}"),
    (rf"{E} {MUST} (?:always |also )?(?:say|tell|show) (?:when|where|how|who|what) [^,;:]{{1,40}}: (?P<s>.+)",
     "{e} have {s}"),
    (rf"(?P<s>an? [\w ]{{1,60}}?) (?:for|on|in|at) {E} would (?:help|be (?:good|great|nice|useful|helpful|lovely|"
     rf"handy))"
     r"(?: us)?(?: a lot| very much)?", "add {s} to {e}"),
    (rf"(?:add |put )?(?P<s>an? (?:date|number|text|flag|url|datetime|boolean|integer|decimal|string|timestamp) "
     rf"\w+_\w+) (?:at|on|for|in|"
     rf"to) {E}", "add {s} to {e}"),
    (r"(?:for [\w' ]{1,40}? )?(?:we would need|we need|i need|note(?: down)?|keep|write down) (?P<s>(?:the|"
     r"an?) [\w ]{1,50}) (?:of|for|"
     r"on) (?P<e>(?:an?|each|every|the|our|all) [\w-]+|[\w-]+s)(?P<t>,? (?:in|as) [^.;:]{1,60})?", "{e} have {s}{t}"),
    (r"(?:we would need|we need|i need|note(?: down)?|keep|write down) (?P<s>the [\w ]{1,40}?) of (?P<e>(?:an? |each |"
     r"every |the |our )?[\w-]+)"
     r" and (?:also )?(?P<v>the [\w ]{1,40}?)(?:, (?:just )?like [\w ]{1,40})?", "{e} have {s} and {v}"),
    (r"(?:on|for|in) (?P<e>(?:the |an? |each |every )?[\w-]+),? (?:we|i)(?: would|'d)?(?: also)? (?:like|need|want|"
     r"miss) "
     r"(?:also )?(?P<s>an? .+)", "add {s} to {e}"),
    (r"(?:on|for|in) (?P<e>the (?:link|relationship|relation) between [\w -]{1,60}?),(?: next to [\w ]{1,30},)? we "
     r"(?:have|want"
     r"|need) to (?:keep|store|record|note) (?P<s>.+)", "on {e}, add {s}"),
    (r"(?:i|we)(?:'d| would) (?:appreciate|welcome|be glad of) (?P<s>an? [\w-]+ with .+)", "add {s}"),
    (r"(?:an? )?new (?P<s>(?:entity|table) .+)", "add {s}"),
    (rf"{E} (?:wants?|needs?|gets?) (?P<s>an? [\w ]{{1,40}}?)(?: as well| too)?, (?:the )?same as (?:the one )?(?:for|"
     rf"on|of|"
     r"in) [\w ]{1,30}? \((?P<v>[^()]{1,80})\)", "{e} have {s} ({v})"),
)  # fmt: skip
REMOVED = forms(
    (rf"(?P<s>(?:the )?{_KIND} [\w ]{{1,60}}?|[\w ]{{1,60}}? {_KIND}) (?:may|can|could) (?:also |now |both )?be "
     rf"(?:removed|dropped|"
     r"taken out|deleted for good)", "remove {s}"),
    (r"(?P<s>[\w' .-]+?) could (?:also |now |all |both )?(?:go|disappear)", "remove {s}"),
    (rf"(?:take|throw|kick|leave) {_WHOLE}(?P<s>[\w' .-]+?) {_AWAY}(?: for good)?", "remove {s}"),
    (rf"deleted {E} (?:(?:{MUST} )?be|are|were) (?:only |just |merely )?marked(?: as deleted)?\b[^;:]{{0,60}}",
     "use soft delete for {e}"),
    (rf"deleted {E} {MUST} (?:only |just |merely )be marked(?: as deleted)?\b[^;:]{{0,60}}", "use soft delete for {e}"),
    (r"(?:remove|delete|drop) (?P<s>(?:that|this) (?:field|entity|attribute|column|table|thing))(?: for good)?",
     "remove it"),
    (r"(?:remove|delete|drop) (?P<s>[\w' .-]+?) for good", "remove {s}"),
    (r"(?:nobody|no one|none of us)(?: on our side| of us| here)?(?: ever| really| actually)? (?:uses?|needs?|wants?|"
     r"reads?)"
     r" (?P<s>[^,;]+?)(?: since [\w ]{1,40}| for years| these days| nowadays)?[\s,;-]+(?:so )?(?:please )?(?:remove|"
     r"delete|drop) (?:it|them|that)", "remove {s}"),
    (rf"(?:we |i )?(?:have|see|had) no (?:reason|need|cause) to (?:keep|have|store) {S}", "remove {s}"),
    (r"(?P<s>[\w' .-]{1,60}?): [^.;:]{0,60}\b(?:no (?:reason|need) to (?:keep|have|store) it)", "remove {s}"),
)  # fmt: skip
_LIST = r"(?P<v>(?:[a-z]+)(?:(?:, | and | or )[a-z]+){0,3})"
ACCESS = forms(
    (rf"{E} {NOT} be {_LIST} by (?:everybody|everyone|anybody|anyone)(?: any ?more)?, (?:but )?only by (?P<s>.+)",
     "{e} can only be {v} by {s}"),
    (r"(?P<s>.+?) (?:should|must|shall|may|ought to) (?:also )?be (?:allowed|able|permitted) to (?P<v>.+?)(?: too| as "
     r"well)?, (?:and )?not (?:just|only) .{1,40}", "{s} may {v}"),
    (r"(?P<s>[\w -]{1,40}?) (?:should|must|shall) (?:also )?be (?:allowed|permitted) to (?P<v>.+)", "{s} may {v}"),
    (r"(?:can|may|could|should) only (?P<s>[\w -]{1,40}?) (?P<v>(?:create|add|update|edit|change|delete|remove|list|"
     r"read|"
     r"see|search|view)\b.+)", "only {s} may {v}"),
    (rf"{E} {MUST} be {_LIST} by (?P<s>[\w -]{{1,40}}?) (?:only|alone)(?:, (?:and )?(?:no longer|not) by .{{1,40}})?",
     "{e} can only be {v} by {s}"),
    (rf"(?P<v>listing|reading|seeing|creating|updating|editing|deleting|searching) {E} (?:{MUST} )?(?:be )?for (?P<s>"
     r"[\w -]{1,40}?) (?:only|alone)", "{v} {e} only for {s}"),
    (rf"(?:(?:from|until|as of) [\w ]{{1,40}}? )?(?:people|users|strangers|nobody|no one) (?:{NOT}|{MUST}|is allowed "
     rf"to|are not allowed to) (?:be able to )?"
     r"(?:register|sign up)(?: (?:on their own|by themselves|themselves|himself|by himself|on his own))?",
     "no self registration"),
    (r"(?:(?:from|until|as of) [\w ]{1,40}? )?(?:do not|don't) let (?:people|users|strangers) (?:register|sign up)(?: "
     r"(?:on their own|by themselves|themselves))?",
     "no self registration"),
)  # fmt: skip
